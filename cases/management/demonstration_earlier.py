"""Earlier requests of the demonstration that are alike, so that a new one of their kind finds how they were answered."""

from cases.management.demonstration import ADVISOR, Request, Step

SHARING = {**ADVISOR, "M.AUD": "a2", "M.IDENT": "i1", "M.FREQ": "f1", "M.TONE": "t0", "M.TIME": "e1", "M.COMM": "v0"}
AS_USUAL = {
    "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
    "reasons": "Vous partagez sur votre temps, sans nommer votre employeur, et loin de vos dossiers. Votre capacité "
    "d’exercer vos fonctions de façon impartiale ne semble pas touchée si vous prenez les précautions qui suivent.",
    "mitigations": "N’indiquez ni votre poste ni votre ministère.\nNe partagez rien sur les programmes dont vous vous occupez.",
}
STRICTER = {
    "outcome": "NOT_ADVISED",
    "reasons": "Plusieurs des publications portent sur le programme que vous conseillez\u00a0: un lecteur qui sait où vous "
    "travaillez pourrait douter de l’impartialité de vos avis.",
}
ASKED = (
    ("Inès", 150, "Partager des publications sur un programme d’emploi", STRICTER),
    ("Yusuf", 138, "Sharing posts about housing", AS_USUAL),
    ("Inès", 121, "Partager des publications sur la culture", AS_USUAL),
    ("Mathilde", 104, "Relayer des vidéos de campagne", AS_USUAL),
    ("Yusuf", 90, "Sharing a friend’s campaign page", AS_USUAL),
    ("Inès", 76, "Partager des publications sur l’eau", AS_USUAL),
)  # fmt: skip

EARLIER = tuple(
    Request(
        who, days, subject, "Puis-je partager de telles publications sur mon compte personnel, sans nommer mon employeur?"
        if who != "Yusuf" else "May I share such posts on my own account, without naming my employer?",
        activity="SOC.SHARE", answers=SHARING,
        steps=(
            Step("submit", who, days),
            Step("take-up", "Renée", days - 1),
            Step("record-advice", "Renée", days - 4, answer),
            Step("close", "Renée", days - 20),
        ),
    )
    for who, days, subject, answer in ASKED
)  # fmt: skip

"""The demonstration's fictional people and requests, as data. Nobody here exists; no party or candidate is named."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from polact.access.enums import Role

ESDC, STATCAN = "Department of Employment and Social Development", "Statistics Canada"
TRANSPORT, COMMISSION = "Department of Transport", "Public Service Commission"


@dataclass(frozen=True)
class Actor:
    """A fictional person and the roles that they hold in one organization."""

    given_name: str
    family_name: str
    language: str
    organization: str
    roles: tuple[Role, ...]
    position: str
    unit: str = ""
    region: str = ""
    manager: str = ""

    @property
    def key(self) -> str:
        return self.given_name

    @property
    def email(self) -> str:
        """In plain ASCII: not every mail server takes accents before the @."""
        name = unicodedata.normalize("NFKD", f"{self.given_name}.{self.family_name}".lower())
        return name.encode("ascii", "ignore").decode() + "@polact.example"


@dataclass(frozen=True)
class Step:
    """One action of the table: who does it, how many days ago, and what it takes."""

    action: str
    by: str
    days_ago: int
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """A request and what became of it. Without steps it is a draft."""

    by: str
    days_ago: int
    subject: str
    question: str
    planned_in: int | None = None
    activity: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


EMPLOYEE, REPRESENTATIVE = Role.EMPLOYEE, Role.REPRESENTATIVE

PEOPLE = (
    Actor("Emma", "Sample", "en", ESDC, (EMPLOYEE,), "Program officer", "Benefits delivery", "ON", "Gabriel"),
    Actor(
        "Mathilde",
        "Exemple",
        "fr",
        ESDC,
        (EMPLOYEE,),
        "Conseillère principale en politiques",
        "Employment policy",
        "QC",
        "Gabriel",
    ),
    Actor("Luc", "Exemple", "fr", STATCAN, (EMPLOYEE,), "Analyste", "Statistique sociale", "ON"),
    Actor("Noor", "Sample", "en", STATCAN, (EMPLOYEE,), "Communications manager", "Communications", "ON"),
    Actor("Theo", "Sample", "en", TRANSPORT, (EMPLOYEE,), "Safety inspector", "Carrier safety", "BC"),
    Actor(
        "Rita",
        "Sample",
        "en",
        ESDC,
        (EMPLOYEE, REPRESENTATIVE),
        "Values and ethics advisor",
        "Values and ethics",
        "ON",
        "Gabriel",
    ),
    Actor(
        "Renée",
        "Exemple",
        "fr",
        ESDC,
        (EMPLOYEE, REPRESENTATIVE),
        "Conseillère en valeurs et éthique",
        "Values and ethics",
        "QC",
    ),
    Actor(
        "Sylvain",
        "Exemple",
        "fr",
        STATCAN,
        (EMPLOYEE, REPRESENTATIVE),
        "Conseiller en valeurs et éthique",
        "Valeurs et éthique",
        "ON",
    ),
    Actor("Olive", "Sample", "en", COMMISSION, (EMPLOYEE, Role.COMMISSION_OFFICER), "Political activities officer"),
    Actor("Ada", "Sample", "en", COMMISSION, (EMPLOYEE, Role.ADMINISTRATOR), "Administrator of this service"),
    Actor("Aurèle", "Exemple", "fr", COMMISSION, (EMPLOYEE, Role.AUDITOR), "Auditeur"),
    Actor("Béatrice", "Exemple", "fr", COMMISSION, (EMPLOYEE, Role.ADMINISTRATOR), "Administratrice du service"),
    Actor("Gabriel", "Sample", "en", ESDC, (EMPLOYEE, Role.MANAGER), "Director", "Directorate", "ON"),
    Actor(
        "Inès", "Exemple", "fr", ESDC, (EMPLOYEE,), "Conseillère en politiques", "Programmes jeunesse", "QC", "Gabriel"
    ),
    Actor(
        "Sacha",
        "Sample",
        "en",
        ESDC,
        (EMPLOYEE, REPRESENTATIVE),
        "Values and ethics advisor",
        "Values and ethics",
        "BC",
    ),
    Actor("Yusuf", "Sample", "en", ESDC, (EMPLOYEE,), "Policy advisor", "Skills policy", "ON"),
    Actor("Danielle", "Sample", "en", COMMISSION, (EMPLOYEE, Role.COMMISSION_DECIDER), "Vice-president"),
    Actor("Isabelle", "Exemple", "fr", COMMISSION, (EMPLOYEE, Role.INVESTIGATOR), "Enquêteuse"),
    Actor("Héloïse", "Exemple", "fr", ESDC, (Role.DEPUTY_HEAD,), "Sous-ministre"),
    Actor("Marc", "Exemple", "fr", STATCAN, (EMPLOYEE, Role.MANAGER), "Directeur", "Méthodes d’enquête", "ON"),
    Actor("Nadia", "Sample", "en", STATCAN, (EMPLOYEE,), "Survey methodologist", "Survey methods", "ON", "Marc"),
)

LEADS = ("Renée",)  # who leads the representatives
OFFICES = {
    ESDC: ("political-activities@esdc.polact.example", "819-555-0142", "Fictional office.", "Bureau fictif."),
    STATCAN: ("activites-politiques@statcan.polact.example", "", "", ""),
}
AWAY = ("Rita", "Renée", ESDC, 2, 9)  # who, who stands in, where, since and for how many days; Transport has nobody

SELF = {"C.ORG": "yes", "C.STATUS": "employee", "H.TIME": "own", "H.PLACE": "away", "H.RES": "no", "H.POWER": "no"}
JUNIOR = {"P.LEVEL": "l0", "P.INFL": "n0", "P.POL": "p0", "P.AUTH": "u0", "P.ENF": "x0", "P.SERV": "s1", "P.MAND": "m1"}
QUIET = {"P.PUB": "b0", "P.EXT": "r0", "P.SUP": "k0", "N.SUBJ": "j0", "N.EFFECT": "g0"}
ORDINARY = {**SELF, **JUNIOR, **QUIET}
ADVISOR = {**ORDINARY, "P.LEVEL": "l1", "P.INFL": "n2", "P.POL": "p1", "P.MAND": "m2", "N.SUBJ": "j1"}
VISIBLE = {**ORDINARY, "P.LEVEL": "l2", "P.INFL": "n2", "P.PUB": "b2", "P.EXT": "r2", "P.SUP": "k1"}

REQUESTS = (
    Request(
        "Emma", 1, "Helping in a campaign office", "I would like to help in a campaign office on two evenings a week: ",
        activity="CAM.BACK", answers={**ORDINARY, "M.IDENT": "i0", "M.TIME": "e1", "M.COMM": "v0"},
    ),
    Request(
        "Emma", 24, "Sign on my lawn",
        "May I put an election sign on my lawn during the municipal election? I live in a small town where many "
        "neighbours know where I work. I process applications and never decide on anything local.",
        planned_in=-3, activity="DIS.LAWN", answers={**ORDINARY, "M.IDENT": "i1", "M.TIME": "e2", "M.COMM": "v0"},
        steps=(
            Step("submit", "Emma", 24),
            Step("take-up", "Renée", 21),
            Step("record-advice", "Renée", 19, {
                "outcome": "COMPATIBLE",
                "reasons": "Your duties are not visible to the public and do not touch municipal matters. A sign on your "
                "own property is a common, passive expression of support, away from work. Your ability to do your work "
                "impartially is not affected, and a neighbour who knows where you work would not reasonably see it so.",
            }),
            Step("reopen", "Renée", 16, {
                "reasons": "You wrote that the sign would also stand at the community centre where you help people with their "
                "applications. That changes the facts, so we look at it again.",
            }),
            Step("record-advice", "Renée", 15, {
                "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
                "reasons": "On your own lawn the sign stays a common, passive expression of support. Beside the place where you "
                "help people with their applications, it could be seen as coming from somebody who decides about benefits.",
                "mitigations": "Keep the sign on your own lawn.\nDo not put one where you help people with applications.",
            }),
        ),
    ),
    Request(
        "Emma", 7, "Canvassing door to door on weekends",
        "A friend asked me to go door to door for a local campaign on weekends. I would not say where I work. "
        "Is that all right in my position?",
        planned_in=12, activity="CAM.CANVASS",
        answers={**ORDINARY, "M.IDENT": "i1", "M.TIME": "e1", "M.COMM": "v1", "P.SERV": "s2"},
        steps=(
            Step("submit", "Emma", 7),
            Step("take-up", "Rita", 5),
            Step("request-information", "Rita", 4, {
                "question": "Would you canvass in the area that your office serves, and might you meet people whose "
                "applications you process?",
                "items": ["The streets or the part of town where you would canvass", "Whether you would wear a badge or a shirt"],
            }),
        ),
    ),
    Request(
        "Mathilde", 0, "Partager des publications partisanes",
        "J’aimerais partager, sur mon compte personnel, des publications sur les transports en commun produites pendant "
        "la campagne. Mon profil est public, mais il n’indique pas mon employeur. Que dois-je éviter?",
        planned_in=5, activity="SOC.SHARE",
        answers={**ADVISOR, "M.AUD": "a2", "M.IDENT": "i1", "M.FREQ": "f1", "M.TONE": "t0", "M.TIME": "e1", "M.COMM": "v0"},
        steps=(Step("submit", "Mathilde", 0),),
    ),
    Request(
        "Mathilde", 18, "Siéger à l’exécutif d’une association de circonscription",
        "On me propose le poste de secrétaire d’une association de circonscription. Les réunions ont lieu le soir. "
        "Je rédige des notes d’information sur les prestations d’emploi.",
        activity="PTY.EDA", answers={**ADVISOR, "M.AUD": "a2", "M.IDENT": "i2", "M.TIME": "e0", "M.COMM": "v1"},
        steps=(Step("submit", "Mathilde", 18), Step("take-up", "Renée", 14)),
    ),
    Request(
        "Mathilde", 40, "Assister à un congrès comme déléguée",
        "Je souhaite participer à un congrès comme déléguée pendant une fin de semaine. Le congrès est webdiffusé.",
        activity="PTY.DELEGATE", answers={**ADVISOR, "M.IDENT": "i1", "M.COMM": "v0"},
        steps=(
            Step("submit", "Mathilde", 40),
            Step("take-up", "Renée", 39),
            Step("request-information", "Renée", 38, {"question": "Pensez-vous y prendre la parole, et sur quels sujets?"}),
            Step("provide-information", "Mathilde", 36, {
                "answer": "Seulement lors des votes; je n’ai pas l’intention d’intervenir au micro.",
            }),
            Step("record-advice", "Renée", 34, {
                "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
                "reasons": "Le congrès a lieu sur votre temps, et vous n’y parlez pas de votre travail. Vous rédigez "
                "toutefois des avis sur un sujet qui peut y être débattu\u00a0: une intervention publique pourrait donner "
                "l’impression que vos conseils ne sont pas impartiaux.",
                "mitigations": "N’intervenez pas sur les prestations d’emploi.\nNe mentionnez ni votre poste ni votre "
                "ministère.\nDemandez un nouvel avis si l’on vous offre un rôle de porte-parole.",
            }),
        ),
    ),
    Request(
        "Luc", 8, "Solliciter des dons auprès de connaissances",
        "Puis-je solliciter des dons auprès d’amis et d’anciens collègues pour une campagne locale? Je passerais "
        "surtout des appels, le soir.",
        planned_in=20, activity="FND.SOLICIT",
        answers={**ORDINARY, "M.AUD": "a1", "M.IDENT": "i1", "M.TIME": "e1", "M.COMM": "v1"},
        steps=(
            Step("submit", "Luc", 8),
            Step("take-up", "Sylvain", 7),
            Step("request-information", "Sylvain", 6, {
                "question": "Y a-t-il, parmi ces personnes, des gens qui travaillent sous votre responsabilité ou qui "
                "répondent à vos enquêtes?",
            }),
            Step("provide-information", "Luc", 4, {"answer": "Non, aucun. Je retirerais de ma liste toute personne du bureau."}),
        ),
    ),
    Request(
        "Luc", 30, "Porter un macaron à une fête de quartier", "Est-ce permis de porter un macaron à une fête de quartier?",
        steps=(Step("submit", "Luc", 30), Step("withdraw", "Luc", 29, {"reasons": "La fête a été annulée."})),
    ),
    Request(
        "Luc", 15, "Me présenter au conseil municipal",
        "Je songe à me présenter au conseil de ma municipalité à la prochaine élection. Ai-je besoin d’un avis?",
        activity="CAN.MUNICIPAL",
        steps=(
            Step("submit", "Luc", 15),
            Step("redirect", "Sylvain", 13, {
                "destination": "TO_CANDIDACY",
                "reasons": "Une candidature à une élection municipale exige d’abord la permission de la Commission "
                "(article 115 de la Loi). Présentez votre demande au moins 30 jours d’avance et ne faites aucune démarche "
                "publique d’ici là. Je peux vous aider à la préparer.",
            }),
        ),
    ),
    Request(
        "Noor", 35, "Managing a local campaign",
        "I have been asked to manage the local campaign of a family friend. I would take annual leave for the last two "
        "weeks. I am one of the people who answer journalists for my agency.",
        activity="CAM.MANAGE", answers={**VISIBLE, "M.AUD": "a3", "M.IDENT": "i2", "M.TIME": "e2", "M.COMM": "v2"},
        steps=(
            Step("submit", "Noor", 35),
            Step("take-up", "Sylvain", 33),
            Step("record-advice", "Sylvain", 28, {
                "outcome": "NOT_ADVISED",
                "reasons": "You speak for an agency whose figures must be trusted by everybody, and a campaign manager is "
                "a public face of a campaign. Leave does not change how the same person is seen before and after. The "
                "level and visibility of your position and the nature of the activity weigh in the same direction.",
                "mitigations": "Helping out of public view, on your own time and without your title, would be of another "
                "kind. Ask again if you consider it.",
            }),
        ),
    ),
    Request(
        "Noor", 60, "Sticker on my own car", "May I put a sticker on my own car, which I also park at the office?",
        activity="DIS.VEHICLE", answers={**VISIBLE, "M.IDENT": "i0", "M.TIME": "e1", "M.COMM": "v0"},
        steps=(
            Step("submit", "Noor", 60),
            Step("take-up", "Sylvain", 59),
            Step("record-advice", "Sylvain", 55, {
                "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
                "reasons": "A sticker on a private car is a discreet expression of support. On the grounds of your office, "
                "and on the way to public events where you speak for the agency, it could be taken for more.",
                "mitigations": "Cover or remove it on the grounds of the office.\nUse another car when you represent the agency.",
            }),
            Step("close", "Sylvain", 50),
        ),
    ),
    Request(
        "Noor", 11, "Letter to a newspaper",
        "I would like to sign a letter in a local newspaper in favour of a platform on housing. My name would appear, "
        "my employer would not.",
        planned_in=9, activity="PUB.LETTER",
        answers={**VISIBLE, "M.AUD": "a3", "M.IDENT": "i1", "M.FREQ": "f0", "M.TONE": "t0", "M.TIME": "e1", "M.COMM": "v1"},
        steps=(Step("submit", "Noor", 11),),
    ),
    Request(
        "Theo", 3, "Attending a rally out of town",
        "I plan to attend a rally in another city, as a supporter and off duty. My work is to inspect carriers. "
        "Is there anything I should watch?",
        planned_in=6, activity="EVT.RALLY",
        answers={**ORDINARY, "P.ENF": "x2", "P.SERV": "s2", "M.IDENT": "i0", "M.TIME": "e1", "M.COMM": "v0"},
        steps=(Step("submit", "Theo", 3),),
    ),
    Request(
        "Gabriel", 5, "Speaking at a meeting about transit",
        "I have been asked to speak, as a resident, at a public meeting that a campaign holds about transit. Several of my "
        "staff live there. Would that be all right for a director?",
        planned_in=14, activity="EVT.RALLY",
        answers={**VISIBLE, "M.IDENT": "i1", "M.TIME": "e1", "M.COMM": "v1"},
        steps=(Step("submit", "Gabriel", 5),),
    ),
    Request(
        "Yusuf", 6, "Speaking at a friend’s launch",
        "A friend launches a campaign and asks me to say a few words about our school days. May I?",
        planned_in=16, activity="EVT.RALLY", answers={**ORDINARY, "M.IDENT": "i1", "M.TIME": "e1", "M.COMM": "v0"},
        steps=(Step("submit", "Yusuf", 6), Step("take-up", "Rita", 5)),
    ),
    Request(
        "Emma", 6, "Writing for a campaign newsletter",
        "May I write two pieces for a campaign newsletter, under my own name, about public transit?",
        planned_in=15, activity="PUB.LETTER",
        answers={**ORDINARY, "M.AUD": "a2", "M.IDENT": "i1", "M.FREQ": "f0", "M.TONE": "t0", "M.TIME": "e1", "M.COMM": "v1"},
        steps=(
            Step("submit", "Emma", 6),
            Step("take-up", "Rita", 5),
            Step("propose-advice", "Rita", 1, {
                "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
                "facts_relied_on": "You process applications and decide on none. The newsletter is read in one neighbourhood. "
                "Public transit is no matter of your department.",
                "actual": "NOT_IMPAIRED", "perceived": "NOT_WITH_PRECAUTIONS",
                "findings": [
                    {"limb": "ACTUAL", "factor": "DUTIES", "weight": "FOR", "text": "Your duties do not touch public transit."},
                    {"limb": "PERCEIVED", "factor": "ACTIVITY", "weight": "AGAINST", "text": "A signed piece stays in the open."},
                    {"limb": "PERCEIVED", "factor": "POSITION", "weight": "FOR", "text": "Few readers know where you work."},
                ],
                "reasons": "Writing on your own time about a matter far from your work does not impair your ability. Signed "
                "pieces could be read as those of a public servant if your employer were named.",
                "mitigations": "Leave out your title and your employer.\nDo not write about employment programs.",
                "limits": "Two pieces, on public transit.",
                "sources": ["s113", "psc-other"],
            }),
        ),
    ),
)  # fmt: skip

"""Advice on a non-candidacy political activity.

PSEA s. 113(1) gives the test; nobody needs permission, so the answer is advice and the choice stays the employee's.
No law sets a time limit: the service standard is the organization's own, in business days (domain.md 6.2, row 15).
"""

from polact.base.text import Text
from polact.catalogue.kinds import Outcome, RequestType

COMPATIBLE = Outcome(
    "COMPATIBLE",
    Text("Compatible as described", "Compatible telle que décrite"),
    Text(
        "The activity as described does not raise a concern under section 113.",
        "L’activité telle que décrite ne soulève pas de préoccupation au regard de l’article 113.",
    ),
    is_answer=True,
)
COMPATIBLE_WITH_PRECAUTIONS = Outcome(
    "COMPATIBLE_WITH_PRECAUTIONS",
    Text("Compatible with precautions", "Compatible moyennant des précautions"),
    Text(
        "The activity does not raise a concern if the precautions below are taken.",
        "L’activité ne soulève pas de préoccupation si les précautions ci-dessous sont prises.",
    ),
    is_answer=True,
)
NOT_ADVISED = Outcome(
    "NOT_ADVISED",
    Text("Not advised as described", "Déconseillée telle que décrite"),
    Text(
        "The activity as described could impair, or be seen as impairing, political impartiality.",
        "L’activité telle que décrite pourrait porter, ou sembler porter, atteinte à l’impartialité politique.",
    ),
    is_answer=True,
)
WITHDRAWN = Outcome(
    "WITHDRAWN",
    Text("Withdrawn", "Retirée"),
    Text("The employee withdrew the request.", "La personne a retiré sa demande."),
)
TO_VALUES_AND_ETHICS = Outcome(
    "TO_VALUES_AND_ETHICS",
    Text("Redirected to values and ethics", "Réorientée vers valeurs et éthique"),
    Text(
        "Not a political activity under Part 7; the values and ethics advisor answers.",
        "Il ne s’agit pas d’une activité politique au sens de la partie 7; le conseiller en valeurs et éthique répond.",
    ),
)
OUTSIDE_PART_7 = Outcome(
    "OUTSIDE_PART_7",
    Text("Outside Part 7", "Hors de la partie 7"),
    Text(
        "Part 7 of the Act does not apply to the person or the activity.",
        "La partie 7 de la Loi ne s’applique pas à la personne ou à l’activité.",
    ),
)
TO_CANDIDACY = Outcome(
    "TO_CANDIDACY",
    Text("Redirected to a candidacy request", "Réorientée vers une demande de candidature"),
    Text(
        "A candidacy needs the Commission’s permission first (sections 114 and 115).",
        "Une candidature exige d’abord la permission de la Commission (articles 114 et 115).",
    ),
)
NO_REPLY = Outcome(
    "NO_REPLY",
    Text("Closed without a reply", "Fermée faute de réponse"),
    Text(
        "What was asked could not be answered without information that did not come. Nothing was decided about the "
        "activity; a new request can be sent at any time.",
        "Il n’était pas possible de répondre sans des renseignements qui ne sont pas venus. Rien n’a été décidé au sujet "
        "de l’activité; une nouvelle demande peut être envoyée en tout temps.",
    ),
)

ADVICE = RequestType(
    code="ADVICE",
    name=Text("Advice on a political activity", "Avis sur une activité politique"),
    asks=Text("May I take part in this activity, and how?", "Puis-je participer à cette activité, et comment?"),
    legal_basis="PSEA s. 113(1)",
    standard_days=10,
    outcomes=(
        COMPATIBLE,
        COMPATIBLE_WITH_PRECAUTIONS,
        NOT_ADVISED,
        WITHDRAWN,
        TO_VALUES_AND_ETHICS,
        OUTSIDE_PART_7,
        TO_CANDIDACY,
        NO_REPLY,
    ),
)

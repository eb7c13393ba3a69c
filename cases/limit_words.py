"""What a regime's limit for the decision means, in words: for pages, notices and the trail, in both languages.

Each sentence has a form for a regime without a limit: no page, notice or letter shows a day that no law sets. Pure.
"""

from datetime import date

from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.kinds import TimeLimit

NO_LIMIT = Text(
    "No law sets a day by which the decision must be made.",
    "Aucune loi ne fixe de date limite pour la décision.",
)
NONE_BY_LAW = Text("no law sets a day", "aucune loi ne fixe de date limite")
AS_EARLY = Text("Ask as early as you can.", "Présentez votre demande le plus tôt possible.")


def due(rule: TimeLimit, day: date | None) -> Text:
    """By when the decision is due, once everything is there; `day` is the one that is stored."""
    if day is None or not rule.is_set:
        return NO_LIMIT
    return Text(
        f"By law the decision is due by {day_in_words(day, 'en')}.",
        f"Selon la loi, la décision est attendue au plus tard le {day_in_words(day, 'fr')}.",
    )


def due_in_trail(day: date | None) -> str | dict[str, str]:
    """The day as the trail keeps it, or that there is none, in both languages."""
    return day.isoformat() if day else {"en": NONE_BY_LAW.en, "fr": NONE_BY_LAW.fr}


def may_take(rule: TimeLimit) -> Text:
    """How long a decision may take, for somebody who has just sent the request."""
    if not rule.is_set:
        return NO_LIMIT
    return Text(
        f"A decision may take up to {rule.length.en} once everything is there.",
        f"Une décision peut prendre jusqu’à {rule.length.fr} une fois que tout est là.",
    )


def begins_when_received(rule: TimeLimit) -> Text:
    """For the organization, whose own days are another matter."""
    if not rule.is_set:
        return NO_LIMIT
    return Text(
        f"The {rule.length.en} for the decision begin only when everything has been received.",
        f"Les {rule.length.fr} pour la décision ne commencent que lorsque tout a été reçu.",
    )


def begins_when_whole(rule: TimeLimit) -> Text:
    """What waits for what is missing."""
    if not rule.is_set:
        return Text(
            "The decision is made only when all of it is there.", "La décision n’est rendue que lorsque tout est là."
        )
    return Text(
        f"The {rule.length.en} begin only when all of it is there.",
        f"Les {rule.length.fr} ne commencent que lorsque tout est là.",
    )


def does_not_run(rule: TimeLimit) -> Text:
    """What it means to ask for something."""
    if not rule.is_set:
        return Text(
            "The request is not complete while something is outstanding.",
            "La demande n’est pas complète tant que quelque chose est attendu.",
        )
    return Text(
        f"The {rule.length.en} do not run while something is outstanding.",
        f"Les {rule.length.fr} ne courent pas tant que quelque chose est attendu.",
    )


def once_found_complete(rule: TimeLimit) -> Text:
    """What it means to find the file complete."""
    if not rule.is_set:
        return Text(
            f"{NO_LIMIT.en} The employee and the organization are told that the file is complete.",
            f"{NO_LIMIT.fr} La personne et l’organisation sont informées que le dossier est complet.",
        )
    return Text(
        f"The {rule.length.en} began on the day after the last of it was received, whenever you confirm it. The employee and "
        "the organization are told the day of the law.",
        f"Les {rule.length.fr} ont commencé le lendemain du jour où le dernier élément a été reçu, quel que soit le moment où "
        "vous le confirmez. La personne et l’organisation sont informées du jour fixé par la loi.",
    )


def not_begun(rule: TimeLimit) -> Text:
    """While something is missing, or nobody has found the file complete yet."""
    if not rule.is_set:
        return NO_LIMIT
    return Text(
        f"The {rule.length.en} have not begun: they begin on the day after everything is there.",
        f"Les {rule.length.fr} n’ont pas commencé\u00a0: ils commencent le lendemain du jour où tout est là.",
    )


def while_complete(rule: TimeLimit) -> Text:
    """The state of a complete file, in a few words."""
    if not rule.is_set:
        return Text("Complete: to be decided", "Complète\u00a0: à décider")
    return Text(f"Complete: the {rule.length.en} count", f"Complète\u00a0: les {rule.length.fr} courent")


def of_rule(rule: TimeLimit) -> Text:
    """The rule itself with its source or, without a limit, what the regime rests on."""
    if not rule.is_set:
        return Text(f"Basis of these rules: {rule.source.en}.", f"Fondement de ces règles\u00a0: {rule.source.fr}.")
    kind = Text("business", "ouvrables") if rule.in_business_days else Text("calendar", "civils")
    return Text(
        f"{rule.source.en}: within {rule.days} {kind.en} days after the day on which everything that was asked for is there.",
        f"{rule.source.fr}\u00a0: dans les {rule.days} jours {kind.fr} suivant celui où tout ce qui a été demandé est reçu.",
    )


def clock_stops(rule: TimeLimit) -> Text:
    """What the day of the notices is."""
    if not rule.is_set:
        return Text(
            "The employee and the deputy head are both notified in writing.",
            "Le fonctionnaire et l’administrateur général sont tous deux avisés par écrit.",
        )
    return Text(
        "The clock stops on the day on which the employee and the deputy head are both notified in writing "
        f"({rule.source.en}).",
        "Le délai cesse de courir le jour où le fonctionnaire et l’administrateur général sont tous deux avisés par écrit "
        f"({rule.source.fr}).",
    )

"""What each cell of the register may hold, and what must hold between them. The words are those of the file, in English."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import ElectionLevel, WorkRegion
from cases.history.organizations import Names, UnknownOrganization
from polact.catalogue.candidacy import CHANGE_OF_CIRCUMSTANCES, NO_DECISION, NO_DECISION_REASONS, PERMISSION
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS, TERRITORIES

ADVICE, ANSWERED = "ADVICE", "ANSWERED"
COLUMNS = (
    "reference",
    "request_type",
    "election_level",
    "jurisdiction",
    "organization",
    "occupational_group",
    "region",
    "language",
    "received_on",
    "complete_on",
    "decided_on",
    "outcome",
    "no_decision_reason",
)
OUTCOMES = {
    PERMISSION.code: [ending.code for ending in PERMISSION.outcomes],
    CHANGE_OF_CIRCUMSTANCES.code: [ending.code for ending in CHANGE_OF_CIRCUMSTANCES.outcomes],
    ADVICE: [ANSWERED, NO_DECISION.code],
}
WORDS = {
    "request_type": list(OUTCOMES),
    "election_level": ElectionLevel.values,
    "region": WorkRegion.values,
    "language": ["en", "fr"],
    "outcome": list(dict.fromkeys(code for codes in OUTCOMES.values() for code in codes)),
    "no_decision_reason": [reason.code for reason in NO_DECISION_REASONS],
}
AS_WRITTEN = {column: {code.lower(): code for code in codes} for column, codes in WORDS.items()}
MAY_BE_EMPTY = frozenset(
    {
        "election_level",
        "jurisdiction",
        "occupational_group",
        "complete_on",
        "decided_on",
        "outcome",
        "no_decision_reason",
    }
)
DAYS = ("received_on", "complete_on", "decided_on")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = {"reference": 60, "occupational_group": 20}

Cells = Mapping[str, str]
Values = dict[str, Any]
Tell = Callable[[str, str], None]
"""Notes a problem: the column and the message."""


class Checker:
    """Turns the cells of one row into values. `today` is the last day that a date may name."""

    def __init__(self, names: Names, today: date) -> None:
        self._names = names
        self._today = today

    def values(self, cells: Cells, tell: Tell) -> Values:
        """The values of the columns; what is wrong with them is told, and such a row must not be used."""
        faulty: set[str] = set()

        def note(column: str, message: str) -> None:
            faulty.add(column)
            tell(column, message)

        values = {column: self._value(column, cells[column].strip(), note) for column in COLUMNS}
        values["organization_id"] = values.pop("organization")
        for rule in (_level_and_place, _days_in_order, _outcome, _reason):
            rule(values, faulty, note)
        return values

    def _value(self, column: str, cell: str, note: Tell) -> Any:
        if not cell:
            if column not in MAY_BE_EMPTY:
                note(column, _("This is missing."))
            return None if column in DAYS or column == "organization" else ""
        if column in AS_WRITTEN:
            return _word(column, cell, note)
        if column in DAYS:
            return self._day(column, cell, note)
        if column == "organization":
            return self._organization(cell, note)
        if column == "jurisdiction":
            if cell.upper() not in JURISDICTIONS:
                note(column, _("“%(cell)s” is no code of a province or territory, nor CA.") % {"cell": cell})
            return cell.upper()
        if len(cell) > LONGEST[column] or not cell.isprintable():
            note(column, _("This must be at most %(most)s printable characters.") % {"most": LONGEST[column]})
        return cell

    def _organization(self, cell: str, note: Tell) -> int | None:
        try:
            return self._names.find(cell)
        except UnknownOrganization as error:
            note("organization", str(error))
            return None

    def _day(self, column: str, cell: str, note: Tell) -> date | None:
        try:
            day = date.fromisoformat(cell) if DAY.fullmatch(cell) else None
        except ValueError:
            day = None
        if day is None:
            note(column, _("“%(cell)s” is no date as in 2023-04-01.") % {"cell": cell})
        elif day > self._today:
            note(column, _("%(cell)s lies in the future.") % {"cell": cell})
        return day


def _word(column: str, cell: str, note: Tell) -> str:
    known = AS_WRITTEN[column]
    if cell.casefold() not in known:
        note(column, _("“%(cell)s” is not one of: %(known)s.") % {"cell": cell, "known": ", ".join(known)})
        return ""
    return known[cell.casefold()]


def _level_and_place(values: Values, faulty: set[str], note: Tell) -> None:
    """Each level of government has its places. Advice may be about no election. A federal candidacy is told by CA, or by
    the province or territory of its district, as the Commission's own table counts it (domain.md 5.1, table 4)."""
    level, place = values["election_level"], values["jurisdiction"]
    if faulty & {"election_level", "jurisdiction", "request_type"}:
        return
    if not level:
        if values["request_type"] != ADVICE:
            note("election_level", _("This is missing."))
        return
    if not place:
        note("jurisdiction", _("This is missing."))
    elif level != ElectionLevel.FEDERAL and place == FEDERAL:
        note("jurisdiction", _("CA stands for federal elections only."))
    elif level == ElectionLevel.TERRITORIAL and place not in TERRITORIES:
        note("jurisdiction", _("A territorial election is held in NT, NU or YT."))
    elif level == ElectionLevel.PROVINCIAL and place in TERRITORIES:
        note("jurisdiction", _("A provincial election is not held in a territory."))


def _days_in_order(values: Values, faulty: set[str], note: Tell) -> None:
    if faulty & set(DAYS):
        return
    received, complete, decided = (values[column] for column in DAYS)
    if complete and complete < received:
        note("complete_on", _("The file cannot be complete before it was received."))
    if decided and decided < (complete or received):
        note("decided_on", _("The decision cannot come before the file was received and complete."))


def _outcome(values: Values, faulty: set[str], note: Tell) -> None:
    outcome, kind = values["outcome"], values["request_type"]
    if "outcome" in faulty:
        return
    if outcome and not values["decided_on"] and "decided_on" not in faulty:
        note("decided_on", _("With an outcome, the day of the decision is needed."))
    if values["decided_on"] and not outcome:
        note("outcome", _("With the day of a decision, an outcome is needed."))
    if outcome and kind and outcome not in OUTCOMES[kind]:
        told = {"outcome": outcome.lower(), "known": ", ".join(code.lower() for code in OUTCOMES[kind])}
        note("outcome", _("“%(outcome)s” is no outcome of this type of request; those are: %(known)s.") % told)


def _reason(values: Values, faulty: set[str], note: Tell) -> None:
    if faulty & {"outcome", "no_decision_reason"}:
        return
    if values["outcome"] == NO_DECISION.code and not values["no_decision_reason"]:
        note("no_decision_reason", _("Without a decision, the reason is needed."))
    if values["outcome"] != NO_DECISION.code and values["no_decision_reason"]:
        note("no_decision_reason", _("A reason stands only where the outcome is no_decision."))

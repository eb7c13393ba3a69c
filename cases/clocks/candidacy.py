"""When the Commission must have decided on a candidacy (Political Activities Regulations, SOR/2005-373, s. 5)."""

from datetime import date

from cases.clocks.limits import Limit, statutory_limit
from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL

DECISION_DAYS = 30
COMPLETE = Text("all information received on", "tous les renseignements reçus le")


def decision_limit(*, complete_on: date, jurisdiction: str = FEDERAL) -> Limit:
    """By when the employee and the deputy head must be told of the decision: 30 calendar days after the day on which
    the Commission has all of the information (Political Activities Regulations s. 5; domain.md 6.2, row 1).

    Takes the local date of that day, which itself does not count, and the jurisdiction whose holidays may move the end.
    `due_on` is the day that the law gives; `target_on` the last business day on or before it.
    """
    return statutory_limit(from_=complete_on, days=DECISION_DAYS, jurisdiction=jurisdiction, event=COMPLETE)

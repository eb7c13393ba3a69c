"""The clock of a decision from the recorded facts of a candidacy. Pure; nothing is stored here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.candidacy_content import ON_REQUEST
from cases.clocks.candidacy import Asked, CandidacyClock, candidacy_decision
from cases.enums.candidacy import Stage
from cases.filing import Filing, latest_safe_filing
from cases.models import Candidacy, CandidacyItem
from polact.base import clock


def clock_of_decision(candidacy: Candidacy, items: Iterable[CandidacyItem]) -> CandidacyClock:
    """By when the decision is due, by the law of its regime, with everything that was asked (PAR ss. 2 and 5).

    The file is complete on the day on which the Commission has what PAR s. 2(1) asks for: the day on which it was sent,
    or on which the last mandatory content that it had to ask for was received. What it asks for besides (s. 2(2)) is for
    `clocks.candidacy.candidacy_decision` to judge. Calendar days.
    """
    asked, rule = list(items), candidacy.rules.limit
    mandatory = {term.code for term in candidacy.rules.content if term.source not in ON_REQUEST}
    first = [item for item in asked if item.code in mandatory]
    others = [_asked(item) for item in asked if item.code not in mandatory]
    if candidacy.sent_at is None or any(item.received_at is None for item in first):
        return candidacy_decision(complete_on=None, rule=rule)
    received = [clock.local_date(item.received_at) for item in first if item.received_at]
    return candidacy_decision(
        complete_on=max([clock.local_date(candidacy.sent_at), *received]), rule=rule, asked=others
    )


def stored_days(found: CandidacyClock) -> dict[str, Any]:
    """The columns of the candidacy that keep the computation: all empty while something is missing; without a day to
    decide by, and so without a calendar, where no law sets one."""
    return {"complete_on": found.complete_on, "decide_by": found.due_on, "calendar": found.calendar}


def agrees(candidacy: Candidacy, found: CandidacyClock) -> bool:
    """Whether what is stored is what the recorded facts give."""
    return all(getattr(candidacy, name) == value for name, value in stored_days(found).items())


def days_known(candidacy: Candidacy) -> dict[str, date | None]:
    """When nominations close and polling is, as columns of the candidacy. A draft, which only its writer sees, follows the
    record of its election each time that it is looked at; a request that was signed keeps its days, and is told when they
    change (`operations.elections`)."""
    days = {"nominations_close": candidacy.nominations_close, "polling_day": candidacy.polling_day}
    if candidacy.stage != Stage.DRAFT or candidacy.election is None:
        return days
    election = candidacy.election
    if not election.awaits_polling:
        return dict.fromkeys(days)
    return {name: getattr(election, name) or day for name, day in days.items()}


def safe_filing(candidacy: Candidacy) -> Filing | None:
    """By when to ask for a decision before nominations close; None as long as that day is not known, and where no law
    limits the time of a decision: then no day is safe. The organization's service standard, in business days, stands for
    the time that it needs."""
    close = days_known(candidacy)["nominations_close"]
    if close is None:
        return None
    days = candidacy.case.organization.standard_days
    return latest_safe_filing(nominations_close=close, rules=candidacy.rules, organization_days=days)


def _asked(item: CandidacyItem) -> Asked:
    received = clock.local_date(item.received_at) if item.received_at else None
    return Asked(clock.local_date(item.asked_at), received)

"""In which order things become of a candidacy, and what they mean for the employment. Pure."""

from __future__ import annotations

from datetime import date

from cases.enums.candidacy import ElectionResult
from cases.models import Candidacy, CandidacyResult

R = ElectionResult
AT_FIRST = (R.NOT_NOMINATED, R.WITHDREW, R.NOT_ELECTED, R.ELECTED_PENDING, R.ELECTED, R.ACCLAIMED)
NEXT = {
    R.NOT_NOMINATED: (R.RETURNED,),
    R.WITHDREW: (R.RETURNED,),
    R.NOT_ELECTED: (R.RETURNED,),
    R.ELECTED_PENDING: (R.ELECTED, R.NOT_ELECTED),
    R.ELECTED: (R.RETURNED,),
    R.ACCLAIMED: (R.RETURNED,),
    R.RETURNED: (),
}
"""Pending may end otherwise than in a declaration: a recount. Whoever is acclaimed was elected (in law the same)."""
ELECTED = (R.ELECTED, R.ACCLAIMED)


def ends_employment(kind: str, candidacy: Candidacy) -> bool:
    """Whether the employment ceases by operation of law on the day of this result (PSEA s. 114(8)); never municipally."""
    return kind in ELECTED and candidacy.level_rules.ends_employment


def following(last: str | None, candidacy: Candidacy) -> tuple[ElectionResult, ...]:
    """What can be recorded after `last` (None: at first). Nobody returns from leave whose employment has ceased."""
    if last is None:
        return AT_FIRST
    return () if ends_employment(last, candidacy) else NEXT[R(last)]


def gap(candidacy: Candidacy, results: list[CandidacyResult]) -> int | None:
    """Calendar days from polling day, with which the leave for the election period ends, to the declaration; None while
    either day is not known. In between somebody elected is an employee whose leave has ended."""
    declared = next((one.happened_on for one in results if one.kind == R.ELECTED), None)
    if declared is None or candidacy.polling_day is None:
        return None
    return (declared - candidacy.polling_day).days


def waits_since(candidacy: Candidacy, results: list[CandidacyResult], today: date) -> int | None:
    """Calendar days since polling day for somebody elected and not yet declared; None for anybody else."""
    if not results or results[-1].kind != R.ELECTED_PENDING:
        return None
    return (today - (candidacy.polling_day or results[-1].happened_on)).days

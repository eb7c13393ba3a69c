"""When an allegation counts as submitted, and whether that is in time (PAR 8). Pure.

All days are calendar days. A limit that ends on a holiday ends on the next day that is none (Interpretation Act s. 26);
a deemed day is not a limit and does not move. Being late never bars an investigation (PAR 8(2)).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from allegations.enums import Channel, Verdict
from polact.base.text import Text
from polact.catalogue.statutory import STATUTORY_NAMES, Moved, day_or_next

MAIL_DAYS = 6
LIMIT_DAYS = 30
DURING, OUTSIDE, OUTER = "8(1)(a)", "8(1)(b)", "8(1)(b), one year"


def deemed_day(
    channel: Channel | str, *, received_on: date, postmarked_on: date | None = None, metered_on: date | None = None
) -> date | None:
    """The day on which an allegation is deemed to have been submitted (PAR 8(3)).

    By mail six days after the postmark or the meter impression, the later of them where there are both, and None while
    neither is known; by hand or courier the day of delivery, by electronic means the day of transmission, both
    `received_on`.
    """
    if channel != Channel.MAIL:
        return received_on
    marks = [day for day in (postmarked_on, metered_on) if day]
    return max(marks) + timedelta(days=MAIL_DAYS) if marks else None


@dataclass(frozen=True)
class Facts:
    """What the limit is computed from. `aware_on` and `period_ended_on` may be unknown; so may when it began."""

    began_on: date | None = None
    during_election: bool = False
    period_ended_on: date | None = None
    aware_on: date | None = None


@dataclass(frozen=True)
class Arrival:
    """How and when an allegation came; without anything said, by the public form today. The marks are those of mail."""

    channel: str = Channel.ELECTRONIC
    in_writing: bool = True
    received_on: date | None = None
    postmarked_on: date | None = None
    metered_on: date | None = None


def gathered(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a form or a body gives field by field, with the fields of `Facts` and `Arrival` put together."""
    parts = {"facts": Facts, "arrival": Arrival}
    names = {key: [one.name for one in fields(kind)] for key, kind in parts.items()}
    rest = {key: value for key, value in given.items() if not any(key in own for own in names.values())}
    return rest | {key: kind(**{n: given[n] for n in names[key] if n in given}) for key, kind in parts.items()}


@dataclass(frozen=True)
class Limit:
    """The last day for an allegation, the rule that gave it, and the holidays over which it was moved."""

    last_day: date
    rule: str
    moved: tuple[Moved, ...] = ()

    def in_words(self) -> Text:
        """How the day was found, in both languages."""
        said = RULES[self.rule]
        if not self.moved:
            return said
        names = [STATUTORY_NAMES[one.reason] for one in self.moved]
        return Text(
            f"{said.en} It would have ended on a holiday ({', '.join(name.en for name in names)}), so the next day counts.",
            f"{said.fr} Il aurait expiré un jour férié ({', '.join(name.fr for name in names)}); le jour suivant compte donc.",
        )


RULES = {
    DURING: Text(
        "It began during an election period: 30 days after the day on which the period ended (PAR 8(1)(a)).",
        "Cela a commencé pendant une période électorale : 30 jours après le jour où elle a pris fin (RAP, al. 8(1)a)).",
    ),
    OUTSIDE: Text(
        "It began outside an election period: 30 days after the person became aware of it (PAR 8(1)(b)).",
        "Cela a commencé hors d’une période électorale : 30 jours après que la personne en a eu connaissance (RAP, "
        "al. 8(1)b)).",
    ),
    OUTER: Text(
        "It began outside an election period: no later than one year after it began (PAR 8(1)(b)).",
        "Cela a commencé hors d’une période électorale : au plus tard un an après le début (RAP, al. 8(1)b)).",
    ),
}


def year_after(day: date) -> date:
    """The same day of the next year; 28 February after a 29 February (Interpretation Act s. 28)."""
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def limit(facts: Facts) -> Limit | None:
    """The last day for an allegation under PAR 8(1); None while the facts do not give one.

    With the day of awareness unknown there is still the outer limit of one year.
    """
    if facts.during_election:
        return _limit(facts.period_ended_on + timedelta(days=LIMIT_DAYS), DURING) if facts.period_ended_on else None
    known = []
    if facts.aware_on:
        known.append(_limit(facts.aware_on + timedelta(days=LIMIT_DAYS), OUTSIDE))
    if facts.began_on:
        known.append(_limit(year_after(facts.began_on), OUTER))
    return min(known, key=lambda one: one.last_day, default=None)


def _limit(last_day: date, rule: str) -> Limit:
    day, moved = day_or_next(last_day)
    return Limit(day, rule, moved)


def verdict(deemed_on: date | None, facts: Facts) -> Verdict:
    """Whether an allegation deemed submitted on a day is in time.

    Unknown where a fact is missing that could change the answer: one that is past a known limit is late all the same.
    """
    last = limit(facts)
    if last is None or deemed_on is None:
        return Verdict.UNKNOWN
    if deemed_on > last.last_day:
        return Verdict.LATE
    if facts.during_election or (facts.aware_on and facts.began_on):
        return Verdict.TIMELY
    return Verdict.UNKNOWN

"""When an allegation counts as submitted, and whether that is in time (PAR 8). Pure.

All days are calendar days. A limit that ends on a holiday ends on the next day that is none (Interpretation Act s. 26);
a deemed day is not a limit and does not move. Being late never bars an investigation (PAR 8(2)).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from allegations.enums import Channel, Verdict
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.limits import Limit as Counted
from polact.catalogue.limits import Named, months_limit, statutory_limit

MAIL_DAYS = 6
LIMIT_DAYS = 30
OUTER_MONTHS = 12
DELIVERED = ("Delivered, and so made, on %s.", "Livrée, donc faite, le %s.")
TRANSMITTED = ("Transmitted, and so made, on %s.", "Transmise, donc faite, le %s.")
DURING, OUTSIDE, OUTER = "8(1)(a)", "8(1)(b)", "8(1)(b), one year"


def deemed(
    channel: Channel | str, *, received_on: date, postmarked_on: date | None = None, metered_on: date | None = None
) -> Named | None:
    """The day on which an allegation is deemed to have been submitted (PAR 8(3)), with how it was found.

    By mail six days after the postmark or the meter impression, the later of them where there are both, and None while
    neither is known; by hand or courier the day of delivery, by electronic means the day of transmission, both
    `received_on`.
    """
    if channel != Channel.MAIL:
        en, fr = TRANSMITTED if channel == Channel.ELECTRONIC else DELIVERED
        return Named(received_on, Text(en % day_in_words(received_on, "en"), fr % day_in_words(received_on, "fr")))
    marks = [day for day in (postmarked_on, metered_on) if day]
    if not marks:
        return None
    mailed, on = max(marks), max(marks) + timedelta(days=MAIL_DAYS)
    return Named(
        on,
        Text(
            f"Mailed on {day_in_words(mailed, 'en')}; counts as made 6 days later, on {day_in_words(on, 'en')}.",
            f"Mise à la poste le {day_in_words(mailed, 'fr')}; réputée faite 6 jours plus tard, le {day_in_words(on, 'fr')}.",
        ),
    )


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
    """The last day for an allegation: the rule that gave it, and how it was counted."""

    rule: str
    counted: Counted

    @property
    def last_day(self) -> date:
        return self.counted.due_on

    def in_words(self) -> Text:
        """The rule, and how the day was found, in both languages."""
        said, found = RULES[self.rule], self.counted.explanation()
        return Text(f"{said.en} {found.en}", f"{said.fr} {found.fr}")


RULES = {
    DURING: Text(
        "It began during an election period: 30 days after the day on which the period ended (PAR 8(1)(a)).",
        "Cela a commencé pendant une période électorale\u00a0: 30 jours après le jour où elle a pris fin (RAP, al. 8(1)a)).",
    ),
    OUTSIDE: Text(
        "It began outside an election period: 30 days after the person became aware of it (PAR 8(1)(b)).",
        "Cela a commencé hors d’une période électorale\u00a0: 30 jours après que la personne en a eu connaissance (RAP, "
        "al. 8(1)b)).",
    ),
    OUTER: Text(
        "It began outside an election period: no later than one year after it began (PAR 8(1)(b)).",
        "Cela a commencé hors d’une période électorale\u00a0: au plus tard un an après le début (RAP, al. 8(1)b)).",
    ),
}
NOT_BARRED = Text(
    "a late allegation may still be investigated (Regulations, s. 8(2))",
    "une allégation tardive peut tout de même faire l’objet d’une enquête (Règlement, par. 8(2))",
)
PERIOD_ENDED = Text("election period ended on", "période électorale terminée le")
AWARE = Text("became aware on", "connaissance acquise le")
BEGAN = Text("contravention began on", "contravention commencée le")


def limit(facts: Facts) -> Limit | None:
    """The last day for an allegation under PAR 8(1); None while the facts do not give one.

    Outside an election period the earlier of two: 30 calendar days from awareness, and one year from the beginning
    (Interpretation Act s. 28). With the day of awareness unknown there is still the outer limit of one year.
    """
    if facts.during_election:
        return _thirty_days(facts.period_ended_on, DURING, PERIOD_ENDED)
    known = [_thirty_days(facts.aware_on, OUTSIDE, AWARE)]
    if facts.began_on:
        year = months_limit(from_=facts.began_on, months=OUTER_MONTHS, event=BEGAN, note=NOT_BARRED)
        known.append(Limit(OUTER, year))
    return min((one for one in known if one), key=lambda one: one.last_day, default=None)


def _thirty_days(since: date | None, rule: str, event: Text) -> Limit | None:
    if since is None:
        return None
    return Limit(rule, statutory_limit(from_=since, days=LIMIT_DAYS, event=event, note=NOT_BARRED))


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

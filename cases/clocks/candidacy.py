"""When a candidacy must be decided, and by when it is wise to ask.

How many days there are, and whether there are any, is the regime's (`TimeLimit` in the catalogue): 30 calendar days under
the Political Activities Regulations, SOR/2005-373, ss. 2 and 5. Rows 1, 2, 14 and 15 of domain.md 6.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.clocks.standard import Clock, service_standard
from cases.limit_words import NO_LIMIT
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.kinds import TimeLimit
from polact.catalogue.limits import Limit, Named, business_limit, statutory_limit

ADVISED_DAYS = 30
COMPLETE = Text("all information received on", "tous les renseignements reçus le")
OBSERVED_DECISION_DAYS = (14, 21)
"""Row 14: how many calendar days a decision took on average, as the Commission published it. A figure, not a clock."""

INCOMPLETE = Text(
    "The file is not complete: information is missing.",
    "Le dossier n’est pas complet\u00a0: il manque des renseignements.",
)


@dataclass(frozen=True)
class Asked:
    """Something that the Commission asked for (Regulations s. 2(2)): the local dates of asking and of receipt, which is
    None while it is outstanding."""

    asked_on: date
    received_on: date | None = None


@dataclass(frozen=True)
class CandidacyClock:
    """The clock of a decision under the limit of a regime (`rule`). `complete_on` is the day on which everything was
    there, None while something is missing; `limit` is None then, and where no law sets one. `restarts` are what was asked
    after the file had been complete, in order; `ignored` what was asked when the time was over already, which gives no
    new time."""

    rule: TimeLimit
    limit: Limit | None
    complete_on: date | None
    restarts: tuple[Asked, ...]
    ignored: tuple[Asked, ...]

    @property
    def due_on(self) -> date | None:
        return self.limit.due_on if self.limit else None

    @property
    def target_on(self) -> date | None:
        return self.limit.target_on if self.limit else None

    @property
    def calendar(self) -> str:
        """The version of the calendar to store with the day; empty while nothing is counted."""
        return self.limit.calendar if self.limit else ""

    def explanation(self) -> Text:
        """How it stands, in one paragraph, in both languages."""
        steps = self.in_steps() if self.limit is None or self.restarts else [self.limit.explanation()]
        return Text(" ".join(step.en for step in steps), " ".join(step.fr for step in steps))

    def in_steps(self) -> list[Text]:
        """What began the count, what began it anew and why, and where it ends."""
        told = [_restarted(one, self.rule) for one in self.restarts]
        told += [_ignored(one) for one in self.ignored]
        if self.limit is not None:
            return [*told, *self.limit.in_steps()]
        if not self.rule.is_set:
            return [*told, *([_complete(self.complete_on)] if self.complete_on else [INCOMPLETE]), NO_LIMIT]
        return [*told, _not_begun(self.rule)]


def decision_limit(*, complete_on: date, rule: TimeLimit) -> Limit | None:
    """By when the decision must be made: as many days as the regime's limit gives after the day on which everything is
    there (30 calendar days under the Political Activities Regulations s. 5; domain.md 6.2, row 1); None where no law sets
    a limit.

    Takes the local date of that day, which itself does not count. `due_on` is the day that the law gives; `target_on` the
    last business day on or before it.
    """
    if not rule.is_set:
        return None
    count = business_limit if rule.in_business_days else statutory_limit
    return count(from_=complete_on, days=rule.days, jurisdiction=rule.jurisdiction, event=COMPLETE)


def candidacy_decision(*, complete_on: date | None, rule: TimeLimit, asked: Iterable[Asked] = ()) -> CandidacyClock:
    """The clock of a decision, with everything that was asked (Regulations ss. 2(2) and 5; domain.md 6.2, row 1).

    Takes the local date on which the file was first complete (None if it never was), the limit of the regime, and what
    was asked, in any order. The law knows no pause: while anything is outstanding the days have not begun, and what is
    asked after the file was complete begins them anew on the day after the last of it is received. What is asked when the
    last day is over already gives no new time; without a limit no time is ever over. More that is asked never makes the
    day earlier.
    """
    if complete_on is None:
        return CandidacyClock(rule, None, None, (), ())
    since: date | None = complete_on
    restarts: list[Asked] = []
    ignored: list[Asked] = []
    for one in sorted(asked, key=lambda one: (one.asked_on, one.received_on or date.max)):
        if since is not None and _is_over(since, rule, one.asked_on):
            ignored.append(one)
        elif one.received_on is None or one.received_on > complete_on:
            restarts.append(one)
            since = None if since is None or one.received_on is None else max(since, one.received_on)
    limit = decision_limit(complete_on=since, rule=rule) if since else None
    return CandidacyClock(rule, limit, since, tuple(restarts), tuple(ignored))


def advised_filing(*, needed_on: date) -> Named:
    """The day by which it is wise to ask: 30 calendar days before the decision is needed (domain.md 6.2, row 2).

    Advice, not a limit: the Regulations required it until 2012 (former s. 3), and the Commission still suggested it.
    """
    on = needed_on - timedelta(days=ADVISED_DAYS)
    return Named(
        on,
        Text(
            f"Ask by {day_in_words(on, 'en')}, 30 days before {day_in_words(needed_on, 'en')}. This is advice, not a limit.",
            f"Demandez au plus tard le {day_in_words(on, 'fr')}, 30 jours avant le {day_in_words(needed_on, 'fr')}. C’est un "
            "conseil, non un délai.",
        ),
    )


def organization_input(*, asked_on: date, business_days: int, jurisdiction: str = "") -> Clock:
    """By when a manager, deputy head or representative gives their input: business days that the organization sets
    (domain.md 6.2, row 15; no law sets them). Takes the local date of the question, which itself does not count."""
    return service_standard(submitted_on=asked_on, business_days=business_days, jurisdiction=jurisdiction)


def _is_over(complete_on: date, rule: TimeLimit, day: date) -> bool:
    limit = decision_limit(complete_on=complete_on, rule=rule)
    return limit is not None and day > limit.due_on


def _complete(on: date) -> Text:
    return Text(
        f"All information received on {day_in_words(on, 'en')}.",
        f"Tous les renseignements reçus le {day_in_words(on, 'fr')}.",
    )


def _not_begun(rule: TimeLimit) -> Text:
    return Text(
        f"The {rule.length.en} have not begun: information is missing.",
        f"Les {rule.length.fr} n’ont pas commencé\u00a0: il manque des renseignements.",
    )


def _restarted(one: Asked, rule: TimeLimit) -> Text:
    asked = Text(
        f"More was asked on {day_in_words(one.asked_on, 'en')}",
        f"On a demandé plus le {day_in_words(one.asked_on, 'fr')}",
    )
    if one.received_on is None:
        return Text(f"{asked.en} and is outstanding.", f"{asked.fr}; la réponse est attendue.")
    received = Text(
        f"{asked.en} and received on {day_in_words(one.received_on, 'en')}",
        f"{asked.fr} et reçu la réponse le {day_in_words(one.received_on, 'fr')}",
    )
    if not rule.is_set:
        return Text(f"{received.en}.", f"{received.fr}.")
    return Text(
        f"{received.en}: the {rule.length.en} begin anew.",
        f"{received.fr}\u00a0: les {rule.length.fr} recommencent.",
    )


def _ignored(one: Asked) -> Text:
    return Text(
        f"More was asked on {day_in_words(one.asked_on, 'en')}, when the time was over: this gives no new time.",
        f"On a demandé plus le {day_in_words(one.asked_on, 'fr')}, le délai étant écoulé\u00a0: cela n’en donne pas un nouveau.",
    )

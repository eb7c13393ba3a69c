"""When the Commission must have decided on a candidacy, and by when it is wise to ask.

Political Activities Regulations, SOR/2005-373, ss. 2 and 5; rows 1, 2, 14 and 15 of domain.md 6.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.clocks.standard import Clock, service_standard
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL
from polact.catalogue.limits import Limit, Named, statutory_limit

DECISION_DAYS = 30
COMPLETE = Text("all information received on", "tous les renseignements reçus le")
OBSERVED_DECISION_DAYS = (14, 21)
"""Row 14: how many calendar days a decision took on average, as the Commission published it. A figure, not a clock."""

MISSING = Text(
    "The 30 days have not begun: information is missing.",
    "Les 30 jours n’ont pas commencé\u00a0: il manque des renseignements.",
)


@dataclass(frozen=True)
class Asked:
    """Something that the Commission asked for (Regulations s. 2(2)): the local dates of asking and of receipt, which is
    None while it is outstanding."""

    asked_on: date
    received_on: date | None = None


@dataclass(frozen=True)
class CandidacyClock:
    """The clock of a decision. `limit` is None while it has not begun; `restarts` are what was asked after the file had
    been complete, in order; `ignored` what was asked when the time was over already, which gives no new time."""

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
        told = [_restarted(one) for one in self.restarts]
        told += [_ignored(one) for one in self.ignored]
        return [*told, *(self.limit.in_steps() if self.limit else [MISSING])]


def decision_limit(*, complete_on: date, jurisdiction: str = FEDERAL) -> Limit:
    """By when the employee and the deputy head must be told of the decision: 30 calendar days after the day on which
    the Commission has all of the information (Political Activities Regulations s. 5; domain.md 6.2, row 1).

    Takes the local date of that day, which itself does not count, and the jurisdiction whose holidays may move the end.
    `due_on` is the day that the law gives; `target_on` the last business day on or before it.
    """
    return statutory_limit(from_=complete_on, days=DECISION_DAYS, jurisdiction=jurisdiction, event=COMPLETE)


def candidacy_decision(
    *, complete_on: date | None, asked: Iterable[Asked] = (), jurisdiction: str = FEDERAL
) -> CandidacyClock:
    """The clock of a decision, with everything that was asked (Regulations ss. 2(2) and 5; domain.md 6.2, row 1).

    Takes the local date on which the file was first complete (None if it never was) and what was asked, in any order.
    The law knows no pause: while anything is outstanding the 30 days have not begun, and what is asked after the file
    was complete begins them anew on the day after the last of it is received. What is asked when the last day is over
    already gives no new time. More that is asked never makes the day earlier.
    """
    if complete_on is None:
        return CandidacyClock(None, None, (), ())
    since: date | None = complete_on
    restarts: list[Asked] = []
    ignored: list[Asked] = []
    for one in sorted(asked, key=lambda one: (one.asked_on, one.received_on or date.max)):
        if since is not None and one.asked_on > decision_limit(complete_on=since, jurisdiction=jurisdiction).due_on:
            ignored.append(one)
        elif one.received_on is None or one.received_on > complete_on:
            restarts.append(one)
            since = None if since is None or one.received_on is None else max(since, one.received_on)
    limit = decision_limit(complete_on=since, jurisdiction=jurisdiction) if since else None
    return CandidacyClock(limit, complete_on, tuple(restarts), tuple(ignored))


def advised_filing(*, needed_on: date) -> Named:
    """The day by which it is wise to ask: 30 calendar days before the decision is needed (domain.md 6.2, row 2).

    Advice, not a limit: the Regulations required it until 2012 (former s. 3), and the Commission still suggested it.
    """
    on = needed_on - timedelta(days=DECISION_DAYS)
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


def _restarted(one: Asked) -> Text:
    asked = Text(
        f"More was asked on {day_in_words(one.asked_on, 'en')}",
        f"On a demandé plus le {day_in_words(one.asked_on, 'fr')}",
    )
    if one.received_on is None:
        return Text(f"{asked.en} and is outstanding.", f"{asked.fr}; la réponse est attendue.")
    return Text(
        f"{asked.en} and received on {day_in_words(one.received_on, 'en')}: the 30 days begin anew.",
        f"{asked.fr} et reçu la réponse le {day_in_words(one.received_on, 'fr')}\u00a0: les 30 jours recommencent.",
    )


def _ignored(one: Asked) -> Text:
    return Text(
        f"More was asked on {day_in_words(one.asked_on, 'en')}, when the time was over: this gives no new time.",
        f"On a demandé plus le {day_in_words(one.asked_on, 'fr')}, le délai étant écoulé\u00a0: cela n’en donne pas un nouveau.",
    )

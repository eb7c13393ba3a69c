"""What rules would have done with requests that were sent: "which rule would have matched last month's cases?".

`compare` is pure; `sent_lately` fetches what it looks at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases import queries
from cases.models import Case, ElectionPeriod, RoutingRule
from cases.routing import RoutingFacts, choose_rule, touching
from polact.access.models import Person

SHOWN = 25
DAYS = 30
"""How far a preview looks back, in calendar days."""
NEWEST = 10_000
"""More requests than this a preview does not look at: the newest are enough to judge a rule."""


@dataclass(frozen=True)
class Sent:
    """A request that was sent: its number, its subject, and the facts that rules looked at then."""

    pk: int
    subject: str
    language: str
    facts: RoutingFacts


@dataclass(frozen=True)
class Move:
    """Requests that one rule matches before a change and another one after it (None: no rule does)."""

    before: RoutingRule | None
    after: RoutingRule | None
    cases: Sequence[Sent]

    @property
    def differs(self) -> bool:
        return _key(self.before) != _key(self.after)

    @property
    def count(self) -> int:
        return len(self.cases)

    @property
    def shown(self) -> Sequence[Sent]:
        return self.cases[:SHOWN]


def sent_lately(person: Person, organization_id: int, on: date) -> list[Sent]:
    """The organization's requests of the thirty days before a day, of those that the person may see; newest first."""
    seen = Case.objects.visible_to(person).filter(organization_id=organization_id)
    rows = seen.filter(submitted_on__gt=on - timedelta(days=DAYS), submitted_on__lte=on).order_by("-pk")
    values = rows.values_list("pk", "subject", "language", "region", "routing_facts")[:NEWEST]
    return [
        Sent(
            pk, subject, language, RoutingFacts.from_json({"organization": organization_id, "region": region, **facts})
        )
        for pk, subject, language, region, facts in values
    ]


def as_if_sent(cases: Iterable[Sent], periods: Sequence[ElectionPeriod], on: date) -> list[Sent]:
    """The same requests as if they were sent on a day: with the elections of that day, else with their own facts."""
    return [
        replace(case, facts=replace(case.facts, elections=touching(periods, case.facts.region, on))) for case in cases
    ]


def compare(cases: Iterable[Sent], before: Sequence[RoutingRule], after: Sequence[RoutingRule], on: date) -> list[Move]:
    """Which rule matches each request under both sets of rules on a day; those that differ first, the most first."""
    found: dict[tuple[object, object], tuple[RoutingRule | None, RoutingRule | None, list[Sent]]] = {}
    for case in cases:
        old, new = choose_rule(before, case.facts, on=on), choose_rule(after, case.facts, on=on)
        found.setdefault((_key(old), _key(new)), (old, new, []))[2].append(case)
    moves = [Move(*parts) for parts in found.values()]
    return sorted(moves, key=lambda move: (not move.differs, -move.count))


def with_version(rules: Iterable[RoutingRule], version: RoutingRule) -> list[RoutingRule]:
    """The rules as they would stand with this version in the place of those of the same number."""
    return [*without(rules, version.number), version]


def without(rules: Iterable[RoutingRule], number: int) -> list[RoutingRule]:
    """The rules as they would stand once a rule has ended."""
    return [rule for rule in rules if rule.number != number]


def _key(rule: RoutingRule | None) -> tuple[int, int] | None:
    return (rule.number, rule.version) if rule else None


@dataclass(frozen=True)
class Preview:
    """What came out: as if sent on which day, how many requests were looked at, and which rules match them."""

    on: date
    count: int
    moves: Sequence[Move]

    @property
    def moved(self) -> int:
        """How many requests would go by another rule than without the change."""
        return sum(move.count for move in self.moves if move.differs)


def look_back(
    *,
    person: Person,
    organization_id: int,
    today: date,
    candidate: RoutingRule | None = None,
    ended: int | None = None,
) -> Preview:
    """The last thirty days' requests that the person may see, as if they were sent on the day of the change.

    `candidate` is a version that is not saved yet, tried on its first day; `ended` the number of a rule that would be
    gone today. With neither, the present rules are tried as they are. Reads; changes nothing.
    """
    on = candidate.active_from if candidate else today
    rules = queries.rules_of(organization_id, today)
    changed = with_version(rules, candidate) if candidate else without(rules, ended) if ended else rules
    cases = as_if_sent(sent_lately(person, organization_id, today), queries.elections(), on)
    return Preview(on, len(cases), compare(cases, rules, changed, on))

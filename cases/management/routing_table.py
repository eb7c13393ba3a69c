"""The table of expected routings: a fixed, reviewed set of example rules, and where every kind of request goes by it.

Nobody here exists. `rows` varies one thing at a time over classes that can make a difference: an activity that some rule
names and one that none does, each place of work that a rule or an election looks at and one that nothing looks at, and so on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from cases.enums import ElectionLevel, Queue
from cases.models import ElectionPeriod, RoutingRule
from cases.routing import RoutingFacts, route, touching
from cases.rule_words import one_line
from polact.access.models import Person

DAY = date(2026, 11, 23)
HERE = 1
ALICE, BENOIT, CHLOE = (
    Person(pk=pk, given_name=given, family_name=family)
    for pk, given, family in ((1, "Alice", "Sample"), (2, "Benoît", "Exemple"), (3, "Chloé", "Exemple"))
)

NAMES = {person.pk: str(person) for person in (ALICE, BENOIT, CHLOE)}


def _rule(number: int, priority: int, to: Person | None, **more: object) -> RoutingRule:
    return RoutingRule(
        pk=number,
        number=number,
        priority=priority,
        assign_to=to,
        **{"organization_id": HERE, "active_from": DAY, **more},
    )


RULES = (
    _rule(1, 10, CHLOE, election=ElectionLevel.FEDERAL),
    _rule(2, 20, ALICE, level="STOP"),
    _rule(3, 30, BENOIT, election=ElectionLevel.PROVINCIAL, region="QC"),
    _rule(4, 40, None, activity_group="CAM", election=ElectionLevel.MUNICIPAL),
    _rule(5, 50, BENOIT, language="fr", activity_group="SOC"),
    _rule(6, 60, ALICE, region="ON"),
    _rule(7, 60, CHLOE, region="ON", language="fr"),
    _rule(8, 70, CHLOE, activity_group="SOC", level="HIGH"),
    _rule(9, 80, BENOIT, language="fr", active_from=date(2026, 12, 1)),
    _rule(10, 80, BENOIT, language="fr", active_from=date(2026, 1, 1), active_to=DAY),
    _rule(11, 90, BENOIT, language="fr", organization_id=2),
    _rule(12, 900, ALICE, request_type="ADVICE", level="LOW", organization_id=None),
)
"""Rule 7 never wins: rule 6 has the same priority and is older. Rules 9 to 11 never match: not yet, no more, elsewhere."""

NO_RULES: tuple[RoutingRule, ...] = ()
SETS = {"no rules": NO_RULES, "example rules": RULES}
ACTIVITIES = {"Campaign work": "CAM", "Social media": "SOC", "Events": "EVT", "not said": ""}
TYPES = {"advice": "ADVICE", "another type": "OTHER"}
LEVELS = {"none attached": "", "Low": "LOW", "High": "HIGH", "Not permitted": "STOP"}
LANGUAGES = {"English": "en", "French": "fr"}
REGIONS = {"Ontario": "ON", "Quebec": "QC", "Yukon": "YT", "not known": ""}


def _election(level: ElectionLevel, jurisdiction: str) -> ElectionPeriod:
    return ElectionPeriod(level=level, jurisdiction=jurisdiction, active_from=DAY, active_to=None)


ELECTIONS = {
    "none": (),
    "federal": (_election(ElectionLevel.FEDERAL, "CA"),),
    "provincial in Quebec": (_election(ElectionLevel.PROVINCIAL, "QC"),),
    "municipal in Ontario": (_election(ElectionLevel.MUNICIPAL, "ON"),),
    "municipal in Ontario, territorial in Yukon": (
        _election(ElectionLevel.MUNICIPAL, "ON"),
        _election(ElectionLevel.TERRITORIAL, "YT"),
    ),
    "federal, but over yesterday": (
        ElectionPeriod(level="FEDERAL", jurisdiction="CA", active_from=date(2026, 10, 1), active_to=DAY),
    ),
}
ANSWERING = {
    "Alice, Benoît and Chloé": (1, 2, 3),
    "Alice and Benoît; Chloé is the one who asks, or left": (1, 2),
    "nobody": (),
}
COLUMNS = (
    "rules of the organization", "representatives who may answer", "elections under way", "type", "activity", "level", "language",
    "place of work", "goes to", "assigned to", "by rule",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One kind of request, and where it goes."""

    cells: tuple[str, ...]


def rows() -> Iterator[Row]:
    """Every combination with rules and everybody there; the others only where they can differ from it."""
    everybody, *fewer = ANSWERING
    first = ("example rules", everybody)
    for kind in product(ELECTIONS, ["advice"], ACTIVITIES, LEVELS, LANGUAGES, REGIONS):
        yield _row(*first, *kind)
    for kind in product(["none", "federal"], ["another type"], ["Social media", "Events"], LEVELS, LANGUAGES, REGIONS):
        yield _row(*first, *kind)
    for people in fewer:
        for kind in product(ELECTIONS, ["advice"], ["Social media"], ["High"], LANGUAGES, REGIONS):
            yield _row("example rules", people, *kind)
    for people in ANSWERING:
        for kind in product(ELECTIONS, ["advice"], ["Social media"], ["High"], LANGUAGES, ["Ontario"]):
            yield _row("no rules", people, *kind)


def _row(rules: str, people: str, *kind: str) -> Row:
    elections, request_type, activity, level, language, region = kind
    where = REGIONS[region]
    facts = RoutingFacts(
        organization=HERE,
        request_type=TYPES[request_type],
        activity_group=ACTIVITIES[activity],
        level=LEVELS[level],
        language=LANGUAGES[language],
        region=where,
        elections=touching(ELECTIONS[elections], where, DAY),
    )
    found = route(SETS[rules], facts, on=DAY, answering=ANSWERING[people])
    queue = "the Commission" if found.queue == Queue.CENTRAL else "the organization"
    assigned = NAMES[found.assigned_to] if found.assigned_to else "nobody yet"
    rule = f"rule {found.rule.number}" if found.rule else "none"
    return Row((rules, people, *kind, queue, assigned, rule))


def rules_in_words() -> list[str]:
    """The example rules, one a line, for whoever reviews the table."""
    return [
        f"rule {rule.number}, priority {rule.priority}: {one_line(rule)} → {rule.assign_to or 'all representatives'}{_when(rule)}"
        for rule in RULES
    ]


def _when(rule: RoutingRule) -> str:
    place = {HERE: "", None: "; for every organization"}.get(rule.organization_id, "; of another organization")
    begins = f"; from {rule.active_from}" if rule.active_from != DAY else ""
    return place + begins + (f" to {rule.last_day}" if rule.last_day else "")

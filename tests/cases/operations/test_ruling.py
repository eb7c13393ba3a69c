"""Rules in versions: a change adds a row, the row before ends, and nothing that stood is edited."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import RoutingRule
from cases.operations.ruling import add_rule, change_rule, end_rule
from cases.rule_terms import RuleTerms
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from tests import factories
from tests.conftest import NOON

TODAY = NOON.date()
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@pytest.fixture
def lead(people: factories.People) -> Person:
    """Rita leads the representatives."""
    return factories.make_lead(people.rita, people.organization)


def add(people: factories.People, by: Person, **terms: Any) -> RoutingRule:
    told = RuleTerms(**{"active_from": TODAY, **terms})
    return add_rule(organization=people.organization, terms=told, added_by=factories.acting(by), at=NOON)


def change(rule: RoutingRule, by: Person, *, seen: int | None = None, **terms: Any) -> RoutingRule:
    told = RuleTerms(**{"active_from": TODAY, **terms})
    assert rule.organization is not None
    return change_rule(
        organization=rule.organization,
        ref=rule.ref,
        seen=rule.version if seen is None else seen,
        terms=told,
        changed_by=factories.acting(by),
        at=NOON,
    )


def versions(rule: RoutingRule) -> list[tuple[int, str, date, date | None]]:
    rows = RoutingRule.objects.filter(ref=rule.ref).order_by("version")
    return [(row.version, row.language, row.active_from, row.active_to) for row in rows]


def test_change_makes_a_version_and_ends_the_one_before(people, lead) -> None:
    rule = add(people, lead, language="fr")
    changed = change(rule, lead, language="en", active_from=NEXT_WEEK)
    assert (changed.number, changed.version) == (rule.number, 2)
    assert versions(rule) == [(1, "fr", TODAY, NEXT_WEEK), (2, "en", NEXT_WEEK, None)]


def test_change_on_the_first_day_leaves_a_version_that_never_held(people, lead) -> None:
    rule = add(people, lead, language="fr")
    change(rule, lead, language="en")
    assert versions(rule) == [(1, "fr", TODAY, TODAY), (2, "en", TODAY, None)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (TOMORROW, [(TODAY, TOMORROW), (NEXT_WEEK, NEXT_WEEK), (TOMORROW, None)]),
        (NEXT_WEEK, [(TODAY, NEXT_WEEK), (NEXT_WEEK, NEXT_WEEK), (NEXT_WEEK, None)]),
        (
            NEXT_WEEK + timedelta(days=1),
            [
                (TODAY, NEXT_WEEK),
                (NEXT_WEEK, NEXT_WEEK + timedelta(days=1)),
                (NEXT_WEEK + timedelta(days=1), None),
            ],
        ),
    ],
)
def test_change_of_what_is_still_to_come_leaves_one_version_for_each_day(people, lead, first, expected) -> None:
    rule = add(people, lead)
    second = change(rule, lead, active_from=NEXT_WEEK)
    change(second, lead, active_from=first)
    rows = list(RoutingRule.objects.filter(ref=rule.ref).order_by("version"))
    assert [(row.active_from, row.active_to) for row in rows] == expected
    for days in range(15):
        assert len([row for row in rows if row.holds_on(TODAY + timedelta(days=days))]) == 1


def test_change_keeps_the_place_in_the_order(people, lead) -> None:
    first, second = add(people, lead), add(people, lead)
    assert first.number < second.number
    assert change(first, lead, language="fr").number == first.number


def test_end_keeps_the_rule_readable(people, lead) -> None:
    rule = add(people, lead)
    ended = end_rule(organization=people.organization, ref=rule.ref, seen=1, ends_on=TOMORROW, ended_by=lead, at=NOON)
    assert (ended.version, ended.active_to) == (1, TOMORROW)


def test_ended_rule_is_not_changed_or_ended_again(people, lead) -> None:
    rule = add(people, lead)
    end_rule(organization=people.organization, ref=rule.ref, seen=1, ends_on=TODAY, ended_by=lead, at=NOON)
    with pytest.raises(NotNow):
        change(rule, lead)
    with pytest.raises(NotNow):
        end_rule(organization=people.organization, ref=rule.ref, seen=1, ends_on=TODAY, ended_by=lead, at=NOON)


def test_change_of_a_page_that_is_stale_conflicts(people, lead) -> None:
    rule = add(people, lead)
    change(rule, lead, language="fr")
    with pytest.raises(Conflict) as refused:
        change(rule, lead, seen=1, language="en")
    assert refused.value.facts == {"current_version": 2}
    with pytest.raises(Conflict):
        end_rule(organization=people.organization, ref=rule.ref, seen=1, ends_on=TODAY, ended_by=lead, at=NOON)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"active_from": TODAY - timedelta(days=1)}, "active_from"),
        ({"active_to": TODAY}, "active_to"),
        ({"language": "de"}, "language"),
        ({"level": "EXTREME"}, "level"),
        ({"region": "CA"}, "region"),
        ({"election": "SCHOOL"}, "election"),
        ({"activity_group": "XYZ"}, "activity_group"),
        ({"request_type": "NOTHING"}, "request_type"),
    ],
)
def test_rule_refuses_what_there_is_not(people, lead, terms, field) -> None:
    with pytest.raises(Invalid) as refused:
        add(people, lead, **terms)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["emma", "sam"])
def test_rule_names_only_who_represents_the_organization(people, lead, name) -> None:
    with pytest.raises(Invalid) as refused:
        add(people, lead, assign_to=getattr(people, name))
    assert refused.value.field == "assign_to"


@pytest.mark.parametrize("name", ["emma", "rene", "luc", "sam", "olive", "audrey"])
def test_only_the_lead_and_administrators_change_rules(people, lead, name) -> None:
    rule = add(people, lead)
    person = factories.acting(getattr(people, name))
    with pytest.raises(NotPermitted):
        add(people, person)
    with pytest.raises(NotPermitted):
        change(rule, person)
    with pytest.raises(NotPermitted):
        end_rule(organization=people.organization, ref=rule.ref, seen=1, ends_on=TODAY, ended_by=person, at=NOON)
    assert add(people, people.ada).version == 1


def test_rule_of_another_organization_is_not_there(people, lead) -> None:
    rule = add(people, people.ada)
    with pytest.raises(RoutingRule.DoesNotExist):
        end_rule(organization=people.elsewhere, ref=rule.ref, seen=1, ends_on=TODAY, ended_by=people.ada, at=NOON)
    with pytest.raises(RoutingRule.DoesNotExist):
        end_rule(organization=people.organization, ref=uuid4(), seen=1, ends_on=TODAY, ended_by=people.ada, at=NOON)


def test_trail_of_the_organization_says_who_changed_what(people, lead) -> None:
    rule = add(people, lead, language="fr")
    change(rule, people.ada, language="en")
    end_rule(organization=people.organization, ref=rule.ref, seen=2, ends_on=TODAY, ended_by=lead, at=NOON)
    told = [(entry.verb, entry.role, entry.actor_name) for entry in trail_of(people.organization.ref)]
    assert told == [
        (Verb.RULE_ADDED, "REPRESENTATIVE", "Rita Sample"),
        (Verb.RULE_CHANGED, "ADMINISTRATOR", "Ada Sample"),
        (Verb.RULE_ENDED, "REPRESENTATIVE", "Rita Sample"),
    ]


def test_whoever_a_rule_names_is_told_once_in_their_language(people, lead) -> None:
    rule = add(people, lead, assign_to=people.rene)
    change(rule, lead, assign_to=people.rene, language="fr")
    with as_system():
        told = list(Message.objects.values_list("recipient__given_name", "language", "subject"))
    assert told == [("René", "fr", f"Des demandes vous seront acheminées selon la règle {rule.number}")]


@pytest.mark.parametrize("column", ["language", "priority", "version", "assign_to_id", "active_from"])
def test_database_refuses_to_edit_a_version(people, lead, column) -> None:
    rule = add(people, lead)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update cases_routingrule set {column} = {column} where id = %s", [rule.pk])

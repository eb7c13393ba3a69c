"""Where a new case goes: named by a rule, by balance, to nobody yet, or upward when nobody is there."""

import pytest
from django.db import connection

from cases.enums import CaseStatus, Handover, Queue
from cases.models import Assignment, Case
from cases.placing import candidates, place
from cases.queries.holding import history_of
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.access.queries import roster
from polact.audit.queries import trail_of
from tests.cases.away import TODAY, away, balances, left
from tests.cases.views.pages import queries
from tests.conftest import acting_as
from tests.factories import People, make_case, make_draft, named_by_a_rule


def told(person: Person) -> list[str]:
    with acting_as(person):
        return sorted(message.template.rsplit("/", 1)[-1] for message in Message.objects.filter(recipient=person))


def test_new_case_goes_to_whoever_works_in_its_language(people: People) -> None:
    balances(people.organization)
    english = make_case(people.emma, people.organization)
    assert english.assigned_to == people.rita
    for _ in range(3):
        assert make_case(people.emma, people.organization).assigned_to == people.rita
    assert "had the least open work" in str(trail_of(english.ref)[-1])
    with acting_as(people.rita):
        assert [(one.kind, one.person, one.by) for one in history_of(english)] == [
            (Handover.BALANCE, people.rita, None)
        ]


def test_another_language_only_when_nobody_else_is_there(people: People) -> None:
    balances(people.organization)
    away(people.rita, people.rene, people.organization)
    assert make_case(people.emma, people.organization).assigned_to == people.rene


def test_new_cases_alternate_among_equals_and_follow_the_weight(people: People) -> None:
    balances(people.organization)
    with as_system():
        Person.objects.filter(pk=people.rene.pk).update(language="en")
    first = [make_case(people.emma, people.organization).assigned_to for _ in range(4)]
    assert first == [people.rita, people.rene, people.rita, people.rene]
    make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    # René has 2 × 3; Rita 2 × 3 and one that waits for the employee (1).
    assert make_case(people.emma, people.organization).assigned_to == people.rene


def test_loads_are_those_of_everybody_although_the_requester_sees_none_of_them(people: People) -> None:
    balances(people.organization)
    for _ in range(3):
        make_case(people.luc, people.organization)  # in French: René's
    make_draft(people.emma, people.organization)
    with acting_as(people.emma), queries() as asked:
        loads = {one.person_id: one.load for one in candidates(roster(people.organization.pk, TODAY))}
    assert loads == {people.rita.pk: 0, people.rene.pk: 9}
    assert len([sql for sql in asked if "cases_loads" in sql]) == 1


def test_loads_of_an_organization_are_not_told_to_strangers(people: People) -> None:
    make_case(people.emma, people.organization)
    with acting_as(people.sam):
        assert candidates(roster(people.organization.pk, TODAY))[0].load == 0
        with connection.cursor() as cursor:
            cursor.execute("select * from cases_loads(%s, %s)", [people.organization.pk, [people.rita.pk]])
            assert cursor.fetchall() == []


def test_stand_in_carries_the_load_of_the_absent(people: People) -> None:
    balances(people.organization)
    make_case(people.emma, people.organization)
    away(people.rita, people.rene, people.organization)
    with acting_as(people.olive):
        assert [(one.person_id, one.load) for one in candidates(roster(people.organization.pk, TODAY))] == [
            (people.rene.pk, 3)
        ]


def test_requester_and_walled_are_never_chosen(people: People) -> None:
    balances(people.organization)
    assert make_case(people.rita, people.organization).assigned_to == people.rene
    draft = make_draft(people.emma, people.organization)
    draft.walled_from = [people.rita.pk]
    placed = place(case=draft, on=TODAY)
    assert placed.assigned_to == people.rene
    draft.walled_from = [people.rita.pk, people.rene.pk]
    assert (place(case=draft, on=TODAY).queue, place(case=draft, on=TODAY).assigned_to) == (Queue.CENTRAL, None)


def test_whom_the_rule_names_keeps_the_case_while_somebody_stands_in(people: People) -> None:
    named_by_a_rule(people.organization, people.rita)
    away(people.rita, people.rene, people.organization)
    case = make_case(people.emma, people.organization)
    assert case.assigned_to == people.rita
    assert "case_arrived" in told(people.rita)
    assert "case_arrived" in told(people.rene)


def test_whom_the_rule_names_does_not_get_it_when_the_stand_in_asks_or_the_appointment_ended(people: People) -> None:
    named_by_a_rule(people.organization, people.rita)
    away(people.rita, people.rene, people.organization)
    asks = make_case(people.rene, people.organization)
    assert (asks.queue, asks.assigned_to) == (Queue.CENTRAL, None)
    left(people.rita, people.organization)
    assert make_case(people.emma, people.organization).assigned_to is None


@pytest.mark.parametrize("how", ["nobody represents", "the stand-in left", "a loop"])
def test_vacancy_routes_upward(people: People, how: str) -> None:
    if how == "nobody represents":
        left(people.rita, people.organization)
    else:
        away(people.rita, people.rene, people.organization)
    if how == "a loop":
        away(people.rene, people.rita, people.organization)
    else:
        left(people.rene, people.organization)
    case = make_case(people.emma, people.organization)
    assert (case.queue, case.assigned_to, case.routed_by) == (Queue.CENTRAL, None, None)
    assert "case_arrived" in told(people.olive)


def test_without_balance_nobody_has_it_yet(people: People) -> None:
    make_case(people.emma, people.organization)
    with as_system():
        assert Case.objects.get().assigned_to is None
        assert not Assignment.objects.exists()

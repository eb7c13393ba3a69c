"""A case changes hands: assigned, taken, passed on, given back, sent back; two people cannot hold one."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus, Handover, Queue
from cases.hands import possible
from cases.models import Assignment, Case
from cases.operations.advising import record_advice
from cases.operations.assigning import assign, pass_on, release, send_back
from cases.operations.triage import take_up
from cases.permissions import may_direct, may_see_holdings, may_send_back
from cases.queries.holding import could_have, history_of
from cases.refusals import HeldByAnother
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.access.queries import roster
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted, Refusal
from tests.cases.away import TODAY, away, leads, left
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case, make_people, make_person, named_by_a_rule, nobody_answers


@pytest.fixture
def held(people: People) -> Case:
    """In review, in Rita's hands."""
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def told(person: Person) -> list[str]:
    with acting_as(person):
        return [m.template.rsplit("/", 1)[-1] for m in Message.objects.filter(recipient=person).order_by("created_at")]


def test_the_lead_assigns_and_everybody_concerned_knows(people: People, held: Case) -> None:
    leads(people.rita, people.organization)
    later = NOON + timedelta(minutes=1)
    case = assign(case=held, to=people.rene, assigned_by=acting(people.rita), at=later, reason="Your field.")
    assert (case.assigned_to, case.status, case.version) == (people.rene, held.status, held.version + 1)
    assert str(trail_of(case.ref)[-1]) == "Rita Sample gave the request to René Sample."
    assert "case_given" in told(people.rene)
    with acting_as(people.rene):
        newest = history_of(case)[0]
    assert (newest.kind, newest.person, newest.by, newest.reason) == (
        Handover.ASSIGNED, people.rene, people.rita, "Your field.",
    )  # fmt: skip


def test_what_is_free_is_taken_by_anybody_who_may_handle_it(people: People) -> None:
    leads(people.rita, people.organization)
    case = make_case(people.emma, people.organization)
    case = assign(case=case, to=people.rene, assigned_by=acting(people.rene), at=NOON)
    assert (case.assigned_to, case.status) == (people.rene, CaseStatus.SUBMITTED)
    with acting_as(people.rene):
        assert history_of(case)[0].kind == Handover.TAKEN


def test_only_the_lead_gives_to_others_where_somebody_leads(people: People) -> None:
    leads(people.rita, people.organization)
    case = make_case(people.emma, people.organization)
    with pytest.raises(NotPermitted):
        assign(case=case, to=people.rita, assigned_by=acting(people.rene), at=NOON)


def test_what_a_colleague_holds_is_not_taken_from_them(people: People, held: Case) -> None:
    leads(people.rita, people.organization)
    with pytest.raises(HeldByAnother) as refused:
        assign(case=held, to=people.rene, assigned_by=acting(people.rene), at=NOON)
    assert refused.value.facts["holder"] == "Rita Sample"
    assert "Rita Sample has this request" in str(refused.value.message)


def test_where_nobody_leads_a_colleague_takes_over_with_a_reason(people: People, held: Case) -> None:
    with pytest.raises(Invalid) as refused:
        assign(case=held, to=people.rene, assigned_by=acting(people.rene), at=NOON)
    assert refused.value.field == "reason"
    assert assign(case=held, to=people.rene, assigned_by=people.rene, at=NOON, reason="Ill.").assigned_to == people.rene


def test_what_waits_for_somebody_who_left_is_free(people: People, held: Case) -> None:
    leads(people.rene, people.organization)
    left(people.rita, people.organization)
    assert assign(case=held, to=people.rene, assigned_by=acting(people.rene), at=NOON).assigned_to == people.rene


def test_holder_passes_on_with_a_reason_that_the_employee_never_reads(people: People, held: Case) -> None:
    with pytest.raises(Invalid) as refused:
        pass_on(case=held, to=people.rene, passed_on_by=acting(people.rita), reason="  ", at=NOON)
    assert refused.value.field == "reason"
    case = pass_on(case=held, to=people.rene, passed_on_by=people.rita, reason="I know her well.", at=NOON)
    assert case.assigned_to == people.rene
    assert str(trail_of(case.ref)[-1]) == "Rita Sample passed the request on to René Sample."
    with acting_as(people.emma):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not Assignment.objects.exists()
    with acting_as(people.sam):
        assert not Assignment.objects.exists()
    with acting_as(people.audrey):
        assert Assignment.objects.filter(reason="I know her well.").exists()


def test_nobody_passes_on_what_another_has_or_nobody_has(people: People, held: Case) -> None:
    with pytest.raises(HeldByAnother):
        pass_on(case=held, to=people.rene, passed_on_by=acting(people.rene), reason="r", at=NOON)
    with pytest.raises(NotNow):
        pass_on(
            case=make_case(people.emma, people.organization),
            to=people.rene,
            passed_on_by=acting(people.rita),
            reason="r",
            at=NOON,
        )


@pytest.mark.parametrize("name", ["emma", "sam", "luc", "ada", "audrey", "olive", "rita"])
def test_recipient_must_be_somebody_who_may_handle_it(people: People, held: Case, name: str) -> None:
    """The requester, strangers, those who only read, the Commission outside its queue, and the holder already."""
    with pytest.raises(Invalid) as refused:
        pass_on(case=held, to=getattr(people, name), passed_on_by=acting(people.rita), reason="r", at=NOON)
    assert refused.value.field == "person"


def test_walled_off_and_inactive_colleagues_get_nothing(people: People, held: Case) -> None:
    with acting_as(people.rita), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [held.pk, [people.rene.pk]])
    with pytest.raises(Invalid):
        pass_on(case=held, to=people.rene, passed_on_by=acting(people.rita), reason="r", at=NOON)
    with as_system():
        Person.objects.filter(pk=people.rene.pk).update(is_active=False)
    with acting_as(people.rita):
        assert could_have(held, roster(people.organization.pk, TODAY), TODAY) == []


def test_somebody_away_gets_nothing_and_the_refusal_says_who_stands_in(people: People, held: Case) -> None:
    third = make_person("Third", people.organization, *_roles())
    away(people.rene, third, people.organization)
    with pytest.raises(Invalid) as refused:
        pass_on(case=held, to=people.rene, passed_on_by=acting(people.rita), reason="r", at=NOON)
    assert "Third Sample stands in" in str(refused.value.message)


def _roles() -> tuple[Any, ...]:
    from polact.access.enums import Role

    return (Role.EMPLOYEE, Role.REPRESENTATIVE)


def test_released_case_has_nobody_and_colleagues_are_told(people: People, held: Case) -> None:
    case = release(case=held, released_by=acting(people.rita), at=NOON)
    assert (case.assigned_to, case.status) == (None, CaseStatus.IN_REVIEW)
    assert "case_free" in told(people.rene)
    assert "case_free" not in told(people.rita)
    with pytest.raises(NotNow):
        release(case=case, released_by=acting(people.rita), at=NOON)


def test_only_holder_stand_in_and_lead_release(people: People, held: Case) -> None:
    with pytest.raises(HeldByAnother):
        release(case=held, released_by=acting(people.rene), at=NOON)
    leads(people.rene, people.organization)
    assert release(case=held, released_by=acting(people.rene), at=NOON).assigned_to is None


DEEDS: dict[str, Callable[[Case, Person, Person], Any]] = {
    "assign": lambda case, by, to: assign(case=case, to=to, assigned_by=by, at=NOON, reason="r"),
    "pass_on": lambda case, by, to: pass_on(case=case, to=to, passed_on_by=by, at=NOON, reason="r"),
    "release": lambda case, by, to: release(case=case, released_by=by, at=NOON),
    "send_back": lambda case, by, to: send_back(case=case, sent_back_by=by, at=NOON),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", ["emma", "luc", "sam", "ada", "audrey", "olive"])
def test_strangers_readers_and_the_requester_change_nothing(people: People, held: Case, deed: str, name: str) -> None:
    person = getattr(people, name)
    with pytest.raises((NotPermitted, Case.DoesNotExist)):
        DEEDS[deed](held, acting(person), people.rene)
    assert not any(vars(possible(person, held, roster(people.organization.pk, TODAY))).values())
    assert not may_direct(person, held)
    assert not may_send_back(person, held)
    assert may_see_holdings(person) == (name == "olive")
    with as_system():
        assert Case.objects.get(pk=held.pk).assigned_to_id == people.rita.pk


@pytest.mark.parametrize("deed", ["assign", "pass_on", "release"])
def test_what_has_ended_and_what_the_page_showed_wrongly_are_refused(people: People, held: Case, deed: str) -> None:
    with pytest.raises(Conflict):
        assign(case=held, to=people.rene, assigned_by=acting(people.rita), at=NOON, version=1)
    record_advice(case=held, decided_by=acting(people.rita), outcome="COMPATIBLE", reasons="r", at=NOON)
    with pytest.raises(NotNow):
        DEEDS[deed](held, people.rita, people.rene)


def test_the_commission_sends_a_case_back_once_somebody_answers_again(people: People) -> None:
    with nobody_answers():
        case = make_case(people.emma, people.organization)
    case = assign(case=case, to=people.olive, assigned_by=acting(people.olive), at=NOON)
    assert could_have(case, roster(people.organization.pk, TODAY), TODAY) == [
        (people.rene.pk, "René Sample"), (people.rita.pk, "Rita Sample"),
    ]  # fmt: skip
    with pytest.raises(HeldByAnother):
        release(case=case, released_by=acting(people.rita), at=NOON)
    case = send_back(case=case, sent_back_by=acting(people.olive), at=NOON)
    assert (case.queue, case.assigned_to) == (Queue.ORGANIZATION, None)
    assert "sent the request back" in str(trail_of(case.ref)[-1])
    assert "case_free" in told(people.rita)
    assert not possible(people.olive, case, roster(people.organization.pk, TODAY)).send_back


def test_nothing_is_sent_back_to_nobody(people: People) -> None:
    for person in (people.rita, people.rene):
        left(person, people.organization)
    case = make_case(people.emma, people.organization)
    with pytest.raises(NotNow):
        send_back(case=case, sent_back_by=acting(people.olive), at=NOON)


# Taking up ----------------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_who_has_it(people: People) -> None:
    case = make_case(people.emma, people.organization)
    take_up(case=case, taken_by=acting(people.rita), at=NOON)
    with pytest.raises(HeldByAnother) as refused:
        take_up(case=case, taken_by=acting(people.rene), at=NOON, version=case.version)
    assert refused.value.facts["holder"] == "Rita Sample"


def test_taking_up_is_a_change_of_hands_unless_one_had_it_already(people: People) -> None:
    named_by_a_rule(people.organization, people.rita)
    case = take_up(case=make_case(people.emma, people.organization), taken_by=acting(people.rita), at=NOON)
    assert [one.kind for one in history_of(case)] == [Handover.RULE]


def test_of_two_who_take_at_once_one_gets_it_and_the_other_hears_who(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
        cases = [make_case(people.emma, people.organization) for _ in range(6)]
    deeds: list[Callable[[Case, Person], Case]] = [
        lambda case, person: take_up(case=case, taken_by=person, at=NOON),
        lambda case, person: assign(case=case, to=person, assigned_by=person, at=NOON),
    ]
    for number, case in enumerate(cases):
        results = race(case, [people.rita, people.rene], deeds[number % 2])
        winners = [result for result in results if isinstance(result, Case)]
        losers = [result for result in results if isinstance(result, Refusal)]
        assert (len(winners), len(losers)) == (1, 1), results
        with as_system():
            holder = Case.objects.get(pk=case.pk).assigned_to
            assert Assignment.objects.filter(case=case).count() == 1
        assert winners[0].assigned_to == holder
        if number % 2 == 0:
            assert isinstance(losers[0], HeldByAnother)
            assert losers[0].facts["holder"] == str(holder)


def race(case: Case, people: list[Person], deed: Callable[[Case, Person], Case]) -> list[Case | Refusal]:
    barrier, results = threading.Barrier(len(people)), []

    def take(person: Person) -> None:
        try:
            with transaction.atomic():
                acting(person)
                barrier.wait(timeout=10)
                results.append(deed(case, person))
        except Refusal as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# The database --------------------------------------------------------------------------------------------------


def test_history_is_only_added_to_and_in_ones_own_name(people: People, held: Case) -> None:
    with acting_as(people.rene), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Assignment.objects.create(case=held, kind=Handover.TAKEN, person=people.rene, by=people.rita, at=NOON)
    with acting_as(people.sam), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Assignment.objects.create(case=held, kind=Handover.TAKEN, person=people.sam, by=people.sam, at=NOON)
    with as_system(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Assignment.objects.filter(case=held).update(reason="another")


def test_wall_hides_the_history_too(people: People, held: Case) -> None:
    with acting_as(people.rita), connection.cursor() as cursor:
        assert Assignment.objects.filter(case=held).exists()
        cursor.execute("select cases_wall_off(%s, %s)", [held.pk, [people.rene.pk]])
    with acting_as(people.rene):
        assert not Assignment.objects.exists()

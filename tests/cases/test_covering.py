"""A colleague is away: their cases, their mail and what is done for them."""

from datetime import date, timedelta

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from cases.operations.advising import record_advice
from cases.operations.assigning import pass_on
from cases.operations.triage import provide_information, request_information, take_up
from cases.queries.covering import covered_by, in_hands
from notifications.models import Message
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.queries import trail_of
from tests.cases.away import TODAY, away, left
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case, make_person, named_by_a_rule


@pytest.fixture
def third(people: People) -> Person:
    return make_person("Theo", people.organization, Role.EMPLOYEE, Role.REPRESENTATIVE)


def looks_after(person: Person, on: date = TODAY) -> set[int]:
    with acting_as(person):
        return set(Case.objects.filter(in_hands(person, covered_by(person, on))).values_list("pk", flat=True))


def told(person: Person) -> list[str]:
    with acting_as(person):
        return [m.template.rsplit("/", 1)[-1] for m in Message.objects.filter(recipient=person)]


def test_cases_of_the_absent_are_the_stand_ins_from_the_first_to_the_last_day(people: People) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization, since=TODAY, days=7)
    assert looks_after(people.rene, TODAY - timedelta(days=1)) == set()
    assert looks_after(people.rene, TODAY) == {case.pk}
    assert looks_after(people.rene, TODAY + timedelta(days=6)) == {case.pk}
    assert looks_after(people.rene, TODAY + timedelta(days=7)) == set()
    assert looks_after(people.rita) == {case.pk}


def test_chain_ends_with_whoever_is_there(people: People, third: Person) -> None:
    ritas = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    renes = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rene)
    away(people.rita, people.rene, people.organization)
    away(people.rene, third, people.organization, since=TODAY + timedelta(days=2), days=2)
    assert looks_after(third, TODAY + timedelta(days=2)) == {ritas.pk, renes.pk}
    assert looks_after(people.rene, TODAY + timedelta(days=2)) == {renes.pk}
    assert looks_after(people.rene, TODAY + timedelta(days=4)) == {ritas.pk, renes.pk}


def test_own_request_of_the_stand_in_stays_out_of_their_hands(people: People, third: Person) -> None:
    case = make_case(people.rene, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    request_information(case=case, asked_by=acting(people.rita), question="Which weeks?", at=NOON)
    provide_information(case=case, provided_by=acting(people.rene), answer="The last.", at=NOON)
    assert sorted(told(people.rene)) == ["information_requested", "request_received"]
    assert "information_provided" in told(people.rita)


def test_mail_about_the_absents_case_goes_to_the_stand_in_too(people: People) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    away(people.rita, people.rene, people.organization)
    provide_information(case=case, provided_by=acting(people.emma), answer="The last.", at=NOON)
    assert "information_provided" in told(people.rita)
    assert "information_provided" in told(people.rene)


def test_what_a_stand_in_does_says_for_whom(people: People) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    advice = record_advice(case=case, decided_by=acting(people.rene), outcome="COMPATIBLE", reasons="r", at=NOON)
    assert advice.on_behalf_of == people.rita
    assert advice.signature == "René Sample, for Rita Sample"
    assert str(trail_of(case.ref)[-1]).startswith("René Sample, for Rita Sample, recorded advice")
    with acting_as(people.emma):
        [message] = Message.objects.filter(recipient=people.emma, template__endswith="advice_recorded_by_stand_in")
    assert "René Sample, for Rita Sample, answered" in message.body


@pytest.mark.parametrize("who", ["holder", "colleague"])
def test_what_one_does_for_oneself_says_nothing_of_anybody(people: People, third: Person, who: str) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    person = {"holder": people.rita, "colleague": third}[who]
    advice = record_advice(case=case, decided_by=acting(person), outcome="COMPATIBLE", reasons="r", at=NOON)
    assert (advice.on_behalf_of, advice.signature) == (None, str(person))
    assert "for" not in trail_of(case.ref)[-1].facts


def test_stand_in_takes_up_for_the_absent_who_keeps_the_case(people: People) -> None:
    case = make_case(people.emma, people.organization)
    case = take_up(case=case, taken_by=acting(people.rita), at=NOON)
    away(people.rita, people.rene, people.organization)
    request_information(case=case, asked_by=acting(people.rene), question="Which weeks?", at=NOON)
    case.refresh_from_db()
    assert case.assigned_to == people.rita
    assert "René Sample, for Rita Sample, asked" in str(trail_of(case.ref)[-1])


def test_stand_in_begins_what_a_rule_gave_to_the_absent(people: People) -> None:
    named_by_a_rule(people.organization, people.rita)
    away(people.rita, people.rene, people.organization)
    case = make_case(people.emma, people.organization)
    case = take_up(case=case, taken_by=acting(people.rene), at=NOON)
    assert case.assigned_to == people.rita
    assert str(trail_of(case.ref)[-1]) == "René Sample, for Rita Sample, took up the request."


def test_stand_in_passes_on_for_the_absent(people: People, third: Person) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    case = pass_on(case=case, to=third, passed_on_by=acting(people.rene), reason="Your field.", at=NOON)
    assert case.assigned_to == third
    assert str(trail_of(case.ref)[-1]) == "René Sample, for Rita Sample, passed the request on to Theo Sample."


def test_stand_in_who_represents_no_more_does_nobodys_work(people: People, third: Person) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    left(people.rene, people.organization)
    assert looks_after(people.rene) == set()
    record_advice(case=case, decided_by=acting(third), outcome="COMPATIBLE", reasons="r", at=NOON)
    assert "for" not in trail_of(case.ref)[-1].facts

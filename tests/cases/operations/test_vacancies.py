"""Nobody is there to answer: the alarm, the way up, and the way back by hand."""

from datetime import timedelta

import pytest

from cases.enums import CaseStatus, Handover, Queue
from cases.models import Case, Vacancy
from cases.operations.assigning import send_back
from cases.operations.vacancies import tend_vacancies
from cases.queries.holding import history_of
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.access.operations import appoint
from polact.audit.queries import trail_of
from tests.cases.away import TODAY, away, left
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case, make_person


def tend(days: int = 0) -> int:
    with as_system():
        return tend_vacancies(at=NOON + timedelta(days=days))


def told(person: Person) -> list[str]:
    with acting_as(person):
        return [m.template.rsplit("/", 1)[-1] for m in Message.objects.filter(recipient=person).order_by("created_at")]


@pytest.fixture
def head(people: People) -> Person:
    return make_person("Dana", people.organization, Role.DEPUTY_HEAD)


def test_open_cases_move_up_when_the_last_representative_leaves(people: People, head: Person) -> None:
    free = make_case(people.emma, people.organization)
    held = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    answered = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    left(people.rita, people.organization)
    assert tend() == 0
    assert told(head) == []
    left(people.rene, people.organization)
    assert tend() == 2
    for case in (free, held):
        with acting_as(people.olive):
            now = Case.objects.get(pk=case.pk)
            assert (now.queue, now.assigned_to, now.status) == (Queue.CENTRAL, None, case.status)
            assert now.version == case.version + 1
            assert Handover.MOVED_UP in {one.kind for one in history_of(now)}
        assert "moved to the central queue" in str(trail_of(case.ref)[-1])
    with acting_as(people.olive):
        assert Case.objects.get(pk=answered.pk).queue == Queue.ORGANIZATION
    assert told(people.emma).count("case_moved_up") == 2
    assert sorted(told(people.olive)) == ["case_arrived", "case_arrived", "nobody_represents"]
    assert told(head) == ["nobody_represents"]


def test_alarm_sounds_once_for_each_time(people: People, head: Person) -> None:
    for person in (people.rita, people.rene):
        left(person, people.organization)
    assert (tend(), tend(), tend(days=1)) == (0, 0, 0)
    assert told(head) == ["nobody_represents"]
    with as_system():
        appoint(
            person=people.rita, organization=people.organization, role=Role.REPRESENTATIVE,
            active_from=TODAY + timedelta(days=2), active_to=TODAY + timedelta(days=4),
        )  # fmt: skip
    tend(days=2)
    with as_system():
        assert [(one.since, one.until) for one in Vacancy.objects.all()] == [(TODAY, TODAY + timedelta(days=2))]
    tend(days=4)
    assert told(head) == ["nobody_represents"] * 2


def test_everybody_away_is_an_alarm_but_open_cases_stay(people: People, head: Person) -> None:
    held = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    away(people.rita, people.rene, people.organization)
    left(people.rene, people.organization)
    assert tend() == 0
    assert told(head) == told(people.olive) == ["everybody_is_away"]
    with acting_as(people.rita):
        assert Case.objects.get(pk=held.pk).queue == Queue.ORGANIZATION


def test_cases_come_back_by_hand_only(people: People) -> None:
    case = make_case(people.emma, people.organization)
    for person in (people.rita, people.rene):
        left(person, people.organization)
    tend()
    with as_system():
        appoint(person=people.rita, organization=people.organization, role=Role.REPRESENTATIVE, active_from=TODAY)
    tend()
    with acting_as(people.olive):
        assert Case.objects.get(pk=case.pk).queue == Queue.CENTRAL
    assert send_back(case=case, sent_back_by=acting(people.olive), at=NOON).queue == Queue.ORGANIZATION


def test_organizations_that_never_had_anybody_sound_no_alarm(people: People) -> None:
    tend()
    with as_system():
        assert not Vacancy.objects.exists()
    assert told(people.olive) == []

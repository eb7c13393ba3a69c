"""Alerts on views: what is told, once, to whom, and never of what the owner may not see."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from cases import tasks
from cases.models import Case, SavedView, ViewAlert
from cases.operations.saving_views import save_view, set_alert
from cases.operations.triage import take_up
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from tests.conftest import acting_as
from tests.factories import NOON, People, make_case

pytestmark = pytest.mark.django_db


class Watch:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    set_to = Watch()
    monkeypatch.setattr(clock, "now", set_to)
    return set_to


def want(
    owner: Person, kind: str, threshold: int | None = None, matching: list[int] | None = None, **query: str
) -> ViewAlert:
    with acting_as(owner):
        view = save_view(owner=owner, name="My view", query=query or {"tab": "unassigned"}, at=NOON)
        alert = set_alert(view=view, wanted_by=owner, kind=kind, threshold=threshold, matching=matching or [], at=NOON)
    assert alert is not None
    return alert


def told(person: Person) -> list[str]:
    with acting_as(person):
        found = Message.objects.filter(recipient=person, template="cases/notices/view_alert").order_by("created_at")
        return [message.body.strip() for message in found]


def check(watch: Watch, **later: int) -> None:
    watch.later(**(later or {"minutes": 2}))
    tasks.check_alerts()


def test_each_new_case_is_told_once_in_one_message_however_often_it_runs(people: People, watch: Watch) -> None:
    there = make_case(people.emma, people.organization)
    want(people.rita, "EACH", matching=[there.pk])
    check(watch)
    assert told(people.rita) == []
    for _ in range(2):
        make_case(people.emma, people.organization)
    check(watch)
    check(watch)
    tasks.check_alerts()
    (body,) = told(people.rita)
    assert body.startswith("2 requests are new in this view.")
    make_case(people.emma, people.organization)
    check(watch)
    assert told(people.rita)[1].startswith("1 request is new in this view.")


def test_a_case_that_leaves_the_view_and_comes_back_is_not_new(people: People, watch: Watch) -> None:
    case = make_case(people.emma, people.organization)
    want(people.rita, "EACH", matching=[case.pk])
    with acting_as(people.rene):
        taken = take_up(case=case, taken_by=people.rene, at=NOON)
    check(watch)
    with acting_as(people.rene):
        taken.assigned_to = None
        taken.save(update_fields=["assigned_to"])
    check(watch)
    assert told(people.rita) == []


def test_daily_is_told_once_a_day_from_seven_o_clock_where_there_is_something(people: People, watch: Watch) -> None:
    want(people.rita, "DAILY")
    check(watch)
    assert told(people.rita) == []
    make_case(people.emma, people.organization)
    watch.now = NOON + timedelta(hours=14)  # two in the night of the next day
    check(watch)
    assert told(people.rita) == []
    check(watch, hours=6)
    check(watch, hours=1)
    (body,) = told(people.rita)
    assert body.startswith("1 request is in this view now.")
    check(watch, hours=24)
    assert len(told(people.rita)) == 2


def test_threshold_is_told_when_it_is_reached_and_again_only_after_it_was_below(people: People, watch: Watch) -> None:
    want(people.rita, "THRESHOLD", threshold=2)
    first = make_case(people.emma, people.organization)
    check(watch)
    assert told(people.rita) == []
    make_case(people.emma, people.organization)
    check(watch)
    make_case(people.emma, people.organization)
    check(watch)
    assert len(told(people.rita)) == 1
    with acting_as(people.rita):
        for case in Case.objects.filter(status="SUBMITTED").exclude(pk=first.pk):
            take_up(case=case, taken_by=people.rita, at=NOON)
    check(watch)
    make_case(people.emma, people.organization)
    check(watch)
    assert len(told(people.rita)) == 2


@pytest.mark.parametrize("kind", ["EACH", "DAILY", "THRESHOLD"])
def test_a_wall_holds_in_alerts(people: People, watch: Watch, kind: str) -> None:
    for person in (people.rita, people.rene):
        want(person, kind, threshold=1 if kind == "THRESHOLD" else None)
    case = make_case(people.emma, people.organization)
    with acting_as(people.rita), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [people.rita.pk]])
    check(watch)
    assert told(people.rita) == []
    assert len(told(people.rene)) == 1


def test_another_organization_s_case_tells_nobody(people: People, watch: Watch) -> None:
    want(people.sam, "EACH")
    make_case(people.emma, people.organization)
    check(watch)
    assert told(people.sam) == []


def test_whoever_no_longer_represents_is_told_nothing(people: People, watch: Watch) -> None:
    want(people.rita, "EACH")
    with as_system():
        people.rita.appointments.filter(role="REPRESENTATIVE").update(active_to=NOON.date())
    make_case(people.emma, people.organization)
    check(watch)
    with as_system():
        assert not Message.objects.filter(recipient=people.rita, template="cases/notices/view_alert").exists()
        assert ViewAlert.objects.get().checked_at == watch.now


def test_the_message_is_in_the_owner_s_language_and_leads_to_the_view(people: People, watch: Watch) -> None:
    want(people.rene, "EACH", tab="unassigned", level="HIGH")
    want(people.rita, "EACH")
    make_case(people.emma, people.organization)
    check(watch)
    assert told(people.rene) == []  # the case has no level
    with acting_as(people.rene):
        SavedView.objects.all().update(query={"tab": "unassigned"})
    check(watch)
    with acting_as(people.rene):
        message = Message.objects.get(recipient=people.rene, template="cases/notices/view_alert")
    assert message.link == "/fr/bureau/?tab=unassigned"
    assert message.body.startswith("1 demande est nouvelle dans cette vue.")


def test_the_state_of_an_alert_is_its_owner_s_alone(people: People, watch: Watch) -> None:
    want(people.rita, "EACH")
    for name in ("rene", "sam", "olive", "ada", "audrey", "emma"):
        with acting_as(getattr(people, name)):
            assert not ViewAlert.objects.exists(), name

"""Election periods: recorded by the Commission with a source, ended, never edited."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import ElectionPeriod
from cases.operations.elections import end_election, record_election
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotNow, NotPermitted
from tests import factories
from tests.conftest import NOON

TODAY = NOON.date()
CALLED: dict[str, Any] = {
    "level": "PROVINCIAL",
    "jurisdiction": "ON",
    "label_en": "Ontario general election",
    "label_fr": "Élection générale en Ontario",
    "source": "Proclamation of this morning",
    "active_from": TODAY,
    "active_to": TODAY + timedelta(days=36),
}


def called(by: Person, **more: Any) -> ElectionPeriod:
    return record_election(**{**CALLED, **more}, recorded_by=factories.acting(by), at=NOON)


@pytest.mark.parametrize("name", ["olive", "ada"])
def test_officers_and_administrators_record_and_end(people, name) -> None:
    person = getattr(people, name)
    period = called(person)
    assert period.holds_on(TODAY)
    ended = end_election(period=period, ended_by=person, at=NOON + timedelta(days=3))
    assert ended.active_to == TODAY + timedelta(days=3)
    assert [entry.verb for entry in trail_of(period.ref)] == [Verb.ELECTION_RECORDED, Verb.ELECTION_ENDED]
    assert str(trail_of(period.ref)[0]).endswith("recorded an election period: Ontario general election.")


@pytest.mark.parametrize("name", ["emma", "rita", "luc", "sam", "audrey"])
def test_nobody_else_records_or_ends(people, name) -> None:
    period = called(people.olive)
    person = factories.acting(getattr(people, name))
    with pytest.raises(NotPermitted):
        called(person)
    with pytest.raises(NotPermitted):
        end_election(period=period, ended_by=person, at=NOON)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"level": "FEDERAL"}, "jurisdiction"),
        ({"jurisdiction": "CA"}, "jurisdiction"),
        ({"jurisdiction": "YT"}, "jurisdiction"),
        ({"level": "TERRITORIAL"}, "jurisdiction"),
        ({"jurisdiction": "XX"}, "jurisdiction"),
        ({"level": "SCHOOL"}, "level"),
        ({"label_fr": " "}, "label_fr"),
        ({"source": ""}, "source"),
        ({"active_to": TODAY}, "active_to"),
        ({"active_from": TODAY - timedelta(days=9), "active_to": TODAY}, "active_to"),
    ],
)
def test_record_refuses_what_does_not_fit(people, given, field) -> None:
    with pytest.raises(Invalid) as refused:
        called(people.olive, **given)
    assert refused.value.field == field


def test_end_on_the_first_day_leaves_a_period_that_never_held(people) -> None:
    period = end_election(period=called(people.olive), ended_by=people.olive, at=NOON)
    assert period.never_held
    with pytest.raises(NotNow):
        end_election(period=period, ended_by=people.olive, at=NOON)


def test_database_refuses_to_edit_a_period(people) -> None:
    period = called(people.olive)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update cases_electionperiod set level = level where id = %s", [period.pk])

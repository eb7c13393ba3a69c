"""Elections: recorded by the Commission with a source, postponed, withdrawn, ended; what was before is kept."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from cases import queries
from cases.election_facts import Days
from cases.models import ElectionChange, ElectionPeriod, ElectoralDistrict
from cases.operations.elections import end_election, postpone_election, record_election, set_days, withdraw_writ
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
    days = Days.of(period)
    for deed in (
        lambda: end_election(period=period, ended_by=person, at=NOON),
        lambda: set_days(period=period, days=days, source="x", set_by=person, at=NOON),
        lambda: withdraw_writ(period=period, source="x", withdrawn_by=person, at=NOON),
        lambda: postpone_election(
            period=period, polling_day=TODAY, nominations_close=None, source="x", postponed_by=person, at=NOON
        ),
    ):
        with pytest.raises(NotPermitted):
            deed()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"level": "FEDERAL"}, "jurisdiction"),
        ({"jurisdiction": "CA"}, "jurisdiction"),
        ({"jurisdiction": "YT"}, "jurisdiction"),
        ({"level": "TERRITORIAL"}, "jurisdiction"),
        ({"jurisdiction": "XX"}, "jurisdiction"),
        ({"level": "SCHOOL"}, "level"),
        ({"kind": "MUNICIPAL_BY"}, "kind"),
        ({"municipality": "Sampleton", "municipality_kind": "TOWN"}, "municipality"),
        ({"level": "MUNICIPAL", "municipality": "Sampleton"}, "municipality"),
        ({"level": "MUNICIPAL", "municipality": "Sampleton", "municipality_kind": "HAMLET"}, "municipality_kind"),
        ({"polling_day": TODAY + timedelta(days=36)}, "polling_day"),
        (
            {"polling_day": TODAY + timedelta(days=9), "nominations_close": TODAY + timedelta(days=10)},
            "nominations_close",
        ),
        ({"level": "FEDERAL", "jurisdiction": "CA", "polling_day": TODAY + timedelta(days=35)}, "polling_day"),
        ({"polling_day": date(9999, 12, 31)}, "polling_day"),
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


def federal(by: Person) -> ElectionPeriod:
    """A federal election that is to come, with its dates as the law gives them."""
    writ = TODAY + timedelta(days=3)
    return called(
        by, level="FEDERAL", jurisdiction="CA", active_from=writ, active_to=None, polling_day=writ + timedelta(days=44)
    )


def district(code: str = "X-001", level: str = "FEDERAL", jurisdiction: str = "CA") -> ElectoralDistrict:
    return ElectoralDistrict.objects.create(
        level=level, jurisdiction=jurisdiction, code=code, name_en="Fictional North", name_fr="Nord-Fictif",
        valid_from=date(2023, 1, 1), source="Fictional",
    )  # fmt: skip


def test_federal_election_is_set_anew_postponed_and_withdrawn_with_all_that_was_before(people) -> None:
    """Dates follow from polling day; the writ comes a day later; polling moves by seven days, and then nothing is left."""
    period = federal(people.olive)
    polling = period.polling_day
    assert polling is not None
    assert period.nominations_close is not None
    assert (period.kind, period.last_day, period.nominations_close.weekday()) == ("GENERAL", polling, 0)
    assert 21 <= (polling - period.nominations_close).days <= 27
    later = Days(period.active_from + timedelta(days=1), None, polling)
    period = set_days(period=period, days=later, source="The writ", set_by=people.olive, at=NOON)
    with pytest.raises(Invalid) as same:
        set_days(period=period, days=later, source="The writ", set_by=people.olive, at=NOON)
    assert same.value.field == "polling_day"

    def postponed(days: int, **more: Any) -> ElectionPeriod:
        given = {
            "nominations_close": None,
            "source": "Order in Council",
            "postponed_by": people.olive,
            "at": NOON,
            **more,
        }
        return postpone_election(period=period, polling_day=polling + timedelta(days=days), **given)

    for given, field in (
        ({"days": 8}, "polling_day"),
        ({"days": 0}, "polling_day"),
        ({"days": 7, "source": " "}, "source"),
        ({"days": 14, "reason": "CANDIDATE_DIED"}, "district"),
        ({"days": 7, "reason": "WITHDRAWN"}, "reason"),
        ({"days": 7, "district": district("X-9", "PROVINCIAL", "ON")}, "district"),
    ):
        with pytest.raises(Invalid) as refused:
            postponed(**given)
        assert refused.value.field == field, given
    period = postponed(7)
    assert (period.polling_day, period.last_day) == (polling + timedelta(days=7), polling + timedelta(days=7))
    late = replace(Days.of(period), active_from=period.active_from - timedelta(days=3))
    period = set_days(period=period, days=late, source="Order", set_by=people.olive, at=NOON)
    assert period.polling_day == polling + timedelta(days=7)
    period = withdraw_writ(period=period, source="Order", withdrawn_by=people.olive, at=NOON)
    assert (period.never_held, period.withdrawn_on, period.awaits_polling) == (True, TODAY, False)
    with pytest.raises(NotNow):
        postponed(7)
    before = [(change.reason, change.polling_day, change.source) for change in queries.changes_of(period)]
    assert before == [
        ("WITHDRAWN", polling + timedelta(days=7), "Order"),
        ("CORRECTED", polling + timedelta(days=7), "Order"),
        ("POSTPONED", polling, "Order in Council"),
        ("CORRECTED", polling, "The writ"),
    ]
    assert [str(entry.verb) for entry in trail_of(period.ref)] == [
        "election.recorded", "election.dates-set", "election.postponed", "election.dates-set", "election.withdrawn"
    ]  # fmt: skip


def test_one_district_has_days_of_its_own_and_the_rest_stays(people) -> None:
    """A candidate dies: polling there is later than seven days; then the writ is withdrawn there, once."""
    period = federal(people.olive)
    north = district()
    polling = period.polling_day
    assert polling is not None
    postpone_election(
        period=period, polling_day=polling + timedelta(days=21), nominations_close=polling, source="Returning officer",
        postponed_by=people.olive, at=NOON, district=north, reason="CANDIDATE_DIED",
    )  # fmt: skip
    (own,) = queries.district_periods_of(period)
    assert (own.polling_day, own.last_day, own.nominations_close) == (
        polling + timedelta(days=21), polling + timedelta(days=21), polling
    )  # fmt: skip
    withdraw_writ(period=period, source="Order", withdrawn_by=people.olive, at=NOON, district=north)
    (own,) = queries.district_periods_of(period)
    assert (own.is_withdrawn, own.polling_day) == (True, None)
    with pytest.raises(NotNow):
        withdraw_writ(period=period, source="Order", withdrawn_by=people.olive, at=NOON, district=north)
    period.refresh_from_db()
    assert (period.polling_day, period.awaits_polling) == (polling, True)
    assert not ElectionChange.objects.exists()


def test_database_keeps_what_was_and_lets_only_the_commission_add(people) -> None:
    period = federal(people.olive)
    withdraw_writ(period=period, source="Order", withdrawn_by=people.olive, at=NOON)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ElectionChange.objects.update(source="another")
    factories.acting(people.rita)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        district()

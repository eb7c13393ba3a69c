"""Who is away and who stands in: recorded by themselves or an administrator, and true."""

import re
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Cover, Person
from polact.access.operations import end_cover, record_cover
from polact.access.permissions import may_record_cover
from polact.access.queries import covers_of, directory, roster, rosters
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotPermitted
from tests import factories
from tests.conftest import NOON, acting_as

TODAY = NOON.date()
NEXT_WEEK = TODAY + timedelta(days=7)


def record(people: factories.People, by: Person, **given: Any) -> Cover:
    told: dict[str, Any] = {
        "absent": people.rita,
        "stand_in": people.rene,
        "organization": people.organization,
        "active_from": TODAY,
        "active_to": NEXT_WEEK,
        **given,
    }
    return record_cover(recorded_by=factories.acting(by), at=NOON, **told)


@pytest.mark.parametrize("name", ["rita", "ada"])
def test_cover_is_told_in_the_directory_and_in_the_trail(people: factories.People, name: str) -> None:
    record(people, getattr(people, name))
    with acting_as(None):
        [rene, rita] = [row for row in directory(TODAY) if row.organization_id == people.organization.pk]
        assert (rita.name, rita.away_to, rita.stand_in) == ("Rita Sample", NEXT_WEEK, "René Sample")
        assert (rene.name, rene.away_to, rene.stand_in) == ("René Sample", None, "")
        after = [row for row in directory(NEXT_WEEK) if row.name == "Rita Sample"]
        assert [row.away_to for row in after] == [None]
    assert "who stands in for Rita Sample: René Sample" in str(trail_of(people.organization.ref)[-1])


@pytest.mark.parametrize("name", ["emma", "rene", "sam", "luc", "olive", "audrey"])
def test_cover_is_recorded_and_ended_by_oneself_or_an_administrator(people: factories.People, name: str) -> None:
    stranger = getattr(people, name)
    with pytest.raises(NotPermitted):
        record(people, stranger)
    cover = record(people, people.rita)
    with pytest.raises(NotPermitted):
        end_cover(cover=cover, ended_by=factories.acting(stranger), at=NOON)
    assert not may_record_cover(stranger, people.rita, people.organization)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"active_to": TODAY}, "active_to"),
        ({"active_from": date(2026, 1, 1), "active_to": date(2026, 1, 9)}, "active_to"),
        ({"stand_in": "rita"}, "stand_in"),
        ({"stand_in": "emma"}, "stand_in"),
        ({"stand_in": "sam"}, "stand_in"),
        ({"absent": "emma"}, "absent"),
    ],
)
def test_cover_that_could_not_be_is_refused(people: factories.People, given: dict[str, Any], field: str) -> None:
    given = {name: getattr(people, told) if isinstance(told, str) else told for name, told in given.items()}
    with pytest.raises(Invalid) as refused:
        record(people, people.ada, **given)
    assert refused.value.field == field


def test_two_absences_of_one_person_do_not_overlap(people: factories.People) -> None:
    record(people, people.rita)
    with pytest.raises(Invalid):
        record(people, people.rita, active_from=NEXT_WEEK - timedelta(days=1), active_to=NEXT_WEEK + timedelta(days=1))
    record(people, people.rita, active_from=NEXT_WEEK, active_to=NEXT_WEEK + timedelta(days=1))


def test_loop_is_refused_also_over_others_and_says_when(people: factories.People) -> None:
    third = factories.make_person("Theo", people.organization, Role.EMPLOYEE, Role.REPRESENTATIVE)
    record(people, people.rita)  # Rita → René
    with pytest.raises(Invalid) as refused:
        record(people, people.ada, absent=people.rene, stand_in=people.rita, active_from=TODAY + timedelta(days=2))
    assert refused.value.field == "stand_in"
    assert "Rita Sample is away on Nov. 25, 2026" in str(refused.value.message)
    record(people, people.ada, absent=people.rene, stand_in=third, active_from=TODAY + timedelta(days=2))
    with pytest.raises(Invalid):
        record(people, people.ada, absent=third, stand_in=people.rita, active_from=TODAY + timedelta(days=3))
    record(people, people.ada, absent=third, stand_in=people.rita, active_from=NEXT_WEEK, active_to=date(2027, 1, 1))


def test_stand_in_must_represent_to_the_last_day(people: factories.People) -> None:
    with as_system():
        people.rene.appointments.filter(role="REPRESENTATIVE").update(active_to=NEXT_WEEK - timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        record(people, people.rita)
    assert refused.value.field == "stand_in"
    record(people, people.rita, active_to=NEXT_WEEK - timedelta(days=1))


def test_of_two_who_stand_in_for_each_other_at_once_one_is_refused(committed_db: None) -> None:
    with transaction.atomic():
        people = factories.make_people()
    barrier, results = threading.Barrier(2), []

    def note(absent: Person, stand_in: Person) -> None:
        try:
            with transaction.atomic():
                factories.acting(absent)
                barrier.wait(timeout=10)
                results.append(record(people, absent, absent=absent, stand_in=stand_in))
        except Invalid as refusal:
            results.append(refusal)
        finally:
            connection.close()

    pairs = ((people.rita, people.rene), (people.rene, people.rita))
    threads = [threading.Thread(target=note, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results) == ["Cover", "Invalid"]
    with as_system():
        assert Cover.objects.count() == 1


def test_roster_is_what_the_directory_tells_with_keys(people: factories.People) -> None:
    record(people, people.rita)
    with acting_as(people.emma):
        [rene, rita] = roster(people.organization.pk, TODAY).members
        assert set(rosters(TODAY)) == {people.organization.pk, people.elsewhere.pk}
    assert (rene.name, rene.language, rene.is_away) == ("René Sample", "fr", False)
    assert (rita.person_id, rita.stand_in_id, rita.away_to) == (people.rita.pk, people.rene.pk, NEXT_WEEK)


def test_database_keeps_order_and_two_people(people: factories.People) -> None:
    for stand_in, until, name in ((people.rita, NEXT_WEEK, "somebody_else"), (people.rene, TODAY, "ends_after")):
        with as_system(), pytest.raises(IntegrityError, match=name), transaction.atomic():
            Cover.objects.create(
                absent=people.rita,
                stand_in=stand_in,
                organization=people.organization,
                active_from=TODAY,
                active_to=until,
            )


def test_ended_cover_is_over_and_one_that_never_began_never_was(people: factories.People) -> None:
    past = record(people, people.rita, active_from=TODAY - timedelta(days=2))
    ahead = record(people, people.rita, active_from=NEXT_WEEK, active_to=NEXT_WEEK + timedelta(days=3))
    end_cover(cover=past, ended_by=factories.acting(people.rita), at=NOON)
    end_cover(cover=ahead, ended_by=people.rita, at=NOON)
    assert covers_of(people.organization, TODAY) == []
    assert [cover.active_to for cover in Cover.objects.all()] == [TODAY]
    assert [str(entry)[:22] for entry in trail_of(people.organization.ref)][-2:] == ["Rita Sample ended the "] * 2


def test_nobody_sees_a_row_of_covers_and_strangers_none(people: factories.People) -> None:
    record(people, people.rita)
    for person, seen in ((None, 0), (people.sam, 0), (people.emma, 0), (people.rene, 1), (people.audrey, 1)):
        with acting_as(person):
            assert Cover.objects.count() == seen
    with acting_as(people.rene), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Cover.objects.create(
            absent=people.rita,
            stand_in=people.rene,
            organization=people.organization,
            active_from=TODAY,
            active_to=NEXT_WEEK,
        )


def test_directory_function_gives_names_and_days_only_and_trusts_no_path(people: factories.People) -> None:
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("select * from access_directory(%s)", [TODAY])
        assert [column.name for column in cursor.description] == [
            "organization_id", "person_name", "away_to", "stand_in_name",
        ]  # fmt: skip
        cursor.execute("select prosecdef, proconfig, proacl::text from pg_proc where proname = 'access_directory'")
        definer, settings, rights = cursor.fetchone()
    assert definer
    assert settings == ["search_path=pg_catalog, public, pg_temp"]
    assert not re.search(r"[{,]=", rights)  # nobody but those who are named


def test_directory_leaves_out_the_past_and_the_inactive(people: factories.People) -> None:
    with as_system():
        people.rita.appointments.filter(role="REPRESENTATIVE").update(active_to=TODAY)
        Person.objects.filter(pk=people.sam.pk).update(is_active=False)
    with acting_as(None):
        assert [row.name for row in directory(TODAY)] == ["René Sample"]

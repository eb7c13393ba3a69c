"""Outside there is nothing: no page, no answer of the API, no row, no entry, no message, no count."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from allegations.enums import AllegationStatus
from allegations.models import Allegation, AllegationQuerySet, Decision, Disclosure, Notice, Outcome, Step
from allegations.operations.deciding import decide_to_investigate
from allegations.operations.examining import examine
from allegations.permissions import may_decide, may_investigate, may_read, stands_inside
from allegations.workflow import ROWS
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.models import Entry
from polact.audit.queries import trail_of
from polact.reports import allegations as counts
from tests import factories
from tests.allegations.factories import Inside, make_allegation, make_inside
from tests.conftest import acting_as
from tests.factories import NOON, People

TABLES = (Allegation, Step, Decision, Outcome, Disclosure)


@pytest.fixture
def inside(people: People) -> Inside:
    return make_inside(people)


@pytest.fixture
def one(people: People, inside: Inside) -> Allegation:
    """About Emma, under investigation: she and Hector have their letters."""
    found = make_allegation()
    with acting_as(inside.ines):
        facts = {"began_on": found.began_on, "aware_on": found.aware_on}
        organization, email = people.organization.pk, people.emma.email
        examine(allegation=found, examined_by=inside.ines, at=NOON, email=email, organization=organization, **facts)
    with acting_as(inside.dorothee):
        decide_to_investigate(allegation=found, decided_by=inside.dorothee, reasons="Seen by many.", at=NOON)
    return found


def strangers(people: People, inside: Inside) -> dict[str, Person]:
    named = ("rita", "olive", "ada", "audrey", "emma", "luc")
    return {**{name: getattr(people, name) for name in named}, "hector": inside.hector}


def test_strangers_find_nothing(
    people: People, inside: Inside, one: Allegation, client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = ["", "enter/", f"{one.pk}/", f"{one.pk}/examine/", f"{one.pk}/decide/"]
    paths = [f"/en/allegations/{page}" for page in pages] + [
        "/en/reports/allegations/",
        "/en/reports/allegations/export.csv",
    ]
    calls = ["allegations/", f"allegations/{one.pk}/", "reports/allegations/"]
    monkeypatch.setattr(AllegationQuerySet, "visible_to", lambda self, person: self.all())  # the second wall alone
    for name, person in strangers(people, inside).items():
        client = client_of(person)
        found = {path: client.get(path).status_code for path in [*paths, *(f"/api/v1/{call}" for call in calls)]}
        found |= {
            row.action: client.post(
                f"/api/v1/allegations/{one.pk}/actions/{row.action}/", {}, content_type="application/json"
            ).status_code
            for row in ROWS
        }
        assert set(found.values()) == {404}, (name, found)
        assert "AL-" not in client.get("/en/").content.decode()
        with acting_as(person):
            assert [model._base_manager.count() for model in TABLES] == [0] * len(TABLES), name
            assert not Notice._base_manager.exclude(person=person).exists()
            assert (
                not Message._base_manager.filter(template__startswith="allegations/").exclude(recipient=person).exists()
            )
            assert not Entry._base_manager.filter(case_ref=one.ref).exists()
            assert trail_of(one.ref) == []
            assert counts.tables() == []
    anonymous = Client()
    assert anonymous.get(paths[0]).status_code == 302
    with acting_as(None):
        assert Allegation._base_manager.count() == Notice._base_manager.count() == 0
    assert anonymous.get("/api/v1/allegations/").status_code == 401


def test_those_inside_see_it_and_predicates_scope_and_wall_agree(
    people: People, inside: Inside, one: Allegation, client_of: Callable[..., Client]
) -> None:
    for person in (inside.ines, inside.dorothee, people.rita, people.ada, people.emma):
        with acting_as(person):
            sees = set(Allegation._base_manager.values_list("pk", flat=True))
            assert sees == set(Allegation.objects.visible_to(person).values_list("pk", flat=True))
            assert bool(sees) == may_read(person, one) == stands_inside(person)
    with acting_as(inside.dorothee):
        assert len(trail_of(one.ref)) == Entry.objects.filter(case_ref=one.ref).count() == 3
    with acting_as(inside.ines):
        assert len(trail_of(one.ref)) == 3
        assert may_investigate(inside.ines, one)
        assert not may_decide(inside.ines, one)
    told = client_of(inside.dorothee).get(f"/api/v1/allegations/{one.pk}/").json()
    assert [action["action"] for action in told["available_actions"]] == []
    assert (told["limit"]["rule"], told["decision"]["reasons"]) == ("8(1)(b)", "Seen by many.")


def test_investigator_finds_nothing_about_themself(people: People, inside: Inside) -> None:
    commission = Organization.objects.get(name_en="Public Service Commission")
    colleague = factories.make_person("Igor", commission, Role.INVESTIGATOR)
    by_name = make_allegation(named="M. Sample, INÈS, at the Commission")  # before anybody found out who it is
    by_account = make_allegation(named="An investigator")
    with acting_as(colleague):
        examine(allegation=by_account, examined_by=colleague, at=NOON, email=inside.ines.email)
    with acting_as(inside.ines):
        assert Allegation._base_manager.count() == 0
        assert [trail_of(found.ref) for found in (by_name, by_account)] == [[], []]
        told = Message._base_manager.filter(recipient=inside.ines, body__contains=by_name.number)
        assert not told.exists()
        assert not may_investigate(inside.ines, by_name)
    with acting_as(colleague):
        assert Allegation._base_manager.count() == 2


def test_table_names_who_may_do_what(people: People, inside: Inside) -> None:
    decides = {"investigate", "not-investigate", "decide", "disclose"}
    with acting_as(inside.ines), acting_as(inside.dorothee), acting_as(people.olive):
        for status in AllegationStatus:
            found = Allegation(status=status)
            for row in ROWS:
                here = status in row.before
                assert row.allows(inside.ines, found) == (here and row.action.value not in decides)
                assert row.allows(inside.dorothee, found) == (here and row.action.value in decides)
                assert not row.allows(people.olive, found)


def test_investigator_of_the_past_sees_nothing(people: People, inside: Inside, one: Allegation) -> None:
    with as_system():
        inside.ines.appointments.update(active_to=NOON.date())
    with acting_as(inside.ines):
        assert Allegation._base_manager.count() == 0


def test_nobody_writes_past_the_first_state_or_as_somebody_else(
    people: People, inside: Inside, one: Allegation
) -> None:
    for change in ({"status": AllegationStatus.DECIDED}, {"person": people.emma}, {"received_by": inside.ines}):
        with acting_as(inside.ines):
            forged = Allegation.objects.get(pk=one.pk)
        forged.pk, forged.ref, forged.status, forged.person, forged.version = 10**9, uuid4(), "RECEIVED", None, 1
        forged.changed_by = None
        for name, value in change.items():
            setattr(forged, name, value)
        with acting_as(people.rita), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)
    with (
        acting_as(inside.ines),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from allegations_allegation")


def test_report_hides_small_counts(people: People, inside: Inside, client_of: Callable[..., Client]) -> None:
    for number in range(11):
        make_allegation(named=f"Somebody {number}", provisions=["113(1)", "114(1)"] if number < 3 else ["113(1)"])
    ines = client_of(inside.ines)
    told = {table["name"]: table for table in ines.get("/api/v1/reports/allegations/").json()}
    assert told["years"]["rows"] == [{"name": "2026-27", "counts": [11]}]
    sections = {row["name"][:6]: row["counts"] for row in told["provision"]["rows"]}
    assert (sections["113(1)"], sections["114(1)"], sections["115(1)"]) == ([None], [None], [0])
    page = ines.get("/en/reports/allegations/").content.decode()
    assert "hidden" in page
    assert ines.get("/fr/rapports/allegations/export.csv").status_code == 200

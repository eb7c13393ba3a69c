"""Synthetic data stands up to the product's own rules: constraints, the table, the ledger, the scope of each person."""

import io
import json
from collections import Counter
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.models import F

from assessments.evaluation import evaluate
from assessments.models import Assessment
from assessments.rulebook import load
from cases.models import Case, ClockDifference, Routing
from cases.operations.replaying import replay_clocks
from cases.workflow import ROWS
from notifications.models import Message
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.audit import verification
from polact.audit.queries import trail_of
from polact.embedded.connections import database_url
from polact.reports.requests import REQUESTS
from tests.cases.test_plans import plans
from tests.conftest import empty_database
from tests.factories import NOON, make_case, make_people

CASES = 120
pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture(scope="module")
def seeded_module(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[str]:
    """One seeded database for all tests of this file, emptied afterwards."""
    out = io.StringIO()
    with django_db_blocker.unblock():
        url = database_url("superuser", database=settings.DATABASES["default"]["NAME"])
        with psycopg.connect(url, autocommit=True) as administrator:
            # What is drawn follows from the first number: the same cases, whatever ran before.
            administrator.execute("alter sequence cases_case_id_seq restart")
            call_command("seed", "--cases", str(CASES), "--database", "owner", stdout=out)
            # The plans are those of a table without the dead.
            administrator.execute("vacuum (full) cases_case")
            administrator.execute("vacuum (analyze) cases_case")
    yield out.getvalue()
    with django_db_blocker.unblock():
        empty_database()


@pytest.fixture
def seeded(seeded_module: str, db: None) -> str:
    return seeded_module


def test_says_how_fast_it_goes(seeded: str) -> None:
    assert f"{CASES} of {CASES} cases" in seeded
    assert "a second" in seeded


def test_makes_as_many_cases_as_asked_for(seeded: str) -> None:
    assert f"{CASES} cases_case" in seeded
    with as_system():  # which sees no drafts
        assert 0 < CASES - Case.objects.count() < CASES / 10


def test_every_case_that_was_sent_has_its_routing(seeded: str) -> None:
    with as_system():
        sent = Case.objects.exclude(submitted_at=None)
        assert Routing.objects.count() == sent.count()
        assert not Routing.objects.exclude(queue=F("case__queue"), facts=F("case__routing_facts")).exists()


def test_some_are_open_and_all_has_happened_before_now() -> None:
    with as_system():
        submitted = Case.objects.exclude(submitted_at=None)
        assert 0.15 < Case.objects.open().count() / CASES < 0.45
        assert not submitted.filter(changed_at__lt=F("submitted_at")).exists()
        assert {case.language for case in submitted} == {"en", "fr"}


@pytest.mark.django_db(databases=["default", "owner"])
def test_ledger_verifies() -> None:
    verification.connection = connections["owner"]  # type: ignore[attr-defined]
    try:
        verdict = verification.verify()
    finally:
        verification.connection = connection  # type: ignore[attr-defined]
    assert verdict.findings == []
    with as_system():
        assert verdict.cases == Case.objects.exclude(submitted_at=None).count()


def test_every_move_is_one_that_the_table_allows() -> None:
    allowed = {(row.verb, before.value, row.after.value) for row in ROWS for before in row.before}
    with as_system():
        for case in Case.objects.exclude(submitted_at=None):
            moves = [entry for entry in trail_of(case.ref) if entry.after]
            assert {(entry.verb, entry.before, entry.after) for entry in moves} <= allowed
            assert moves[-1].after == case.status
            assert len(moves) == case.version - 1
            assert [entry.at for entry in moves] == sorted(entry.at for entry in moves)


def test_entries_have_the_shape_that_the_product_writes() -> None:
    people = make_people()
    made = make_case(people.emma, people.organization)
    with as_system(), connection.cursor() as cursor:
        seeded_ref = Case.objects.exclude(submitted_at=None).exclude(pk=made.pk)[0].ref
        shapes = []
        for ref in (made.ref, seeded_ref):
            cursor.execute("select body from audit.trail(%s) limit 1", [ref])
            shapes.append(sorted(json.loads(bytes(cursor.fetchone()[0]))))
        ours, theirs = trail_of(made.ref)[0], trail_of(seeded_ref)[0]
    assert shapes[0] == shapes[1]
    assert sorted(ours.facts) == sorted(theirs.facts)
    assert str(theirs) != ""


def test_results_are_those_of_the_engine() -> None:
    with as_system():
        kept = list(Assessment.objects.all()[:20])
    assert kept
    for assessment in kept:
        result = evaluate(load(assessment.rulebook_version), assessment.activity, assessment.answers)
        assert assessment.result["result"] == list(result.codes)


def test_a_representative_sees_only_their_own_organization() -> None:
    with as_system():
        busiest, count = Counter(
            Case.objects.exclude(submitted_at=None).values_list("organization_id", flat=True)
        ).most_common(1)[0]
        role = Appointment.objects.filter(organization_id=busiest, role=Role.REPRESENTATIVE)[0]
        person = Person.objects.get(pk=role.person_id)
    person.standing = act_as(person.pk, NOON.date())  # type: ignore[misc]
    assert Case.objects.count() == Case.objects.visible_to(person).count() == count


def test_everybody_is_marked_as_fictional_and_nobody_can_sign_in_with_a_password() -> None:
    with as_system():
        people = list(Person.objects.filter(email__startswith="person"))
    assert people
    assert all(person.is_fictional and person.email.endswith(".example") for person in people)
    assert not any(person.has_usable_password() for person in people)


def test_messages_wait_for_no_delivery() -> None:
    with as_system():
        assert set(Message.objects.values_list("state", flat=True)) == {"SENT"}


def somebody(role: Role) -> Person:
    with as_system():
        return Appointment.objects.filter(role=role).select_related("person")[0].person


@pytest.mark.parametrize("chosen", [{}, {"fiscal_year": "2026-27"}, {"outcome": "COMPATIBLE"}])
def test_a_report_reads_the_index_alone(chosen: dict[str, str]) -> None:
    administrator = somebody(Role.ADMINISTRATOR)
    (plan,) = plans(administrator, lambda person: REQUESTS.rows(person, chosen, ("organization", "month")))
    assert [(node["Index Name"], node["Node Type"]) for node in plan if "Index Name" in node] == [
        ("case_report", "Index Only Scan")
    ]


def test_refuses_a_number_below_one() -> None:
    with pytest.raises(CommandError, match="--cases"):
        call_command("seed", "--cases", "0")


def test_due_dates_are_what_the_facts_give() -> None:
    """The nightly replay finds nothing in what was seeded."""
    after: int | None = 0
    while after is not None:
        after = replay_clocks(at=NOON, after=after)
    with as_system():
        assert Case.objects.open().exclude(clock_calendar="").count() > 5
        assert not ClockDifference.objects.exists()

"""The commands of cases: the demonstration's people and requests, and the printed table."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cases.enums import CaseStatus
from cases.management.commands.print_workflow import as_markdown
from cases.management.demonstration import PEOPLE, REQUESTS
from cases.models import Case
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of

ROOT = Path(__file__).resolve().parents[2]


def seed() -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


def submitted() -> list[Case]:
    with as_system():
        return list(Case.objects.order_by("pk"))


def test_prints_the_workflow_as_the_document_has_it() -> None:
    assert (ROOT / "docs/workflow.md").read_text(encoding="utf-8") == as_markdown()


@pytest.mark.django_db
def test_seeds_requests_in_every_status_by_the_products_own_steps() -> None:
    seed()
    cases = submitted()
    assert {case.status for case in cases} == set(CaseStatus.values) - {CaseStatus.DRAFT}
    assert len(cases) == len([request for request in REQUESTS if request.steps])
    assert all(trail_of(case.ref) for case in cases)
    assert all(case.submitted_at <= case.changed_at for case in cases)


@pytest.mark.django_db
def test_seeds_only_once() -> None:
    assert "requests made" in seed()
    before = [(case.pk, case.version) for case in submitted()]
    assert "were there already" in seed()
    assert [(case.pk, case.version) for case in submitted()] == before


@pytest.mark.django_db
def test_seeds_only_people_who_are_marked_as_fictional() -> None:
    seed()
    with as_system():
        people = list(Person.objects.filter(email__endswith="@polact.example"))
    assert len(people) == len(PEOPLE)
    assert all(person.is_fictional and person.email.isascii() for person in people)

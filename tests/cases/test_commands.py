"""The commands of cases: the demonstration's people and requests, and the printed table."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from allegations.enums import AllegationStatus
from allegations.models import Allegation
from cases.enums import CaseStatus
from cases.management.commands.print_workflow import as_markdown
from cases.management.demonstration import PEOPLE, REQUESTS
from cases.management.demonstration_candidacy import STANDING
from cases.management.demonstration_earlier import EARLIER
from cases.models import (
    Advice,
    Candidacy,
    Case,
    CaseLink,
    CaseMessage,
    Consultation,
    Decision,
    ElectionPeriod,
    InformationItem,
    InternalNote,
    Letter,
    Recusal,
    RoutingRule,
    SavedView,
)
from cases.precedents.reading import precedents_of
from cases.queries.desk import handled_by
from polact.access.acting import act_as, as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base import clock

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
    assert len(cases) == len([request for request in (*EARLIER, *REQUESTS) if request.steps]) + len(STANDING) + 1, (
        "and one that follows"
    )
    assert all(trail_of(case.ref) for case in cases)
    assert all(case.submitted_at <= case.changed_at for case in cases)


@pytest.mark.django_db
def test_the_desk_is_alive() -> None:
    seed()
    with as_system():
        for kind in (CaseMessage, Consultation, ElectionPeriod, InformationItem, InternalNote, Letter, SavedView):
            assert kind.objects.exists(), kind
        assert RoutingRule.objects.exclude(activity_group="").count() == 2
        assert set(CaseLink.objects.values_list("kind", flat=True)) == {"RELATED", "FOLLOW_UP"}
        assert set(Recusal.objects.values_list("ground", flat=True)) >= {"DECLARED", "MANAGER"}
        assert Advice.objects.exclude(superseded_by=None).count() == 1
        assert sorted(Candidacy.objects.values_list("stage", flat=True)) == sorted(one.until for one in STANDING)
        assert Decision.objects.exclude(delegation=None).get().gazette_notice.link
        investigator = Person.objects.get(given_name="Isabelle")
    act_as(investigator.pk, clock.local_date(clock.now()))
    assert Allegation.objects.get().status == AllegationStatus.EXAMINED


@pytest.mark.django_db
def test_a_manager_is_walled_from_who_reports_to_them_and_the_lead_finds_earlier_answers() -> None:
    seed()
    with as_system():
        renee, rita = Person.objects.get(given_name="Renée"), Person.objects.get(given_name="Rita")
        asked = Case.objects.get(requester__given_name="Gabriel")
    assert rita.pk in asked.walled_from
    assert renee.pk not in asked.walled_from
    renee.standing = act_as(renee.pk, clock.local_date(clock.now()))
    new = handled_by(renee).get(subject="Partager des publications partisanes")
    found = precedents_of(new)
    assert found.majority
    assert found.majority.is_clear


@pytest.mark.django_db
def test_seeds_only_once() -> None:
    assert "requests made" in seed()
    before = [(case.pk, case.version) for case in submitted()]
    assert "were there already" in seed()
    assert [(case.pk, case.version) for case in submitted()] == before
    with as_system():
        investigator = Person.objects.get(given_name="Isabelle")
    act_as(investigator.pk, clock.local_date(clock.now()))
    assert Allegation.objects.count() == 1


@pytest.mark.django_db
def test_seeds_only_people_who_are_marked_as_fictional() -> None:
    seed()
    with as_system():
        people = list(Person.objects.filter(email__endswith="@polact.example"))
    assert len(people) == len(PEOPLE)
    assert all(person.is_fictional and person.email.isascii() for person in people)

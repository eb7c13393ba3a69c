"""The wall beneath the filters: with the application's own scopes switched off, no foreign row is seen."""

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import DatabaseError

from assessments.models import Assessment, Feedback, SavedSitting
from assessments.operations.keeping import keep_sitting
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.enums import CaseStatus
from cases.models import Advice, Case, CaseLink, CaseQuerySet, Ending, InformationRequest, Routing
from cases.operations.drafting import start_draft
from cases.operations.linking import link_cases
from cases.operations.submission import submit_request
from cases.permissions import may_read
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.access.operations import appoint
from tests import factories
from tests.conftest import NOON, acting_as

# Every table with personal data must be under forced row-level security; these hold none.
WITHOUT_PERSONAL_DATA = {
    "access_organization",
    "assessments_resultcount",
    "cases_electionperiod",
    "cases_routingrule",
    "outreach_guidancepage",
}
OURS = ("access", "allegations", "assessments", "cases", "notifications", "outreach")


def test_every_table_with_personal_data_is_under_forced_row_security(db: None) -> None:
    tables = {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert tables - walled == WITHOUT_PERSONAL_DATA
    assert {"entry", "payload", "data_key", "head"} <= walled


def everything() -> dict[str, int]:
    """How many rows of each kind are seen without any filter of the application."""
    seen: tuple[type[models.Model], ...] = (
        Case,
        Advice,
        InformationRequest,
        Ending,
        Message,
        Assessment,
        Feedback,
        SavedSitting,
        Routing,
        CaseLink,
    )
    return {model.__name__: model._base_manager.count() for model in seen}


@pytest.fixture
def filled(people: factories.People) -> factories.People:
    factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    factories.make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    factories.make_draft(people.emma, people.organization)
    first, second = Case.objects.exclude(submitted_at=None).order_by("pk")
    link_cases(case=first, other=second, kind="RELATED", linked_by=factories.acting(people.rita), at=NOON)
    return people


def test_stranger_sees_no_row(filled: factories.People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, person: self.all())
    with acting_as(filled.sam):
        assert set(everything().values()) == {0}
        assert list(Case.objects.visible_to(filled.sam)) == []
    with acting_as(filled.luc):
        assert set(everything().values()) == {0}


@pytest.mark.parametrize("state", ["", None])
def test_nobody_sees_no_row(filled: factories.People, state: str | None) -> None:
    """Neither an emptied setting (after a transaction-local one ended) nor an unset one shows anything."""
    with acting_as(None):
        if state is None:
            with connection.cursor() as cursor:
                for name in ("person", "organizations", "sees_all"):
                    cursor.execute(f"reset app.{name}")
        assert set(everything().values()) == {0}
        assert not Person._base_manager.exclude(
            appointments__role__in=["REPRESENTATIVE", "COMMISSION_OFFICER"]
        ).exists()


def test_requester_sees_their_own(filled: factories.People) -> None:
    with acting_as(filled.emma):
        seen = everything()
    assert (seen["Case"], seen["Advice"], seen["InformationRequest"]) == (3, 1, 1)


def test_representative_sees_submitted_cases_and_no_draft(filled: factories.People) -> None:
    with acting_as(filled.rita):
        assert everything()["Case"] == 2


def test_representative_of_the_past_sees_nothing_more(filled: factories.People) -> None:
    with as_system():
        filled.rita.appointments.filter(role="REPRESENTATIVE").update(active_to=NOON.date())
    with acting_as(filled.rita):
        assert everything()["Case"] == 0


@pytest.mark.parametrize("name", ["olive", "ada", "audrey"])
def test_roles_that_see_all_see_submitted_cases_and_no_draft(filled: factories.People, name: str) -> None:
    with acting_as(getattr(filled, name)):
        assert everything()["Case"] == 2


def test_case_cannot_be_made_for_somebody_else(filled: factories.People) -> None:
    case = Case._base_manager.first() or factories.make_draft(filled.emma, filled.organization)
    with acting_as(filled.sam), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Case.objects.create(
            request_type="ADVICE",
            organization=filled.organization,
            requester=filled.emma,
            language="en",
            subject="x",
            question="x",
            created_at=NOON,
            changed_at=NOON,
            changed_by=filled.emma,
        )
    assert case.requester_id == filled.emma.pk


def test_appointment_cannot_be_given_to_oneself(filled: factories.People) -> None:
    with acting_as(filled.sam), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        appoint(person=filled.sam, organization=filled.organization, role=Role.REPRESENTATIVE, active_from=NOON.date())


def test_submitted_case_cannot_be_deleted_even_by_its_requester(filled: factories.People) -> None:
    with acting_as(filled.emma), connection.cursor() as cursor:
        cursor.execute("delete from cases_case where submitted_at is not null")
        assert cursor.rowcount == 0


def test_scope_and_predicate_and_wall_agree(filled: factories.People) -> None:
    """visible_to, may_read and the policy say the same of every case to every person."""
    with acting_as(filled.emma):
        cases = list(Case._base_manager.all())
    assert len(cases) == 3
    for name in ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey"):
        person = getattr(filled, name)
        with acting_as(person):
            by_wall = set(Case._base_manager.values_list("pk", flat=True))
            by_scope = set(Case.objects.visible_to(person).values_list("pk", flat=True))
            by_predicate = {case.pk for case in cases if may_read(person, case)}
        assert by_wall == by_scope == by_predicate, name


@pytest.mark.parametrize("name", ["rita", "olive", "audrey"])
def test_wall_holds_for_scope_predicate_and_policy(filled: factories.People, name: str) -> None:
    """Whoever is walled off from a case sees neither it nor what hangs on it, whatever their role; the others still do."""
    person = getattr(filled, name)
    with acting_as(person):
        answered = Case.objects.get(status=CaseStatus.ANSWERED)
        with connection.cursor() as cursor:
            cursor.execute("select cases_wall_off(%s, %s)", [answered.pk, [person.pk, person.pk]])
    with acting_as(person):
        assert answered.pk not in Case._base_manager.values_list("pk", flat=True)
        assert not Case.objects.visible_to(person).filter(pk=answered.pk).exists()
        assert not Advice.objects.exists()
        answered.walled_from = [person.pk]
        assert not may_read(person, answered)
    for other in {"rene", "emma", "ada"}:
        with acting_as(getattr(filled, other)):
            assert Case.objects.get(pk=answered.pk).walled_from == [person.pk]
    with as_system():
        assert Case.objects.filter(pk=answered.pk).exists()


def test_walls_are_built_only_by_those_who_see_the_case(filled: factories.People) -> None:
    case = Case._base_manager.first() or factories.make_draft(filled.emma, filled.organization)
    refused = pytest.raises(DatabaseError, match="no such case")
    with acting_as(filled.sam), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [filled.rita.pk]])


def test_assessment_of_a_draft_is_its_persons_alone(people: factories.People) -> None:
    """Whoever sees the submitted case sees what is attached to it, companions included; before that, not even those who see everything."""
    person = factories.acting(people.emma)
    kept = keep_sitting(
        person=person,
        sitting=Sitting(current().version, (Situation("DIS.LAWN", {}), Situation("INF.VOTE", {}))),
        at=NOON,
    )
    draft = start_draft(
        requester=person, organization=people.organization, request_type_code="ADVICE", language="en", subject="s",
        question="q", at=NOON, assessment=kept,
    )  # fmt: skip
    for name in ("rita", "olive", "ada", "audrey"):
        with acting_as(getattr(people, name)):
            assert not Assessment.objects.exists()
    submit_request(case=draft, submitted_by=factories.acting(people.emma), at=NOON)
    for name, seen in {"rita": 2, "olive": 2, "ada": 2, "audrey": 2, "sam": 0, "luc": 0}.items():
        with acting_as(getattr(people, name)):
            assert Assessment.objects.count() == seen, name

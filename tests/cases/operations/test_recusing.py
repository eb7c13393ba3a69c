"""Conflicts found, declared, and found again; the wall that follows; what a lead learns of it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.conflicts import conflicts_of
from cases.enums import CaseStatus, Ground, Queue
from cases.models import Case, CaseQuerySet, Recusal
from cases.operations.drafting import save_draft, start_draft
from cases.operations.recusing import detect_again, recuse
from cases.operations.submission import submit_request
from cases.queries.conflicts import appointments_in_question, conflicts_on_record, recusals
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.access.operations import appoint
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotPermitted
from tests import factories
from tests.conftest import NOON, acting_as

TODAY = NOON.date()


def on_record(person: Person, **values: object) -> None:
    with as_system():
        assert Appointment.objects.filter(person=person).update(**values)


def grounds(case: Case) -> list[tuple[str, str]]:
    with as_system():
        return sorted(case.recusals.values_list("person__given_name", "ground"))


def told_of(case: Case) -> list[tuple[str, str]]:
    with as_system():
        found = Message.objects.filter(subject__contains=case.number)
        return sorted(found.values_list("recipient__given_name", "template"))


def seen_by(person: Person, case: Case) -> bool:
    with acting_as(person):
        return Case._base_manager.filter(pk=case.pk).exists()


# Found at submission ------------------------------------------------------------------------------------------


def test_manager_of_the_requester_is_walled_off_before_anybody_is_told(people: factories.People) -> None:
    on_record(people.emma, reports_to=people.rita)
    case = factories.make_case(people.emma, people.organization)
    assert (case.walled_from, case.queue) == ([people.rita.pk], Queue.ORGANIZATION)
    assert grounds(case) == [("Rita", "MANAGER")]
    assert not seen_by(people.rita, case)
    assert seen_by(people.rene, case)
    assert ("René", "cases/notices/case_arrived") in told_of(case)
    assert "Rita" not in {name for name, _template in told_of(case)}
    with as_system():
        sentences = [str(entry) for entry in trail_of(case.ref)]
    assert "Somebody with a conflict of interest was kept away from the request." in sentences


def test_request_goes_to_the_commission_when_nobody_is_left(people: factories.People) -> None:
    on_record(people.emma, unit="Évaluation")
    for person in (people.rita, people.rene):
        on_record(person, unit="evaluation")
    case = factories.make_case(people.emma, people.organization)
    assert (case.queue, set(grounds(case))) == (Queue.CENTRAL, {("Rita", "SAME_UNIT"), ("René", "SAME_UNIT")})
    assert [name for name, template in told_of(case) if template.endswith("arrived")] == ["Olive"]


def test_officer_with_a_conflict_is_walled_off_like_anybody(people: factories.People) -> None:
    on_record(people.emma, reports_to=people.olive)
    case = factories.make_case(people.emma, people.organization)
    assert grounds(case) == [("Olive", "MANAGER")]
    assert not seen_by(people.olive, case)


def test_past_and_future_appointments_do_not_count_on_the_day(people: factories.People) -> None:
    with as_system():
        for active_from, active_to in ((TODAY - timedelta(9), TODAY), (TODAY + timedelta(9), None)):
            appoint(
                person=people.emma, organization=people.organization, role=Role.EMPLOYEE, reports_to=people.rita,
                active_from=active_from, active_to=active_to,
            )  # fmt: skip
    assert factories.make_case(people.emma, people.organization).walled_from == []


def test_own_request_of_a_representative_is_still_theirs_to_read(people: factories.People) -> None:
    case = factories.make_case(people.rita, people.organization)
    assert grounds(case) == [("Rita", "REQUESTER")]
    assert seen_by(people.rita, case)


def test_named_representative_is_kept_with_the_draft_and_applied_at_submission(people: factories.People) -> None:
    draft = factories.make_draft(people.emma, people.organization)
    told = {"subject": "s", "question": "q", "language": "en", "at": NOON}
    draft = save_draft(case=draft, saved_by=people.emma, named=[people.rita.pk], **told)
    assert save_draft(case=draft, saved_by=people.emma, **told).named == [people.rita.pk]
    case = submit_request(case=Case.objects.get(pk=draft.pk), submitted_by=people.emma, at=NOON)
    with as_system():
        recusal = case.recusals.get()
    assert (recusal.person_id, recusal.ground, recusal.recorded_by_id) == (people.rita.pk, "NAMED", people.emma.pk)
    assert not seen_by(people.rita, case)


def test_named_people_must_represent_the_organization_and_leave_with_it(people: factories.People) -> None:
    told = {"subject": "s", "question": "q", "language": "en", "at": NOON}
    draft = factories.make_draft(people.emma, people.organization)
    with pytest.raises(Invalid) as refused:
        save_draft(case=draft, saved_by=people.emma, named=[people.sam.pk], **told)
    assert refused.value.field == "named"
    with pytest.raises(Invalid):
        start_draft(
            requester=people.emma, organization=people.elsewhere, request_type_code="ADVICE", named=[people.rita.pk], **told
        )  # fmt: skip
    draft = save_draft(case=draft, saved_by=people.emma, named=[people.rita.pk], **told)
    assert save_draft(case=draft, saved_by=people.emma, organization=people.elsewhere, **told).named == []


# Declared -----------------------------------------------------------------------------------------------------


def test_holder_who_steps_aside_loses_it_and_colleagues_are_told(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    recuse(case=case, recused_by=factories.acting(people.rita), reason="She is my cousin.", at=NOON)
    assert not Case._base_manager.filter(pk=case.pk).exists()
    with as_system():
        stands, entries = Case.objects.get(pk=case.pk), trail_of(case.ref)
        assert Recusal.objects.get().reason == "She is my cousin."
    assert (stands.assigned_to, stands.queue, stands.status) == (None, "ORGANIZATION", "IN_REVIEW")
    assert stands.walled_from == [people.rita.pk]
    assert [name for name, template in told_of(case) if template.endswith("placed_anew")] == ["René"]
    assert [str(entry) for entry in entries][-2:] == [
        "Rita Sample stepped aside from the request.",
        "The request was routed: the organization’s representatives.",
    ]
    assert "cousin" not in str([entry.facts for entry in entries])


def test_last_one_who_steps_aside_sends_it_to_the_commission(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    for person in (people.rita, people.rene):
        with acting_as(person):
            recuse(case=Case.objects.get(pk=case.pk), recused_by=person, reason="Friends.", at=NOON)
    with as_system():
        assert Case.objects.get(pk=case.pk).queue == Queue.CENTRAL
    assert [name for name, template in told_of(case) if template.endswith("placed_anew")] == ["Olive"]


def test_colleague_who_steps_aside_leaves_it_with_its_holder(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rene)
    recuse(case=case, recused_by=factories.acting(people.rita), reason="Friends.", at=NOON)
    with as_system():
        assert Case.objects.get(pk=case.pk).assigned_to == people.rene
    assert "cases/notices/placed_anew" not in {template for _name, template in told_of(case)}


def test_stepping_aside_needs_a_reason_a_right_and_a_fresh_page(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(Invalid) as refused:
        recuse(case=case, recused_by=factories.acting(people.rita), reason=" ", at=NOON)
    assert refused.value.field == "reason"
    with pytest.raises(Conflict):
        recuse(case=case, recused_by=people.rita, reason="x", at=NOON, version=case.version + 1)
    with pytest.raises(NotPermitted):
        recuse(case=case, recused_by=factories.acting(people.emma), reason="x", at=NOON)
    with pytest.raises(Case.DoesNotExist), transaction.atomic():
        recuse(case=case, recused_by=factories.acting(people.sam), reason="x", at=NOON)
    with as_system():
        assert not Recusal.objects.exists()


def test_recusal_cannot_be_forged_for_somebody_else(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    row = {"case": case, "person": people.rene, "at": NOON}
    forged = (
        {"ground": Ground.MANAGER, "recorded_by": None},
        {"ground": Ground.DECLARED, "recorded_by": people.rene, "reason": "x"},
    )
    for person in (people.rita, people.olive):
        for values in forged:
            with acting_as(person), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Recusal(**row, **values).save(force_insert=True)


# Found again --------------------------------------------------------------------------------------------------


def test_new_representative_who_is_the_manager_never_sees_it(people: factories.People) -> None:
    """From the moment at which the appointment is on record, before any check ran; whatever the request's status."""
    on_record(people.emma, reports_to=people.luc)
    for status in (CaseStatus.SUBMITTED, CaseStatus.ANSWERED):
        factories.make_case(people.emma, people.organization, status=status, by=people.rita)
    with as_system():
        appoint(person=people.luc, organization=people.organization, role=Role.REPRESENTATIVE, active_from=TODAY)
    with acting_as(people.luc):
        assert not Case._base_manager.exists()
    with acting_as(people.rita):
        assert Case._base_manager.count() == 2
    with as_system():
        assert detect_again(at=NOON) == 2
        assert detect_again(at=NOON) == 0
        assert set(Recusal.objects.values_list("person__given_name", "ground")) == {("Luc", "MANAGER")}


def test_appointment_that_begins_tomorrow_is_found_today(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    with as_system():
        appoint(
            person=people.emma, organization=people.organization, role=Role.EMPLOYEE, reports_to=people.rita,
            active_from=TODAY + timedelta(1),
        )  # fmt: skip
        assert detect_again(at=NOON) == 1
        stands = Case.objects.get(pk=case.pk)
    assert (stands.walled_from, stands.assigned_to) == ([people.rita.pk], None)
    assert [name for name, template in told_of(case) if template.endswith("placed_anew")] == ["René"]
    assert not seen_by(people.rita, case)


def test_holder_who_joins_the_unit_of_the_requester_loses_the_request(people: factories.People) -> None:
    on_record(people.emma, unit="Audit")
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    on_record(people.rita, unit=" AUDIT")
    assert not seen_by(people.rita, case)
    with as_system():
        assert detect_again(at=NOON) == 1
        assert Case.objects.get(pk=case.pk).assigned_to is None
    assert grounds(case) == [("Rita", "SAME_UNIT")]


def test_database_and_pure_function_find_the_same(people: factories.People) -> None:
    """What the trigger goes by and what submission goes by, over every pair of relations that there is."""
    cases = [factories.make_case(person, people.organization) for person in (people.emma, people.luc, people.rene)]
    on_record(people.emma, unit="Évaluation", reports_to=people.olive)
    on_record(people.rita, unit="evaluation")
    on_record(people.audrey, reports_to=people.luc)
    on_record(people.rene, reports_to=people.rita)
    with as_system():
        by_database = set(conflicts_on_record(TODAY))
        by_function = {
            (case.pk, conflict.person_id)
            for case in cases
            for conflict in conflicts_of(
                requester_id=case.requester_id,
                organization_id=case.organization_id,
                named=[],
                appointments=appointments_in_question(
                    requester_ids=[case.requester_id], organization_id=case.organization_id, on=TODAY
                ),
            )
            if conflict.ground != Ground.REQUESTER
        }
    assert by_database == by_function
    assert len(by_database) == 4


# What a lead learns -------------------------------------------------------------------------------------------


@pytest.fixture
def led(people: factories.People) -> factories.People:
    """René leads. Rita stepped aside from one request, and the requester of another reports to René himself."""
    with as_system():
        Appointment.objects.filter(person=people.rene, role=Role.REPRESENTATIVE).update(is_lead=True)
    case = factories.make_case(people.emma, people.organization)
    recuse(case=case, recused_by=factories.acting(people.rita), reason="She is my cousin.", at=NOON)
    on_record(people.luc, reports_to=people.rene)
    factories.make_case(people.luc, people.organization)
    return people


def test_lead_learns_that_a_recusal_exists_and_nothing_more(led: factories.People) -> None:
    with acting_as(led.rene):
        page = recusals()
        assert not Recusal.objects.exists()
    assert [(row.person, row.ground) for row in page.rows] == [("Rita Sample", "DECLARED")]
    assert page.hidden == 1
    assert not {"Emma", "Luc", "cousin", "lawn"} & set(str(page).replace("'", " ").split())


def test_officer_learns_of_all_and_others_of_none(led: factories.People) -> None:
    with acting_as(led.olive):
        assert {row.person for row in recusals().rows} == {"Rita Sample", "René Sample"}
    for person in (led.rita, led.sam, led.emma, led.ada):
        with acting_as(person):
            page = recusals()
            assert (page.rows, page.hidden) == ([], 0)


def test_mutated_scope_is_caught_by_the_database(led: factories.People, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the application's own scope switched off the policy still hides it; as the system, everything is there."""
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, person: self.all())
    with acting_as(led.rita):
        assert {case.requester_id for case in Case.objects.visible_to(led.rita)} == {led.luc.pk}
    with acting_as(led.rene):
        assert {case.requester_id for case in Case.objects.visible_to(led.rene)} == {led.emma.pk}
    with as_system():
        assert Case.objects.count() == 2

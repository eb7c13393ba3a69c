"""A second pair of eyes: what the operations refuse, and what the database refuses to somebody who goes around them."""

import uuid

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus
from cases.models import Advice, AdviceDraft, AdviceProposal, Case, Letter
from cases.operations.advising import approve_advice, propose_advice, record_advice, return_advice
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.embedded.connections import database_url
from tests.cases.answers import WHOLE, in_review, proposed, reports_to, wants_second_reader
from tests.conftest import NOON, acting_as
from tests.factories import People, acting, make_case, make_person


def told(person) -> list[str]:
    with as_system():
        return list(Message.objects.filter(recipient=person).values_list("template", flat=True))


def test_approved_advice_is_word_for_word_what_was_proposed(people: People) -> None:
    case, proposal = proposed(people)
    assert (case.status, case.proposed_by) == ("AWAITING_APPROVAL", people.rita)
    advice = approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    case = Case.objects.get(pk=case.pk)
    assert (case.status, case.outcome, case.advice, case.proposed_by) == ("ANSWERED", WHOLE["outcome"], advice, None)
    assert (advice.author, advice.approver, advice.proposal) == (people.rita, people.rene, proposal)
    assert {name: getattr(advice, name) for name in WHOLE} == WHOLE
    assert advice.question == case.question
    facts = Letter.objects.get(advice=advice).facts
    assert (facts["author"], facts["approver"]) == ("Rita Sample", "René Sample")
    assert not AdviceDraft.objects.exists()


def test_readers_author_and_employee_are_told(people: People) -> None:
    case, _proposal = proposed(people)
    assert "cases/notices/advice_proposed" in told(people.rene)
    assert "cases/notices/advice_proposed" not in told(people.rita) + told(people.emma) + told(people.sam)
    approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    assert "cases/notices/advice_approved" in told(people.rita)
    assert "cases/notices/advice_recorded" in told(people.emma)


def test_author_cannot_approve(people: People) -> None:
    case, _proposal = proposed(people)
    with pytest.raises(NotPermitted):
        approve_advice(case=case, approved_by=acting(people.rita), at=NOON)


@pytest.mark.parametrize("name", ["emma", "sam", "luc", "audrey"])
def test_strangers_and_the_requester_cannot_approve(people: People, name: str) -> None:
    case, _proposal = proposed(people)
    with pytest.raises((NotPermitted, NotNow, Case.DoesNotExist)):
        approve_advice(case=case, approved_by=acting(getattr(people, name)), at=NOON)


def test_second_reader_notice_reaches_those_who_could_read_and_nobody_else(people: People) -> None:
    def representative(name: str) -> Person:
        return make_person(name, people.organization, Role.EMPLOYEE, Role.REPRESENTATIVE)

    requester, walled, gone, manager = (representative(name) for name in ("Rhea", "Walt", "Gwen", "Mara"))
    case = make_case(requester, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    with as_system():
        Case.objects.filter(pk=case.pk).update(walled_from=[walled.pk])
        requester.appointments.update(reports_to=manager)
        Person.objects.filter(pk=gone.pk).update(is_active=False)
    fresh = Case.objects.select_related("organization").get(pk=case.pk)
    propose_advice(case=fresh, proposed_by=acting(people.rita), at=NOON, **WHOLE)
    everyone = (people.rita, people.rene, requester, walled, gone, manager, people.sam, people.olive)
    assert [person for person in everyone if "cases/notices/advice_proposed" in told(person)] == [people.rene]


def test_manager_of_the_requester_neither_writes_nor_approves(people: People) -> None:
    case, _proposal = proposed(people)
    reports_to(people, people.rene)
    with pytest.raises(NotPermitted, match="not-permitted") as refused:
        approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    assert "reports to you" in str(refused.value.message)
    other = in_review(people)
    with pytest.raises(NotPermitted):
        record_advice(case=other, decided_by=acting(people.rene), at=NOON, **WHOLE)


def test_nobody_to_read_is_refused_with_what_to_do(people: People) -> None:
    case = in_review(people)
    reports_to(people, people.rene)
    with pytest.raises(NotNow) as refused:
        propose_advice(case=case, proposed_by=acting(people.rita), at=NOON, **WHOLE)
    assert "nobody who could be the second reader" in str(refused.value.message)


def test_returned_advice_goes_on_as_a_draft_with_a_comment_that_the_trail_does_not_tell(people: People) -> None:
    case, proposal = proposed(people)
    return_advice(case=case, returned_by=acting(people.rene), comment="Say more on perception.", at=NOON)
    draft = AdviceDraft.objects.get(case=case)
    assert (draft.comment, draft.comment_by, draft.reasons) == (
        "Say more on perception.",
        people.rene,
        WHOLE["reasons"],
    )
    proposal.refresh_from_db()
    assert (proposal.is_approved, proposal.decided_by) == (False, people.rene)
    assert "cases/notices/advice_returned" in told(people.rita)
    with acting_as(people.emma):
        facts = [fact for entry in trail_of(case.ref) for fact in entry.facts.values()]
    assert not any("perception" in str(fact) for fact in facts)
    assert not any(WHOLE["reasons"] in str(fact) for fact in facts)


def test_advice_can_be_proposed_again_after_it_was_returned(people: People) -> None:
    case, _proposal = proposed(people)
    return_advice(case=case, returned_by=acting(people.rene), comment="More.", at=NOON)
    fresh = Case.objects.select_related("organization").get(pk=case.pk)
    propose_advice(case=fresh, proposed_by=acting(people.rita), at=NOON, **{**WHOLE, "reasons": "Better."})
    advice = approve_advice(case=fresh, approved_by=acting(people.rene), at=NOON)
    assert advice.reasons == "Better."


def test_organization_that_wants_a_second_reader_gets_no_advice_without_one(people: People) -> None:
    wants_second_reader(people.organization)
    case = in_review(people)
    with pytest.raises(NotPermitted):
        record_advice(case=case, decided_by=acting(people.rita), at=NOON, **WHOLE)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("facts_relied_on", {"facts_relied_on": " "}),
        ("actual", {"actual": ""}),
        ("perceived", {"perceived": ""}),
        ("findings", {"findings": WHOLE["findings"][:1]}),
    ],
)
def test_organization_that_wants_a_second_reader_wants_every_part(people: People, field: str, changes: dict) -> None:
    wants_second_reader(people.organization)
    with pytest.raises(Invalid) as refused:
        proposed(people, **changes)
    assert refused.value.field == field


# Going around the operations ----------------------------------------------------------------------------------

COLUMNS = (
    "id, case_id, author_id, approver_id, requester_id, requester_manager_id, proposal_id, supersedes_id, recorded_at, "
    "outcome, reasons, mitigations, language, facts_relied_on, actual, perceived, findings, limits, valid_until, sources"
)
AS_PROPOSED = (
    f"insert into cases_advice ({COLUMNS}) select %(id)s, case_id, %(author)s, %(approver)s, %(requester)s, %(manager)s, "
    "id, null, now(), outcome, {reasons}, mitigations, 'en', facts_relied_on, actual, perceived, findings, limits, "
    "valid_until, sources from cases_adviceproposal where id = %(proposal)s"
)


def insert(proposal: AdviceProposal, author, approver, requester, manager=None, reasons: str = "reasons") -> None:
    """As the application role, past every operation: the proposal is marked as approved, and the advice inserted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update cases_adviceproposal set decided_by_id = nullif(current_setting('app.person', true), '')::bigint, "
            "decided_at = now(), is_approved = true where id = %s",
            [proposal.pk],
        )
        cursor.execute(
            AS_PROPOSED.format(reasons=reasons),
            {
                "id": uuid.uuid4(), "author": author.pk, "approver": approver.pk, "requester": requester.pk,
                "manager": manager.pk if manager else None, "proposal": proposal.pk,
            },
        )  # fmt: skip


def test_raw_sql_of_the_second_reader_is_what_the_database_allows(people: People) -> None:
    _case, proposal = proposed(people)
    with acting_as(people.rene):
        insert(proposal, people.rita, people.rene, people.emma)
        assert Advice.objects.count() == 1


def test_raw_sql_cannot_approve_what_one_wrote(people: People) -> None:
    _case, proposal = proposed(people)
    with acting_as(people.rita), pytest.raises(IntegrityError, match="proposal_approved_by_another"):
        insert(proposal, people.rita, people.rita, people.emma)
    with acting_as(people.rita), pytest.raises(DatabaseError, match=r"row-level security|approved_by_another"):
        insert(proposal, people.rita, people.rene, people.emma)  # in the name of a colleague
    with acting_as(people.rita), pytest.raises(DatabaseError, match=r"row-level security|approved_by_another"):
        insert(proposal, people.rene, people.rita, people.emma)  # with the parts exchanged


def test_raw_sql_of_the_requester_finds_nothing_to_approve(people: People) -> None:
    _case, proposal = proposed(people)
    with acting_as(people.emma):
        insert(proposal, people.rita, people.emma, people.emma)  # selects no row
        assert not Advice.objects.exists()


def test_raw_sql_of_the_manager_is_refused_with_and_without_naming_them(people: People) -> None:
    _case, proposal = proposed(people)
    reports_to(people, people.rene)
    for manager in (people.rene, None):
        with acting_as(people.rene), pytest.raises(DatabaseError, match=r"row-level security|by_the_manager"):
            insert(proposal, people.rita, people.rene, people.emma, manager)


def test_raw_sql_cannot_record_other_words_than_those_proposed(people: People) -> None:
    _case, proposal = proposed(people)
    with acting_as(people.rene), pytest.raises(DatabaseError, match="row-level security"):
        insert(proposal, people.rita, people.rene, people.emma, reasons="'Other words.'")


def test_raw_sql_cannot_record_for_somebody_who_did_not_ask(people: People) -> None:
    _case, proposal = proposed(people)
    with acting_as(people.rene), pytest.raises(DatabaseError, match="row-level security"):
        insert(proposal, people.rita, people.rene, people.luc)


def test_raw_sql_cannot_do_without_the_second_reader_where_one_is_wanted(people: People) -> None:
    case = in_review(people)
    wants_second_reader(people.organization)
    alone = (
        "insert into cases_advice (id, case_id, author_id, requester_id, recorded_at, outcome, reasons, mitigations, language) "
        "values (%s, %s, %s, %s, now(), 'COMPATIBLE', 'r', '', 'en')"
    )
    with (
        acting_as(people.rita),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(alone, [uuid.uuid4(), case.pk, people.rita.pk, people.emma.pk])


@pytest.mark.parametrize(
    ("author", "approver", "constraint"),
    [
        (11, 11, "advice_approved_by_another"),
        (11, 12, "advice_approved_by_another"),
        (11, 13, "advice_not_approved_by_the_manager"),
        (12, 14, "advice_not_by_the_requester"),
        (13, 14, "advice_not_by_the_manager"),
        (11, None, "advice_approved_as_proposed"),
    ],
)
def test_even_the_owner_of_the_database_is_held_by_the_constraints(
    db: None, author: int, approver: int | None, constraint: str
) -> None:
    """No policy applies to the owner; 11 wrote, 12 asked and reports to 13, 14 is somebody else."""
    name = settings.DATABASES["default"]["NAME"]
    with (
        psycopg.connect(database_url("owner", database=name)) as owner,
        pytest.raises(psycopg.errors.CheckViolation, match=constraint),
    ):
        owner.execute(
            "insert into cases_advice (id, case_id, author_id, approver_id, requester_id, requester_manager_id, "
            "proposal_id, recorded_at, outcome, reasons, mitigations, language) "
            "values (%s, 1, %s, %s, 12, 13, %s, now(), 'COMPATIBLE', 'r', '', 'en')",
            [uuid.uuid4(), author, approver, uuid.uuid4()],
        )


@pytest.mark.parametrize("name", ["rita", "rene", "emma", "ada"])
def test_nobody_edits_or_deletes_advice(people: People, name: str) -> None:
    case, _proposal = proposed(people)
    approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    for statement in ("update cases_advice set reasons = 'x'", "delete from cases_advice"):
        with (
            acting_as(getattr(people, name)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

"""What one organization sees of its own answers and of others', and that a departure from them has a reason."""

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError

from assessments.operations.keeping import keep_sitting
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.models import Case, PrecedentCheck
from cases.operations.advising import record_advice
from cases.operations.drafting import start_draft
from cases.operations.submission import submit_request
from cases.operations.triage import take_up
from cases.precedents.reading import precedents_of
from polact.access.enums import Role
from polact.base.errors import Invalid
from tests.conftest import acting_as
from tests.factories import NOON, acting, make_case, make_person

ANSWERS = {"P.LEVEL": "l0", "P.PUB": "b0", "N.SUBJ": "j0", "H.TIME": "own"}
PATH = "/en/desk/{}/earlier-answers/"


def in_review(employee, organization, by, answers=ANSWERS, activity="DIS.LAWN"):
    """A case with a self-assessment attached, taken up by `by`."""
    person = acting(employee)
    kept = keep_sitting(person=person, sitting=Sitting(current().version, (Situation(activity, answers),)), at=NOON)
    draft = start_draft(
        requester=person, organization=organization, request_type_code="ADVICE", language="en",
        subject="A sign on my lawn", question="May I put an election sign on my lawn?", at=NOON, assessment=kept,
    )  # fmt: skip
    case = submit_request(case=draft, submitted_by=person, at=NOON)
    take_up(case=case, taken_by=acting(by), at=NOON)
    return Case.objects.select_related("organization", "assessment").get(pk=case.pk)


def answered(employee, organization, by, outcome, **more):
    case = in_review(employee, organization, by, **more)
    record_advice(
        case=case, decided_by=acting(by), outcome=outcome, reasons="As before.", mitigations="Leave it out.", at=NOON
    )
    return case


@pytest.fixture
def agreed(people):
    """Five answers of Emma's organization about the same facts, all alike."""
    return [answered(people.emma, people.organization, people.rita, "COMPATIBLE") for _ in range(5)]


@pytest.fixture
def elsewhere(people):
    """Six answers in two other organizations, all alike."""
    third = people.elsewhere.__class__.objects.get(name_en="Canada Revenue Agency")
    people.elsewhere.routing_rules.model.objects.create(organization=third, active_from=NOON.date())
    other = make_person("Tess", third, Role.EMPLOYEE, Role.REPRESENTATIVE)
    employee = make_person("Ursula", third, Role.EMPLOYEE)
    cases = [answered(people.luc, people.elsewhere, people.sam, "NOT_ADVISED") for _ in range(4)]
    return cases + [answered(employee, third, other, "NOT_ADVISED") for _ in range(2)]


def test_own_answers_come_with_their_cases_and_others_without(people, agreed, elsewhere):
    case = in_review(people.emma, people.organization, people.rita)
    with acting_as(people.rita):
        found = precedents_of(case)
    assert {one.precedent.case for one in found.own} == {other.pk for other in agreed}
    assert len(found.elsewhere) == 6
    assert {one.precedent.case for one in found.elsewhere} == {None}
    assert {one.precedent.answered_on.isoformat() for one in found.elsewhere} == {"2026-10-01"}
    assert (found.majority.among, found.majority.is_clear) == (11, False)


def test_too_few_answers_elsewhere_are_not_shown(people, agreed):
    for _ in range(6):
        answered(people.luc, people.elsewhere, people.sam, "NOT_ADVISED")
    case = in_review(people.emma, people.organization, people.rita)
    with acting_as(people.rita):
        assert precedents_of(case).elsewhere == []  # six, but all from one organization


def test_function_tells_nothing_to_who_represents_nobody(people, agreed, elsewhere):
    asked = "select count(*) from cases_precedents_elsewhere(%s, %s, %s, 100)"
    for person, seen in ((people.rita, 6), (people.olive, 6), (people.emma, 0), (people.sam, 0)):
        with acting_as(person), connection.cursor() as cursor:
            cursor.execute(asked, [people.organization.pk, ["DIS.LAWN"], ["P.LEVEL"]])
            assert cursor.fetchone()[0] == seen, person


def test_walled_off_answers_are_not_among_them(people, agreed):
    case = in_review(people.emma, people.organization, people.rita)
    with acting_as(people.rita), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [agreed[0].pk, [people.rita.pk]])
    with acting_as(people.rita):
        assert len(precedents_of(case).own) == 4


def test_departure_from_a_clear_majority_needs_a_reason(people, agreed):
    case = in_review(people.emma, people.organization, people.rita)
    given = {"case": case, "decided_by": acting(people.rita), "outcome": "NOT_ADVISED", "reasons": "No.", "at": NOON}
    with pytest.raises(Invalid) as refused:
        record_advice(**given)
    assert refused.value.field == "departure"
    assert "5 of 5 earlier answers" in str(refused.value.message)
    with pytest.raises(Invalid) as refused:
        record_advice(**given, departure="OTHER_FACTS")
    assert refused.value.field == "departure_note"
    record_advice(**given, departure="OTHER_FACTS", departure_note="The lawn belongs to a federal building.")
    check = PrecedentCheck.objects.get(case=case)
    assert (check.departs, check.majority, check.agreed, check.compared) == (True, "COMPATIBLE", 5, 5)
    assert check.explanation == "The lawn belongs to a federal building."


def test_agreement_needs_no_reason_and_is_kept_as_a_fact(people, agreed):
    case = answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    check = PrecedentCheck.objects.get(case=case)
    assert (check.departs, check.majority, check.reason) == (False, "COMPATIBLE", "")


def test_request_without_a_self_assessment_is_not_compared(people):
    case = make_case(people.emma, people.organization, status="IN_REVIEW", by=people.rita)
    record_advice(case=case, decided_by=people.rita, outcome="COMPATIBLE", reasons="Own lawn.", at=NOON)
    assert not PrecedentCheck.objects.exists()


def test_departure_without_a_reason_cannot_be_stored(people, agreed):
    with acting_as(people.rita), pytest.raises(IntegrityError, match="precedent_departure_has_a_reason"):
        PrecedentCheck.objects.create(
            case=agreed[0], checked_by=people.rita, checked_at=NOON, activity="DIS.LAWN", outcome="COMPATIBLE",
            compared=5, departs=True,
        )  # fmt: skip


def test_comparison_is_neither_changed_nor_seen_by_the_requester_or_a_stranger(people, agreed):
    for person, seen in ((people.emma, 0), (people.sam, 0), (people.luc, 0), (people.rita, 5), (people.olive, 5)):
        with acting_as(person):
            assert PrecedentCheck.objects.count() == seen, person
    with acting_as(people.rita), pytest.raises(DatabaseError, match="permission denied"):
        PrecedentCheck.objects.update(outcome="NOT_ADVISED")


def test_page_and_api_are_for_those_who_answer(people, agreed, client_of):
    case = in_review(people.emma, people.organization, people.rita)
    api = f"/api/v1/requests/{case.pk}/precedents/"
    for person, status in (
        (people.rita, 200), (people.rene, 200), (people.olive, 200), (people.audrey, 200), (people.emma, 404),
        (people.luc, 404), (people.sam, 404),
    ):  # fmt: skip
        client = client_of(person)
        assert client.get(PATH.format(case.pk)).status_code == status, person
        assert client.get(api).status_code == status, person
    told = client_of(people.rita).get(api).json()
    assert told["majority"] == {"outcome": "COMPATIBLE", "count": 5, "among": 5, "is_clear": True}
    assert {one["request"] for one in told["own"]} == {other.pk for other in agreed}


@pytest.mark.parametrize(("language", "said"), [("en", "5 of 5 earlier answers"), ("fr", "Sur 5 réponses antérieures")])
def test_page_says_what_most_concluded(people, agreed, client_of, language, said):
    case = in_review(people.emma, people.organization, people.rita)
    place = PATH.format(case.pk) if language == "en" else f"/fr/bureau/{case.pk}/reponses-anterieures/"
    page = client_of(people.rita).get(place).content.decode()
    assert said in page
    assert agreed[0].number in page


def test_form_shows_the_earlier_answers_and_keeps_what_was_typed(people, agreed, client_of):
    case = in_review(people.emma, people.organization, people.rita)
    client, path = client_of(people.rita), f"/en/desk/{case.pk}/record-advice/"
    assert "5 of 5 earlier answers" in client.get(path).content.decode()
    answer = client.post(path, {"outcome": "NOT_ADVISED", "reasons": "Because of the fence.", "version": case.version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why this one differs" in page
    assert "Because of the fence." in page


@pytest.mark.parametrize("many", [1, 7])
def test_page_asks_the_database_as_often_for_few_as_for_many(people, client_of, django_assert_num_queries, many):
    for _ in range(4 + many):
        answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    case = in_review(people.emma, people.organization, people.rita)
    client = client_of(people.rita)
    client.get(PATH.format(case.pk))
    with django_assert_num_queries(13):
        client.get(PATH.format(case.pk))

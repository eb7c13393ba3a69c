"""The page of each action: offered, opened and done by exactly those whom the table allows."""

import re

import pytest

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.permissions import is_requester
from cases.workflow import ROWS
from polact.access.acting import as_system
from tests.cases.views.pages import hidden, path, text, without_noise
from tests.factories import acting, make_case, make_draft

pytestmark = pytest.mark.django_db

EVERYBODY = ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey")
ADVICE = {"outcome": "COMPATIBLE", "reasons": "Own time, own lawn.", "mitigations": ""}


def page_of(row, case, language="en"):
    side = "request_action" if row.who is is_requester else "case_action"
    return path(side, case.pk, row.action.value, language=language)


def case_for(row, people):
    """A case in a status that allows the row's action."""
    if row.action == CaseAction.SUBMIT:
        return make_draft(people.emma, people.organization)
    return make_case(people.emma, people.organization, status=row.before[0], by=people.rita)


def typed(response, name):
    """What stands in a text area of the page."""
    return re.search(rf'<textarea name="{name}"[^>]*>\s*(.*?)</textarea>', text(response), re.DOTALL)[1]


def status_of(case):
    with as_system():
        return Case.objects.values_list("status", flat=True).get(pk=case.pk)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action.value)
def test_opens_for_exactly_those_whom_the_table_allows(people, client_of, row):
    case = case_for(row, people)
    for name in EVERYBODY:
        person = getattr(people, name)
        expected = 200 if row.allows(acting(person), case) else 404
        assert client_of(person).get(page_of(row, case)).status_code == expected, name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action.value)
def test_does_nothing_for_a_stranger_who_posts_anyway(people, client_of, row):
    case = case_for(row, people)
    before = case.status
    for name in ("sam", "luc", "audrey"):
        answer = client_of(getattr(people, name)).post(page_of(row, case), {**ADVICE, "question": "?", "answer": "!"})
        assert answer.status_code == 404
    acting(people.emma)
    assert Case.objects.get(pk=case.pk).status == before


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action.value)
def test_asks_a_person_without_a_session_to_sign_in(people, client, row):
    case = case_for(row, people)
    assert client.get(page_of(row, case)).headers["Location"].startswith("/en/sign-in/")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action.value)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_is_offered_on_the_page_of_the_one_who_may(people, client_of, row, language):
    case = case_for(row, people)
    own = row.who is is_requester
    reads = people.rene if row.action == CaseAction.APPROVE_ADVICE else people.rita  # who wrote it does not approve it
    browser = client_of(people.emma if own else reads)
    if row.action == CaseAction.SUBMIT:
        assert browser.get(page_of(row, case, language)).status_code == 200  # led there by the form of the draft
        return
    shown = text(browser.get(path("request" if own else "case", case.pk, language=language)))
    assert page_of(row, case, language) in shown


def test_answers_the_wrong_side_and_unknown_actions_as_if_there_were_nothing(people, client_of):
    case = make_case(people.emma, people.organization)
    for side, action in (("request_action", "take-up"), ("case_action", "withdraw"), ("case_action", "explode")):
        for person in (people.emma, people.rita):
            assert client_of(person).get(path(side, case.pk, action)).status_code == 404


def test_answers_a_foreign_case_and_an_unknown_one_alike(people, client_of):
    case = make_case(people.emma, people.organization)
    browser = client_of(people.sam)
    for name in ("case", "request"):
        foreign, unknown = browser.get(path(name, case.pk)), browser.get(path(name, 999_999_999))
        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert without_noise(foreign) == without_noise(unknown)


def test_leads_back_with_an_explanation_when_an_action_is_not_possible_now(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    answer = client_of(people.rita).get(path("case_action", case.pk, "record-advice"), follow=True)
    assert answer.redirect_chain == [(path("case", case.pk), 302)]
    assert "is not possible now" in text(answer)


def test_tells_the_second_of_two_deciders_who_was_first_and_keeps_what_they_typed(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    rita, rene, address = client_of(people.rita), client_of(people.rene), path("case_action", case.pk, "record-advice")
    stale = hidden(rene.get(address))
    rita.post(address, {**ADVICE, "version": hidden(rita.get(address))})
    answer = rene.post(address, {**ADVICE, "reasons": "René’s own long reasons.", "version": stale})
    assert answer.status_code == 409
    assert "Rita Sample" in text(answer)
    assert typed(answer, "reasons") == "René’s own long reasons."
    acting(people.emma)
    assert Case.objects.get(pk=case.pk).advice.reasons == "Own time, own lawn."


def test_offers_the_new_version_after_a_conflict_so_that_the_person_decides(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    stale = int(hidden(rita.get(address))) - 1
    answer = rita.post(address, {**ADVICE, "version": stale})
    assert answer.status_code == 409
    assert "Somebody was here before you" in text(answer)
    assert typed(answer, "reasons") == ADVICE["reasons"]
    assert status_of(case) == CaseStatus.IN_REVIEW
    assert rita.post(address, {**ADVICE, "version": hidden(answer)}).status_code == 302
    assert status_of(case) == CaseStatus.ANSWERED


def test_shows_what_is_wrong_beside_the_field_and_records_nothing(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    version = hidden(rita.get(address))
    answer = rita.post(
        address,
        {"outcome": "COMPATIBLE_WITH_PRECAUTIONS", "reasons": "Because.", "mitigations": "", "version": version},
    )
    assert answer.status_code == 422
    assert 'href="#id_mitigations"' in text(answer)
    assert status_of(case) == CaseStatus.IN_REVIEW


def test_takes_a_second_press_of_send_as_the_first(people, client_of):
    draft = make_draft(people.emma, people.organization)
    emma, address = client_of(people.emma), path("request_action", draft.pk, "submit")
    version = hidden(emma.get(address))
    first, second = (emma.post(address, {"version": version}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == path("request", draft.pk)
    acting(people.emma)
    assert Case.objects.filter(requester=people.emma).count() == 1


def test_asks_before_a_request_is_withdrawn(people, client_of):
    case = make_case(people.emma, people.organization)
    emma, address = client_of(people.emma), path("request_action", case.pk, "withdraw")
    page = emma.get(address)
    assert "cannot be undone" in text(page)
    assert status_of(case) == CaseStatus.SUBMITTED
    emma.post(address, {"version": hidden(page), "reasons": ""})
    assert status_of(case) == CaseStatus.WITHDRAWN


def test_redirects_with_reasons_that_the_employee_reads(people, client_of):
    case = make_case(people.emma, people.organization)
    rita, address = client_of(people.rita), path("case_action", case.pk, "redirect")
    given = {"destination": "TO_VALUES_AND_ETHICS", "reasons": "This is about a gift."}
    rita.post(address, {**given, "version": hidden(rita.get(address))})
    page = text(client_of(people.emma).get(path("request", case.pk)))
    assert "Redirected to values and ethics" in page
    assert "This is about a gift." in page


def test_switches_the_language_with_what_was_typed_and_without_judging(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    address = path("case_action", case.pk, "record-advice", language="fr")
    page = client_of(people.rita).post(address, {"reasons": "Half a sentence", "_language": "fr"})
    assert page.status_code == 200
    assert typed(page, "reasons") == "Half a sentence"
    assert "Consigner l’avis" in text(page)
    assert "error-summary" not in text(page)
    assert status_of(case) == CaseStatus.IN_REVIEW

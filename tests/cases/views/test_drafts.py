"""Writing a request: a draft waits where it was left, is private, and can be discarded."""

import re

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.acting import as_system
from polact.access.models import Organization
from tests.cases.views.pages import hidden, path, text
from tests.factories import acting, make_case, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(people):
    return {
        "organization": people.organization.pk,
        "request_type": "ADVICE",
        "subject": "A sign on my lawn",
        "question": "May I put it there?",
        "planned_on": "2026-12-05",
        "language": "fr",
    }


def drafts_of(person):
    acting(person)
    return list(Case.objects.filter(requester=person))


def test_offers_the_own_organization_first_and_chosen(people, client_of):
    page = text(client_of(people.emma).get(path("new")))
    assert page.index("Where you work") < page.index("Other organizations")
    assert f'<option value="{people.organization.pk}" selected>' in page


def test_saves_a_draft_that_is_hardly_begun(people, client_of):
    browser = client_of(people.emma)
    answer = browser.post(
        path("new"),
        {"organization": people.organization.pk, "request_type": "ADVICE", "language": "en", "next": "draft"},
        follow=True,
    )
    assert "Your draft is saved" in text(answer)
    assert "Draft without a subject" in text(answer)
    assert len(drafts_of(people.emma)) == 1


def test_asks_for_what_is_missing_before_a_review(people, client_of, written):
    page = client_of(people.emma).post(path("new"), {**written, "subject": "", "question": " ", "next": "review"})
    assert page.status_code == 422
    assert "Give the request a subject." in text(page)
    assert 'href="#id_question"' in text(page)
    assert drafts_of(people.emma) == []


def test_brings_back_everything_where_it_was_left(people, client_of, written):
    browser = client_of(people.emma)
    browser.post(path("new"), {**written, "next": "draft"})
    (draft,) = drafts_of(people.emma)
    page = text(browser.get(path("draft", draft.pk)))
    assert "May I put it there?" in page
    assert 'value="2026-12-05"' in page
    assert 'value="fr"' in page[page.index('name="language"') :]
    assert path("draft", draft.pk) in text(browser.get(path("mine")))


def test_moves_a_draft_to_another_organization(people, client_of, written):
    browser = client_of(people.emma)
    draft = make_draft(people.emma, people.organization)
    address = path("draft", draft.pk)
    browser.post(address, {**written, "organization": people.elsewhere.pk, "version": draft.version, "next": "draft"})
    (draft,) = drafts_of(people.emma)
    assert draft.organization_id == people.elsewhere.pk
    assert draft.question == "May I put it there?"


def test_does_not_write_over_what_another_window_saved(people, client_of, written):
    browser = client_of(people.emma)
    draft = make_draft(people.emma, people.organization)
    address, stale = path("draft", draft.pk), draft.version
    browser.post(address, {**written, "version": stale, "next": "draft"})
    page = browser.post(address, {**written, "question": "Typed in the old window", "version": stale, "next": "draft"})
    assert page.status_code == 409
    assert re.search(r"<textarea[^>]*>\s*Typed in the old window</textarea>", text(page))
    assert drafts_of(people.emma)[0].question == "May I put it there?"
    again = {**written, "question": "Typed in the old window", "version": hidden(page), "next": "draft"}
    assert browser.post(address, again).status_code == 302
    assert drafts_of(people.emma)[0].question == "Typed in the old window"


def test_discards_only_after_asking(people, client_of):
    browser = client_of(people.emma)
    draft = make_draft(people.emma, people.organization)
    page = browser.get(path("discard", draft.pk))
    assert "cannot be brought back" in text(page)
    assert len(drafts_of(people.emma)) == 1
    browser.post(path("discard", draft.pk))
    assert drafts_of(people.emma) == []


@pytest.mark.parametrize("door", ["draft", "discard", "request"])
@pytest.mark.parametrize("who", ["rita", "sam", "olive", "ada", "audrey"])
def test_hides_a_draft_from_everybody_else(people, client_of, door, who):
    draft = make_draft(people.emma, people.organization)
    browser = client_of(getattr(people, who))
    assert browser.get(path(door, draft.pk)).status_code == 404
    assert browser.post(path(door, draft.pk)).status_code in (404, 405)
    assert browser.get(path("case", draft.pk)).status_code == 404


def test_edits_and_discards_nothing_that_was_sent(people, client_of, written):
    browser = client_of(people.emma)
    case = make_case(people.emma, people.organization)
    for page in ("draft", "discard"):
        assert browser.post(path(page, case.pk), written).headers["Location"] == path("request", case.pk)
    with as_system():
        case.refresh_from_db()
    assert case.status == CaseStatus.SUBMITTED
    assert case.subject == "A sign on my lawn"


@pytest.mark.parametrize(
    ("regime", "said"),
    [
        ("OWN_REGIME", "rules of their own"),
        ("NOT_COVERED", "does not apply to its employees"),
        ("TO_CONFIRM", "not yet confirmed"),
    ],
)
def test_says_what_to_do_where_part_7_does_not_or_may_not_apply(people, client_of, written, regime, said):
    elsewhere = Organization.objects.active().filter(regime=regime).first()
    if elsewhere is None:
        elsewhere = people.elsewhere
        with as_system():
            Organization.objects.filter(pk=elsewhere.pk).update(regime=regime)
    page = client_of(people.emma).post(path("new"), {**written, "organization": elsewhere.pk, "next": "review"})
    assert page.status_code == 422
    assert said in text(page)
    assert "May I put it there?" in text(page)
    assert drafts_of(people.emma) == []


def test_shows_the_page_in_the_other_language_with_what_was_typed_and_unjudged(people, client_of, written):
    browser = client_of(people.emma)
    page = browser.post(path("new", language="fr"), {**written, "subject": "", "_language": "fr", "next": ""})
    assert page.status_code == 200
    assert "May I put it there?" in text(page)
    assert "Enregistrer le brouillon" in text(page)
    assert "error-summary" not in text(page)
    assert drafts_of(people.emma) == []


@pytest.mark.parametrize(
    "bad", [{"planned_on": "never"}, {"organization": "9" * 30}, {"language": "xx"}, {"question": "a\x00b"}]
)
def test_refuses_what_has_the_wrong_shape_without_falling_over(people, client_of, written, bad):
    page = client_of(people.emma).post(path("new"), {**written, **bad, "next": "draft"})
    assert page.status_code == 422
    assert drafts_of(people.emma) == []

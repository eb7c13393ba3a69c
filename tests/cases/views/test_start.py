"""From an anonymous self-assessment to a request: nothing is kept before the person says so."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from assessments.models import Assessment
from assessments.sitting import Sitting, Situation
from cases.models import Case
from polact.access.acting import as_system
from tests.cases.views.pages import hidden, path, text
from tests.factories import acting

pytestmark = pytest.mark.django_db

ANSWERS = {"P.LEVEL": "l1", "M.IDENT": "i1", "H.TIME": "own"}
POSTED = dict(Sitting("0.1.0", (Situation("DIS.LAWN", ANSWERS),)).fields())
THREE = (Situation("INF.VOTE", {}), Situation("DIS.LAWN", ANSWERS), Situation("SOC.POST", {"M.IDENT": "i3"}))
SEVERAL = dict(Sitting("0.1.0", THREE).fields())


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def kept(client: Client) -> bool:
    return "sitting" in client.session if settings.SESSION_COOKIE_NAME in client.cookies else False


def test_shows_exactly_what_would_be_taken_along_and_keeps_nothing(strict):
    page = strict.post(path("start"), POSTED)
    assert page.status_code == 200
    assert "Put an election sign on your property" in text(page)
    assert "It could be worked out" in text(page)
    assert "Supervisor, team leader" in text(page)
    assert settings.SESSION_COOKIE_NAME not in strict.cookies


def test_keeps_it_once_the_person_agreed_and_asks_them_to_sign_in(strict):
    page = strict.post(path("start"), POSTED)
    token = hidden(page, "csrfmiddlewaretoken")
    answer = strict.post(path("start"), {**POSTED, "agreed": "1", "csrfmiddlewaretoken": token})
    assert answer.headers["Location"] == path("new")
    assert kept(strict)
    assert strict.get(path("new")).status_code == 302


def test_refuses_an_agreement_that_does_not_come_from_the_page(strict):
    assert strict.post(path("start"), {**POSTED, "agreed": "1"}).status_code == 403
    assert not kept(strict)


def test_keeps_nothing_for_a_signed_in_person_before_they_agreed(people, client_of):
    browser = client_of(people.emma)
    browser.handler.enforce_csrf_checks = True
    token = hidden(browser.get(path("new")), "csrfmiddlewaretoken")
    answer = browser.post(path("start"), {**POSTED, "csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    assert "sitting" not in browser.session


def test_does_not_believe_a_wrong_token(people, client_of):
    browser = client_of(people.emma)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(path("start"), {**POSTED, "agreed": "1", "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "sitting" not in browser.session


@pytest.mark.parametrize(
    "spoiled",
    [
        {},
        {"sitting": "not json"},
        {"sitting": "[]"},
        {"sitting": POSTED["sitting"].replace("l1", "zz")},
        {"sitting": POSTED["sitting"].replace("DIS.LAWN", "NO.SUCH")},
        {"sitting": POSTED["sitting"].replace("0.1.0", "../../etc")},
    ],
)
def test_says_so_when_there_is_nothing_to_take_along(client, spoiled):
    page = client.post(path("start"), spoiled)
    assert page.status_code == 422
    assert "There is no self-assessment here" in text(page)


def test_speaks_the_other_language_with_everything_kept(client):
    page = client.post(path("start", language="fr"), {**POSTED, "_language": "fr"})
    assert "Jusqu’ici, rien n’a été conservé" in text(page)
    assert "DIS.LAWN" in page.content.decode()


@pytest.fixture
def brought(people, client_of):
    """Emma's browser, with an assessment brought along."""
    browser = client_of(people.emma)
    browser.post(path("start"), {**POSTED, "agreed": "1"})
    return browser


WRITTEN = {
    "request_type": "ADVICE",
    "subject": "A sign on my lawn",
    "question": "May I?",
    "language": "en",
    "next": "draft",
}


def test_attaches_exactly_what_was_shown(people, brought):
    shown = text(brought.get(path("new")))
    assert "It could be worked out" in shown
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    assert case.assessment.answers == ANSWERS
    assert case.activity == "DIS.LAWN"
    assert case.level == "LOW MOD HIGH"
    assert "assessment" not in brought.session


def test_leaves_out_and_forgets_what_the_person_does_not_attach(people, brought):
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    assert case.assessment is None
    assert case.level == ""
    assert "assessment" not in brought.session
    with as_system():
        assert not Assessment.objects.exists()


def test_takes_it_off_a_draft_again(people, brought):
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    draft = path("draft", case.pk)
    version = hidden(brought.get(draft))
    brought.post(draft, {**WRITTEN, "organization": people.organization.pk, "version": version})
    acting(people.emma)
    case.refresh_from_db()
    assert case.assessment is None
    assert case.activity == ""
    with as_system():
        assert not Assessment.objects.exists()


def test_forgets_the_answers_with_a_discarded_draft(people, brought):
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    brought.post(path("discard", case.pk))
    with as_system():
        assert not Assessment.objects.exists()


def test_never_forgets_an_assessment_that_was_sent_or_is_somebody_elses(people, brought, as_person):
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    brought.post(path("request_action", case.pk, "submit"), {"version": case.version})
    for person in (people.emma, people.rita, people.ada):
        with as_person(person), connection.cursor() as cursor:
            cursor.execute("select cases_forget_assessment(%s)", [case.assessment_id])
            assert cursor.fetchone() == (False,)
    with as_system():
        assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("activity", "said"),
    [("CAN.MUNICIPAL", "needs the Commission’s permission"), ("CAN.OTHERBODY", "Part 7 may not cover this")],
)
def test_explains_where_it_belongs_and_lets_the_person_ask_all_the_same(people, client_of, activity, said):
    browser = client_of(people.emma)
    browser.post(path("start"), {**dict(Sitting("0.1.0", (Situation(activity, {}),)).fields()), "agreed": "1"})
    page = text(browser.get(path("new")))
    assert said in page
    assert 'value="review"' in page

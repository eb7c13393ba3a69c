"""From an anonymous self-assessment to a request: nothing is kept before the person says so."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import Error, connection, transaction
from django.test import Client

from assessments.department import rulebook_for
from assessments.models import Assessment
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.models import Case
from polact.access.acting import as_system
from polact.access.operations import forget_ended_sessions
from polact.base import clock
from tests.assessments.own_rules import MILDER, publish_rules
from tests.cases.views.pages import hidden, path, text
from tests.factories import NOON, acting

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


def test_attaches_it_with_the_rules_of_where_the_person_works(people, client_of):
    publish_rules(people)
    strict = rulebook_for(str(people.organization.pk))
    posted = dict(Sitting.under(strict, (Situation("DIS.LAWN", {"P.PUB": "b2"}), Situation("INF.VOTE", {}))).fields())
    browser = client_of(people.emma)
    assert "Not as a spokesperson." in text(browser.post(path("start"), posted))
    browser.post(path("start"), {**posted, "agreed": "1", "offered": "1", "take": "DIS.LAWN"})
    assert "Not as a spokesperson." in text(browser.get(path("new")))
    publish_rules(people, MILDER)
    browser.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    assert case.level == "STOP"
    assert case.assessment.result["rulebook"]["overlay"]["hash"] == strict.overlay.content_hash
    page = text(browser.get(path("request", case.pk)))
    assert "Not as a spokesperson." in page
    assert path("compare", case.pk) in page
    compared = text(browser.get(path("compare", case.pk)))
    assert "under version 0.1.0, with the organization’s rules of today" in compared
    assert "No longer applies" in compared


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


# Several activities ---------------------------------------------------------------------------------------------


def sessions_holding(word: str) -> int:
    """In how many rows of the session table a word stands, decoded."""
    return sum(word in str(row.get_decoded()) for row in Session.objects.all())


def test_shows_every_activity_and_takes_only_those_that_stay_ticked(people, client_of):
    browser = client_of(people.emma)
    page = text(browser.post(path("start"), SEVERAL))
    assert page.count('name="take"') == 3
    assert page.count(" checked>") == 3
    assert sessions_holding("DIS.LAWN") == 0
    browser.post(path("start"), {**SEVERAL, "offered": "1", "take": ["SOC.POST", "DIS.LAWN"], "agreed": "1"})
    assert sessions_holding("DIS.LAWN") == 1
    assert sessions_holding("INF.VOTE") == 0
    browser.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    assert case.activity == "SOC.POST"  # the highest result is the case's own
    assert [kept.activity for kept in case.assessment.companions.all()] == ["DIS.LAWN"]
    assert case.assessment.rulebook_hash == current().content_hash
    assert sessions_holding("DIS.LAWN") == 0
    assert sessions_holding("SOC.POST") == 0


def test_keeps_what_was_unticked_through_the_language_switch(client):
    page = client.post(
        path("start", language="fr"), {**SEVERAL, "offered": "1", "take": ["SOC.POST"], "_language": "fr"}
    )
    assert text(page).count(" checked>") == 1
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("sent", [{"without": "1"}, {"agreed": "1", "offered": "1"}])
def test_asks_without_anything_and_forgets_what_was_brought_before(people, brought, sent):
    assert "sitting" in brought.session
    answer = brought.post(path("start"), {**SEVERAL, **sent})
    assert answer.headers["Location"] == path("new")
    assert "sitting" not in brought.session
    assert sessions_holding("DIS.LAWN") == 0


def test_asking_without_it_makes_no_session_for_somebody_who_is_not_signed_in(strict):
    token = hidden(strict.post(path("start"), SEVERAL), "csrfmiddlewaretoken")
    answer = strict.post(path("start"), {**SEVERAL, "without": "1", "csrfmiddlewaretoken": token})
    assert answer.status_code == 302
    assert Session.objects.count() == 0


def test_leads_back_to_the_answers_to_change_one(client):
    page = client.post(path("start"), SEVERAL)
    assert "Change an answer" in text(page)
    back = client.post("/en/assessment/", {**SEVERAL, "_step": "resume"})
    assert back.status_code == 200
    assert "Your result" in text(back)
    assert not Session.objects.exists()


def test_what_was_agreed_follows_through_the_sign_in_and_leaves_no_second_copy(people, strict):
    token = hidden(strict.post(path("start"), SEVERAL), "csrfmiddlewaretoken")
    strict.post(path("start"), {**SEVERAL, "agreed": "1", "csrfmiddlewaretoken": token})
    assert sessions_holding("SOC.POST") == 1
    asked = strict.get("/en/sign-in/?next=" + path("new"))
    sent = {"person": people.emma.pk, "next": path("new"), "csrfmiddlewaretoken": hidden(asked, "csrfmiddlewaretoken")}
    assert strict.post("/en/sign-in/", sent).status_code == 302
    assert sessions_holding("SOC.POST") == 1
    page = text(strict.get(path("new")))
    assert "3 activities were checked" in page
    strict.post("/en/sign-out/", {"csrfmiddlewaretoken": hidden(strict.get(path("new")), "csrfmiddlewaretoken")})
    assert sessions_holding("SOC.POST") == 0


def test_a_session_left_lying_is_forgotten_once_its_time_is_over(people, brought):
    assert forget_ended_sessions(at=clock.now()) == 0
    later = clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    assert forget_ended_sessions(at=later) == Session.objects.count() + 1 == 1
    assert sessions_holding("DIS.LAWN") == 0


def kept_case(people, brought) -> Case:
    brought.post(path("start"), {**SEVERAL, "agreed": "1"})
    brought.post(path("new"), {**WRITTEN, "organization": people.organization.pk, "attach": "on"})
    acting(people.emma)
    return Case.objects.get(requester=people.emma)


@pytest.mark.parametrize("way", ["discard", "take off"])
def test_forgets_all_activities_with_the_draft(people, brought, way):
    case = kept_case(people, brought)
    assert Assessment.objects.count() == 3
    if way == "discard":
        brought.post(path("discard", case.pk))
    else:
        version = hidden(brought.get(path("draft", case.pk)))
        draft = {**WRITTEN, "organization": people.organization.pk, "version": version}
        brought.post(path("draft", case.pk), draft)
    with as_system():
        assert not Assessment.objects.exists()


def test_everybody_who_may_see_the_case_sees_all_activities(people, brought, client_of):
    case = kept_case(people, brought)
    brought.post(path("request_action", case.pk, "submit"), {"version": case.version})
    for person, name in ((people.emma, "request"), (people.rita, "case"), (people.audrey, "case")):
        page = text(client_of(person).get(path(name, case.pk)))
        assert "3 activities were checked" in page
        assert page.index("Create your own post") < page.index("Vote")
    assert client_of(people.sam).get(path("case", case.pk)).status_code == 404


def test_a_companion_that_was_sent_cannot_be_forgotten_nor_another_added(people, brought, as_person):
    case = kept_case(people, brought)
    brought.post(path("request_action", case.pk, "submit"), {"version": case.version})
    with as_person(people.emma), connection.cursor() as cursor:
        companion = case.assessment.companions.first()
        cursor.execute("select cases_forget_assessment(%s)", [companion.pk])
        assert cursor.fetchone() == (False,)
    with as_person(people.emma), pytest.raises(Error, match="row-level security"), transaction.atomic():
        Assessment.objects.create(
            person=people.emma,
            rulebook_version="0.1.0",
            rulebook_hash="x",
            activity="MEM.JOIN",
            created_at=NOON,
            together_with=case.assessment,
        )
    with as_system():
        assert Assessment.objects.count() == 3

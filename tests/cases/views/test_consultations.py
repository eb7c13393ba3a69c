"""The pages of conflicts and opinions: what each side sees, what is refused, and what is kept when something is wrong."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cases.enums import CaseStatus
from cases.models import Case, Consultation, Recusal
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from tests import factories
from tests.cases.views.pages import path, queries, text
from tests.conftest import acting_as
from tests.factories import People

ClientOf = Callable[[Person], Client]
TODAY = clock.local_date(clock.now())
SOON = (TODAY + timedelta(days=7)).isoformat()
QUESTION = "May I put an election sign on my lawn?"


@pytest.fixture
def mia(people: People) -> Person:
    mia = factories.make_person("Mia", people.organization, Role.EMPLOYEE)
    with as_system():
        Appointment.objects.filter(person=people.emma).update(reports_to=mia)
    return mia


@pytest.fixture
def case(people: People) -> Case:
    return factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def ask(client: Client, case: Case, **given: object) -> Consultation:
    data = {"kind": "LABOUR_RELATIONS", "question": "Is it usual?", "until": SOON, "shown": ["QUESTION"], **given}
    assert client.post(path("ask_opinion", case.pk), data).status_code == 302
    with as_system():
        return Consultation.objects.latest("asked_at")


# Stepping aside -----------------------------------------------------------------------------------------------


def test_stepping_aside_warns_asks_why_and_leads_to_the_desk(people: People, case: Case, client_of: ClientOf) -> None:
    rita = client_of(people.rita)
    assert path("recuse", case.pk) in text(rita.get(path("case", case.pk)))
    page = text(rita.get(path("recuse", case.pk)))
    assert "You will no longer see this request" in page
    assert rita.post(path("recuse", case.pk), {"reason": ""}).status_code == 422
    after = rita.post(path("recuse", case.pk), {"reason": "Friends."}, follow=True)
    assert after.redirect_chain == [(path("desk"), 302)]
    assert "You no longer see this request." in text(after)
    assert rita.get(path("case", case.pk)).status_code == 404


def test_stale_page_keeps_the_reason(people: People, case: Case, client_of: ClientOf) -> None:
    again = client_of(people.rita).post(path("recuse", case.pk), {"reason": "Friends of old", "version": "1"})
    assert again.status_code == 409
    assert "Friends of old" in text(again)
    assert f'name="version" value="{case.version}"' in text(again)


@pytest.mark.parametrize("name", ["emma", "luc", "sam"])
def test_strangers_find_no_such_page(people: People, case: Case, client_of: ClientOf, name: str) -> None:
    client = client_of(getattr(people, name))
    for page in ("recuse", "ask_opinion"):
        assert client.get(path(page, case.pk)).status_code == 404
        assert client.post(path(page, case.pk), {"reason": "x"}).status_code == 404
    assert client.get(path("recusals")).status_code == 404
    with as_system():
        assert not Recusal.objects.exists()


def test_lead_sees_recusals_and_an_empty_state_before(people: People, case: Case, client_of: ClientOf) -> None:
    with as_system():
        Appointment.objects.filter(person=people.rene, role=Role.REPRESENTATIVE).update(is_lead=True)
    rene = client_of(people.rene)
    assert "No recusal" in text(rene.get(path("recusals")))
    client_of(people.rita).post(path("recuse", case.pk), {"reason": "She is my cousin."})
    with queries() as few:
        page = text(rene.get(path("recusals")))
    assert "Rita Sample" in page
    assert "declared" in page
    assert case.number in page
    assert not any(word in page for word in ("cousin", "Emma", "lawn"))
    for _number in range(4):
        other = factories.make_case(people.emma, people.organization)
        client_of(people.rita).post(path("recuse", other.pk), {"reason": "She is my cousin."})
    with queries() as many:
        assert text(rene.get(path("recusals"))).count("Rita Sample") == 5
    assert len(few) == len(many) == 6  # session, person (2), the page, those hidden, unread messages


def test_lead_with_a_conflict_learns_only_that_there_is_one(people: People, client_of: ClientOf) -> None:
    with as_system():
        Appointment.objects.filter(person=people.rene, role=Role.REPRESENTATIVE).update(is_lead=True)
        Appointment.objects.filter(person=people.emma).update(reports_to=people.rene)
    case = factories.make_case(people.emma, people.organization)
    page = text(client_of(people.rene).get(path("recusals")))
    assert "1 request is not shown" in page
    assert case.number not in page


# Naming -------------------------------------------------------------------------------------------------------


def written(people: People, **given: object) -> dict:
    return {
        "organization": people.organization.pk, "request_type": "ADVICE", "subject": "A sign", "question": "May I?",
        "language": "en", "next": "review", **given,
    }  # fmt: skip


def test_named_person_is_shown_before_sending_and_never_sees_it(people: People, client_of: ClientOf) -> None:
    emma = client_of(people.emma)
    assert "Rita Sample" in text(emma.get(path("new")))
    review = emma.post(path("new"), written(people, named=[people.rita.pk]), follow=True)
    assert "Should not handle it" in text(review)
    assert "Rita Sample" in text(review)
    with acting_as(people.emma):
        draft = Case.objects.get()
    assert draft.named == [people.rita.pk]
    assert (
        "checked"
        in re.search(
            rf'<input[^>]*name="named" value="{people.rita.pk}"[^>]*>', text(emma.get(path("draft", draft.pk)))
        )[0]
    )
    emma.post(path("request_action", draft.pk, "submit"), {})
    assert client_of(people.rita).get(path("case", draft.pk)).status_code == 404
    assert client_of(people.rene).get(path("case", draft.pk)).status_code == 200


def test_changed_organization_leaves_nobody_named_who_is_not_there(people: People, client_of: ClientOf) -> None:
    emma = client_of(people.emma)
    moved = written(people, organization=people.elsewhere.pk, named=[people.rita.pk])
    shown = emma.post(path("new"), {**moved, "next": "show", "subject": ""})
    assert shown.status_code == 200
    assert "Sam Sample" in text(shown)
    assert "Rita Sample" not in text(shown)
    assert "Give the request a subject" not in text(shown)
    assert emma.post(path("new"), moved).status_code == 302
    with acting_as(people.emma):
        assert Case.objects.get().named == []


# Opinions -----------------------------------------------------------------------------------------------------


def test_opinion_is_asked_given_and_shown_to_those_who_handle_it(
    people: People, case: Case, mia: Person, client_of: ClientOf
) -> None:
    rita, expert = client_of(people.rita), client_of(mia)
    asked = ask(rita, case, email=mia.email)
    page = text(rita.get(path("case", case.pk)))
    assert "Mia Sample" in page
    assert "Waiting for the opinion" in page
    assert path("consultation", asked.pk) in text(expert.get(path("consultations")))
    own = text(expert.get(path("consultation", asked.pk)))
    assert "Is it usual?" in own
    assert QUESTION in own
    assert not any(word in own for word in ("Emma", case.number, case.subject))
    assert expert.get(path("case", case.pk)).status_code == expert.get(path("request", case.pk)).status_code == 404
    assert expert.post(path("consultation", asked.pk), {"text": ""}).status_code == 422
    assert expert.post(path("consultation", asked.pk), {"text": "Quite usual."}).status_code == 302
    assert expert.get(path("consultation", asked.pk)).status_code == 404
    assert "Nothing is asked of you now" in text(expert.get(path("consultations")))
    assert "Quite usual." in text(client_of(people.rene).get(path("case", case.pk)))
    mine = text(client_of(people.emma).get(path("request", case.pk)))
    assert "Quite usual." not in mine
    assert "Mia Sample" not in mine


def test_employee_sees_what_would_be_shown_and_decides(
    people: People, case: Case, mia: Person, client_of: ClientOf
) -> None:
    asked = ask(client_of(people.rita), case, kind="MANAGER")
    emma, consent = client_of(people.emma), path("consent", case.pk, asked.pk)
    mine = text(emma.get(path("request", case.pk)))
    assert consent in mine
    assert "Mia Sample" in mine
    page = text(emma.get(consent))
    assert "Is it usual?" in page
    assert QUESTION in page
    assert client_of(mia).get(path("consultation", asked.pk)).status_code == 404
    for name in ("rita", "sam", "luc"):
        assert client_of(getattr(people, name)).get(consent).status_code == 404, name
    assert emma.post(consent, {}).status_code == 422
    assert emma.post(consent, {"agrees": "no"}).status_code == 302
    assert "The employee did not agree" in text(emma.get(path("request", case.pk)))
    assert emma.post(consent, {"agrees": "yes"}).status_code == 409
    assert client_of(mia).get(path("consultation", asked.pk)).status_code == 404


def test_page_of_yesterday_is_gone(people: People, case: Case, mia: Person, client_of: ClientOf) -> None:
    asked = ask(client_of(people.rita), case, email=mia.email)
    assert client_of(mia).get(path("consultation", asked.pk)).status_code == 200
    with as_system():
        Consultation.objects.update(until=TODAY - timedelta(days=1))
    assert client_of(mia).get(path("consultation", asked.pk)).status_code == 404
    assert client_of(mia).post(path("consultation", asked.pk), {"text": "x"}).status_code == 404
    assert "The date has passed" in text(client_of(people.rita).get(path("case", case.pk)))


def test_wrong_address_keeps_what_was_typed(people: People, case: Case, client_of: ClientOf) -> None:
    data = {"kind": "LABOUR_RELATIONS", "email": "nobody@polact.example", "question": "Kept?", "until": SOON}
    again = client_of(people.rita).post(path("ask_opinion", case.pk), data)
    assert again.status_code == 422
    assert "Nobody with this address is on record there." in text(again)
    assert "Kept?" in text(again)


def test_handlers_give_more_time_and_take_back(people: People, case: Case, mia: Person, client_of: ClientOf) -> None:
    rita = client_of(people.rita)
    asked = ask(rita, case, email=mia.email)
    extend, withdraw = (path(f"{name}_consultation", case.pk, asked.pk) for name in ("extend", "withdraw"))
    for name in ("emma", "sam", "olive"):
        client = client_of(getattr(people, name))
        assert (client.get(extend).status_code, client.post(withdraw).status_code) == (404, 404), name
    assert rita.post(extend, {"until": SOON}).status_code == 422
    later = (TODAY + timedelta(days=9)).isoformat()
    assert rita.post(extend, {"until": later}).status_code == 302
    assert "told if they were asked" in text(rita.get(withdraw))
    assert rita.post(withdraw).status_code == 302
    assert client_of(mia).get(path("consultation", asked.pk)).status_code == 404


@pytest.mark.parametrize("count", [0, 5])
def test_panel_costs_one_query_however_many_opinions(
    people: People, case: Case, mia: Person, client_of: ClientOf, count: int
) -> None:
    rita = client_of(people.rita)
    for _number in range(count):
        ask(rita, case, email=mia.email)
    with queries() as found:
        rita.get(path("case", case.pk))
    assert len([sql for sql in found if "cases_consultation" in sql]) == 1

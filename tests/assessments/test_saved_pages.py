"""Save, come back, compare, delete: pages without a cookie, and one answer for every code that opens nothing."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from rest_framework.settings import api_settings

from assessments.codes import new_code, read_code
from assessments.operations.saving import save_sitting
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation, read_sitting
from polact.base import clock
from tests.assessments.newer import newer_rulebook
from tests.assessments.test_evaluation import EXAMPLE

SAID = Sitting("0.1.0", (Situation("SOC.POST", EXAMPLE), Situation("INF.VOTE", {})))
SAVE = {"en": "/en/assessment/save/", "fr": "/fr/evaluation/enregistrer/"}
BACK = {"en": "/en/assessment/come-back/", "fr": "/fr/evaluation/revenir/"}
TITLE = {"en": "High risk", "fr": "Risque élevé"}
pytestmark = pytest.mark.django_db


def text(response) -> str:
    return unescape(response.content.decode())


def code_on(page: str) -> str:
    return re.search(r"<code>([^<]+)</code>", page)[1]


def post(client: Client, address: str, **fields: str):
    return client.post(address, fields)


@pytest.fixture
def code(db: None) -> str:
    return save_sitting(sitting=SAID, on=clock.local_date(clock.now()))[0]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "shown only this once"), ("fr", "n’est affiché que cette fois-ci")]
)
def test_saves_and_shows_a_code_once(client, language: str, said: str) -> None:
    page = text(client.post(SAVE[language], dict(SAID.fields())))
    assert said in page
    assert read_code(code_on(page))
    assert page.count(code_on(page)) == 3  # to read, and to switch the language or delete from here
    assert not client.cookies
    again = text(client.post(SAVE[language], dict(SAID.fields())))
    assert code_on(again) != code_on(page)


def test_shows_the_same_code_in_the_other_language_without_saving_again(client) -> None:
    code = code_on(text(client.post(SAVE["en"], dict(SAID.fields()))))
    page = text(client.post(SAVE["fr"], {**dict(SAID.fields()), "code": code, "_language": "fr"}))
    assert code_on(page) == code
    assert "Votre résultat est enregistré" in page


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was computed anew"), ("fr", "Rien n’a été recalculé")])
def test_opens_the_stored_result_with_its_version(client, code: str, language: str, words: str) -> None:
    response = post(client, BACK[language], code=code.lower())
    page = text(response)
    assert words in page
    assert "0.1.0" in page
    assert TITLE[language] in page
    assert code not in str(response.headers)
    assert "no-store" in response["Cache-Control"]
    assert not client.cookies


def test_goes_on_with_what_was_saved(client, code: str) -> None:
    raw = post(client, BACK["en"], code=code).content.decode()
    for button in ("Ask my representative", "Go on answering"):
        form = next(form for form in re.findall(r"<form.*?</form>", raw, re.DOTALL) if button in form)
        assert read_sitting(unescape(re.search(r'name="sitting" value="([^"]*)"', form)[1])) == SAID


def test_answers_every_code_that_opens_nothing_alike(client, code: str) -> None:
    post(client, BACK["en"], code=code, _step="delete-for-good")
    pages = set()
    ended = save_sitting(sitting=SAID, on=date(2020, 1, 1))[0]
    for wrong in (new_code(), ended, code):
        response = post(client, BACK["en"], code=wrong)
        assert response.status_code == 422
        pages.add(text(response).replace(wrong, "CODE"))
    (page,) = pages
    assert "Nothing opens with this code" in page
    assert page.startswith("<!doctype html>")
    assert "<title>Error:" in page
    assert 'href="#id_code"' in page


@pytest.mark.parametrize("written", ["", "hello", "0" * 28 + "1", "NCER1AEPVYJS1R0CJXDXTMJZ5YV*"])
def test_says_when_something_cannot_be_a_code_and_keeps_what_was_typed(client, written: str) -> None:
    response = post(client, BACK["en"], code=written)
    assert response.status_code == 422
    assert "error-summary" in text(response)
    assert f'value="{written}"' in text(response) or not written


def test_has_no_address_with_a_code(client, code: str) -> None:
    assert client.get(BACK["en"], {"code": code}).status_code == 200
    assert code not in text(client.get(BACK["en"], {"code": code})).replace("?code=" + code, "")
    assert client.get(SAVE["en"]).status_code == 405


def test_deletes_after_asking(client, code: str) -> None:
    asked = text(post(client, BACK["en"], code=code, _step="delete"))
    assert "This cannot be undone" in asked
    assert post(client, BACK["en"], code=code).status_code == 200
    assert "is deleted" in text(post(client, BACK["en"], code=code, _step="delete-for-good"))
    assert post(client, BACK["en"], code=code).status_code == 422


def test_opens_in_the_other_language_with_the_language_switch(client, code: str) -> None:
    page = text(client.post(BACK["fr"], {"code": code, "opened": "1", "_language": "fr"}))
    assert "Votre résultat enregistré" in page
    typed = text(client.post(BACK["fr"], {"code": "half a co", "_language": "fr"}))
    assert 'value="half a co"' in typed
    assert "error-summary" not in typed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_compares_with_the_rulebook_in_force_and_lets_go_on_with_either(client, code: str, tmp_path, language) -> None:
    titles = {"en": ("High risk", "Moderate risk"), "fr": ("Risque élevé", "Risque moyen")}[language]
    with newer_rulebook(tmp_path) as version:
        opened = text(post(client, BACK[language], code=code))
        assert titles[0] in opened
        assert f"ersion {version}" in opened
        compared = text(post(client, BACK[language], code=code, _step="compare"))
        raw = post(client, BACK[language], code=code, _step="compare").content.decode()
    assert compared.index(titles[0]) < compared.index(titles[1])
    versions = {read_sitting_version(unescape(sent)) for sent in re.findall(r'name="sitting" value="([^"]*)"', raw)}
    assert versions == {"0.1.0", version}


def read_sitting_version(sent: str) -> str:
    return re.search(r'"version":"([^"]*)"', sent)[1]


def test_offers_no_comparison_under_the_same_rulebook(client, code: str) -> None:
    assert "Compare with" not in text(post(client, BACK["en"], code=code))


def test_bounds_the_tries_without_a_note_of_who_tried(client, code: str, monkeypatch) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "codes", "3/min")
    statuses = [post(client, BACK["en"], code=new_code()).status_code for _ in range(4)]
    assert statuses == [422, 422, 422, 429]
    assert client.post(SAVE["en"], dict(SAID.fields())).status_code == 429
    assert post(Client(REMOTE_ADDR="127.0.0.9"), BACK["en"], code=code).status_code == 200


def test_refuses_to_save_what_cannot_be_read(client) -> None:
    assert post(client, SAVE["en"], sitting="x").status_code == 422


def test_costs_the_same_for_one_activity_and_for_ten(client, django_assert_num_queries) -> None:
    activities = list(current().activities)
    for count in (1, 10):
        sitting = Sitting("0.1.0", tuple(Situation(activity, {}) for activity in activities[:count]))
        code = save_sitting(sitting=sitting, on=clock.local_date(clock.now()))[0]
        with django_assert_num_queries(7):  # look at this row only, read it, look at none
            assert post(client, BACK["en"], code=code).status_code == 200

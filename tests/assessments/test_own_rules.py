"""Who says where they work is assessed with that organization's own rules, from the first page to what is kept."""

import json
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client

from assessments import department
from assessments.codes import read_code
from assessments.evaluation import evaluate
from assessments.models import Assessment
from assessments.operations.keeping import keep_sitting
from assessments.operations.saving import open_saved
from assessments.overlays import EMPTY
from assessments.quiet import ANSWER_CLASS, PAGE_CLASS
from assessments.reopening import reopened
from assessments.rulebook import current
from assessments.sealing import Kept, seal, unseal
from assessments.sitting import Sitting, Situation, read_sitting
from polact.base.errors import Invalid
from tests.assessments.own_rules import MILDER, publish_rules
from tests.assessments.test_saved_pages import BACK, SAVE, code_on
from tests.assessments.test_views import START, Page, begin, send, walk
from tests.factories import NOON, People, acting
from tests.polact.paper.reading import words_of

BUNDLE, EVALUATE = "/en/assessment/rulebook.json", "/api/v1/assessments/evaluate/"
SPOKEN = {"P.PUB": "b2"}
NAME = {"en": "Employment and Social Development Canada", "fr": "Emploi et Développement social Canada"}
LAWN = (Situation("DIS.LAWN", SPOKEN),)
TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def code(people: People) -> str:
    """The organization whose rules are published, by its code."""
    publish_rules(people)
    return str(people.organization.pk)


def sitting_there(code: str) -> Sitting:
    return Sitting.under(department.rulebook_for(code), LAWN)


def result_there(client: Client, code: str, language: str = "en") -> Page:
    page = send(client, begin(client, language), "choose", activity="DIS.LAWN", organization=code)
    return send(client, page, "finish", **{"answer-P.PUB": "b2"})


# The pages


def test_first_page_does_not_ask_where_one_works_while_nobody_adds_rules(client: Client) -> None:
    assert "organization" not in begin(client).fields


@pytest.mark.parametrize("language", ["en", "fr"])
def test_first_page_offers_the_organizations_that_add_rules_and_requires_none(client, code, language) -> None:
    page = begin(client, language)
    assert page.fields["organization"] == ""
    assert page.offered == ["", code]
    assert NAME[language] in page.html
    plain = send(client, page, "choose", activity="DIS.LAWN")
    assert plain.fields["shown"] == "questions"
    assert "organization" not in plain.fields


@pytest.mark.parametrize(("language", "said"), [("en", "Rule of"), ("fr", "Règle de")])
def test_result_names_the_organization_its_rule_and_its_contact(client, code, language, said) -> None:
    page = result_there(client, code, language)
    text = unescape(page.html)
    assert {"en": "Not permitted as described", "fr": "Non permis"}[language] in text
    assert f"{said} {NAME[language]}" in text
    assert {"en": "Not as a spokesperson.", "fr": "Pas comme porte-parole."}[language] in text
    assert {"en": "adds: Ask ethics.", "fr": "ajoute\u00a0: Demandez à l’éthique."}[language] in text
    assert text.count(NAME[language]) >= 4  # what counts here, the contact, the source, the version
    assert NAME[language] not in unescape(result_there(client, "", language).html)


def test_floor_is_shown_as_the_organizations_and_help_stands_at_the_question(client: Client, code: str) -> None:
    page, seen = send(client, begin(client), "choose", activity="SOC.SHARE", organization=code), ""
    for _step in range(30):
        if page.fields["shown"] == "result":
            break
        seen += page.html
        wanted = {"M.IDENT": "i2", "P.LEVEL": "l0"}
        page = send(
            client, page, "next", **{n: wanted.get(n.rpartition(":")[2].removeprefix("answer-"), c[0]) for n, c in page.choices.items()}
        )  # fmt: skip
    assert f"{NAME['en']} adds: Count our networks." in seen
    assert f"{NAME['en']} adds: See our chart." in seen
    assert "In our field offices people know you." in page.html
    assert f"Rule of {NAME['en']}: Our code, section 3" in page.html


def test_the_choice_survives_every_step(client: Client, code: str) -> None:
    first = send(client, begin(client), "find", search="lawn sign", organization=code)
    assert first.fields["organization"] == code
    assert send(client, first, "choose", 422, organization=code).fields["organization"] == code
    french = Page(client.post(START["fr"], {**first.fields, "_language": "fr"}).content.decode())
    assert french.fields["organization"] == code
    asked = send(client, first, "choose", activity="DIS.LAWN")
    assert asked.fields["organization"] == code
    assert send(client, asked, "next", 422).fields["organization"] == code
    assert send(client, asked, "back").fields["organization"] == code
    other = Page(
        client.post(START["fr"], {**asked.fields, "activity": asked.chosen, "_language": "fr"}).content.decode()
    )
    assert other.fields["organization"] == code
    result = send(client, asked, "finish")
    changed = send(client, result, "change:P.PUB")
    assert changed.fields["organization"] == code
    assert send(client, result, "another").fields["organization"] == code
    assert send(client, result, "restart").fields["organization"] == ""


@pytest.mark.parametrize("unknown", ["1", "0", "x" * 5000, "\x00", "٣", "-1", "1e3"])
def test_unknown_organization_is_nothing(client: Client, code: str, unknown: str) -> None:
    page = send(client, begin(client), "choose", activity="DIS.LAWN", organization=unknown)
    assert page.fields["shown"] == "questions"
    assert "organization" not in page.fields


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_keep_their_length_and_cost_no_statement_when_warm(
    client, code, language, django_assert_num_queries
) -> None:
    result_there(client, code, language)
    bodies = []
    with django_assert_num_queries(0):
        bodies.append(client.get(START[language]).content)
        for organization in ("", code):
            sent = {"activity": "DIS.LAWN", "organization": organization, "answer-P.PUB": "b2", "shown": "questions"}
            bodies += [client.post(START[language], {**sent, "_step": step}).content for step in ("choose", "finish")]
    assert {len(body) for body in bodies} == {PAGE_CLASS}
    assert not client.cookies


# The bundle


def test_bundle_holds_what_is_added_and_gets_another_name_with_it(client: Client, people: People) -> None:
    before = client.get(BUNDLE)
    assert before.json()["overlays"] == []
    publish_rules(people)
    after = client.get(BUNDLE)
    (told,) = after.json()["overlays"]
    assert told["ref"]["organization"] == str(people.organization.pk)
    assert told["help"]["M.AUD"]["en"] == f"{NAME['en']} adds: Count our networks."
    assert after.json()["rulebook"] == before.json()["rulebook"]
    assert before["ETag"] != after["ETag"]
    assert client.get(BUNDLE, headers={"If-None-Match": before["ETag"]}).status_code == 200
    name = after["ETag"].strip('"')
    assert f"rulebook.json?v={name}" in begin(client).html
    assert f"rulebook.json?v={name}" in result_there(client, str(people.organization.pk)).html
    publish_rules(people, MILDER)
    assert client.get(BUNDLE)["ETag"] not in (before["ETag"], after["ETag"])
    publish_rules(people, dict(EMPTY))
    assert client.get(BUNDLE)["ETag"] == before["ETag"]


# What travels


def test_sitting_travels_with_the_rules_that_it_was_said_under(people: People, code: str) -> None:
    sitting = sitting_there(code)
    assert read_sitting(sitting.as_text()) == sitting
    assert evaluate(sitting.rulebook, *("DIS.LAWN", SPOKEN)).codes == ("STOP",)
    plain = Sitting("0.1.0", LAWN)
    assert "organization" not in plain.as_text()
    assert read_sitting(plain.as_text()) == plain
    publish_rules(people, MILDER)
    assert read_sitting(sitting.as_text()) == sitting
    assert evaluate(sitting.rulebook, *("DIS.LAWN", SPOKEN)).codes == ("STOP",)
    assert sitting_there(code).overlay != sitting.overlay


@pytest.mark.parametrize(
    "spoiled",
    [
        {"overlay": "0" * 64},
        {"overlay": ""},
        {"overlay": "\x00"},
        {"overlay": ["0" * 64]},
        {"overlay": None},
        {"organization": ""},
        {"organization": "1"},
        {"organization": "9" * 10},
        {"organization": "x"},
        {"organization": 7},
        {"organization": None, "overlay": None},
    ],
)
def test_read_refuses_rules_that_nobody_published(code: str, spoiled: dict) -> None:
    told = json.loads(sitting_there(code).as_text())
    assert read_sitting(json.dumps({**told, **spoiled})) is None


def test_same_words_of_two_organizations_are_told_apart(people: People, code: str) -> None:
    sitting = sitting_there(code)
    assert sitting.rulebook.overlay.organization == code
    elsewhere = replace(sitting, organization=str(people.elsewhere.pk))
    assert read_sitting(elsewhere.as_text()) is None


# What is saved and kept


def test_saved_result_stands_when_the_rules_change_and_is_compared(client: Client, people: People, code: str) -> None:
    saved = code_on(client.post(SAVE["en"], dict(sitting_there(code).fields())).content.decode())
    assert "Compare with" not in unescape(client.post(BACK["en"], {"code": saved}).content.decode())
    publish_rules(people, MILDER)
    opened = unescape(client.post(BACK["en"], {"code": saved}).content.decode())
    assert "Not permitted as described" in opened
    assert "Not as a spokesperson." in opened
    assert "Version 0.1.0, with the organization’s rules of today is in force now" in opened
    compared = unescape(client.post(BACK["en"], {"code": saved, "_step": "compare"}).content.decode())
    assert "The result is another." in compared
    assert "No longer applies" in compared
    kept = open_saved(code=read_code(saved), on=TODAY).kept
    assert kept.results == (("STOP",),)
    assert [(one.has_reasons, one.result["code"]) for one in reopened(kept)] == [(True, "STOP")]


def test_codes_from_before_still_open() -> None:
    kept = Kept(Sitting("0.1.0", LAWN), current().content_hash, (("LOW", "MOD"),))
    assert unseal("A" * 20, seal("A" * 20, kept)) == kept


def test_sealed_text_has_one_length_with_and_without(code: str) -> None:
    sealed = [
        seal("A" * 20, Kept(one, "f" * 64, (("STOP",),))) for one in (sitting_there(code), Sitting("0.1.0", LAWN))
    ]
    assert len({len(text) for text in sealed}) == 1


def test_resume_goes_on_with_the_rules_of_today(client: Client, people: People, code: str) -> None:
    brought = {"_step": "resume", **dict(sitting_there(code).fields())}
    page = Page(client.post(START["en"], brought).content.decode())
    assert (page.fields["organization"], "Not permitted" in page.title) == (code, True)
    publish_rules(people, dict(EMPTY))
    page = Page(client.post(START["en"], brought).content.decode())
    assert ("organization" in page.fields, "Not permitted" in page.title) == (False, False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_document_tells_the_organizations_rule(client: Client, people: People, code: str, language: str) -> None:
    sent = dict(sitting_there(code).fields())
    address = {"en": "/en/assessment/document/", "fr": "/fr/evaluation/document/"}[language]
    words = words_of(client.post(address, sent).content)
    assert {"en": "Not as a spokesperson.", "fr": "Pas comme porte-parole."}[language] in words
    assert NAME[language] in words
    publish_rules(people, MILDER)
    assert client.post(address, sent).status_code == 422


def test_keeping_stores_whose_rules_counted(people: People, code: str) -> None:
    sitting = sitting_there(code)
    publish_rules(people, MILDER)
    kept = keep_sitting(person=acting(people.emma), sitting=sitting, at=NOON)
    kept = Assessment.objects.get(pk=kept.pk)
    assert kept.result["rulebook"]["overlay"] == {"organization": code, "hash": sitting.overlay}
    assert (kept.overlay_hash, kept.codes, kept.rulebook_hash) == (sitting.overlay, ["STOP"], current().content_hash)
    assert NAME["fr"] in kept.result["explanation"]["fr"]["version"]
    with pytest.raises(Invalid):
        keep_sitting(person=people.emma, sitting=replace(sitting, overlay="0" * 64), at=NOON)


# The API


@pytest.mark.parametrize("address", [EVALUATE, EVALUATE.rstrip("/")])
def test_api_evaluates_with_what_the_organization_adds(client, code, address, django_assert_num_queries) -> None:
    def evaluated(**more: object):
        body = {"activity": "DIS.LAWN", "answers": SPOKEN, **more}
        return client.post(address, body, content_type="application/json")

    there = int(code)
    evaluated(organization=there)
    with django_assert_num_queries(0):
        told = evaluated(organization=there)
    assert told.json()["result"] == ["STOP"]
    assert told.json()["rulebook"]["overlay"]["organization"] == code
    assert len(told.content) == len(evaluated().content) == ANSWER_CLASS
    for nobody in ({}, {"organization": 1}, {"organization": 2**60}):
        assert "overlay" not in evaluated(**nobody).json()["rulebook"]
    for nonsense in (0, "", code, [], None, 2**64):
        assert evaluated(organization=nonsense).status_code == 400


def test_api_saves_and_opens_with_what_the_organization_adds(client: Client, people: People, code: str) -> None:
    body = {"organization": int(code), "situations": [{"activity": "DIS.LAWN", "answers": SPOKEN}]}
    saved = client.post("/api/v1/assessments/saved/", body, content_type="application/json").json()["code"]

    def opened() -> tuple[object, ...]:
        answer = client.post("/api/v1/assessments/saved/open/", {"code": saved}, content_type="application/json").json()
        return answer["organization"], answer["in_force"], answer["situations"][0]["result"]

    assert opened() == (int(code), True, ["STOP"])
    publish_rules(people, MILDER)
    assert opened() == (int(code), False, ["STOP"])


@pytest.mark.usefixtures("code")
def test_who_does_not_say_where_they_work_is_assessed_as_before(client: Client) -> None:
    page, _asked = walk(client, "DIS.LAWN", {"P.PUB": "b2"})
    assert "Low risk" in page.title

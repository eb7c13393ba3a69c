"""Letters: accessible, the words of the page, the same bytes each time, and nothing but text from what people wrote."""

import hashlib
import json
import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.answer import Answer
from cases.letters.blocks import render
from cases.letters.parcel import letter_parcel
from cases.letters.printing import engine, print_letter
from cases.letters.words import VERSIONS
from cases.models import Case, Letter, LetterCopy
from cases.operations import letters as operations
from cases.operations.advice_drafts import save_advice_draft
from cases.operations.advising import approve_advice, record_advice
from cases.operations.letters import NotTheSame, make_letter
from cases.operations.reopening import reopen_request
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from tests.cases.answers import WHOLE, answered, in_review, proposed
from tests.cases.away import away
from tests.cases.views.pages import path, text
from tests.conftest import NOON, acting_as
from tests.factories import People, acting
from tests.polact.paper.conformance import faults
from tests.polact.paper.reading import title_of, words_of

HOSTILE = '<script>alert(1)</script> #let x = 1 *bold* {employee.name} $x$ "a" & \\ @ref'
SPACE = re.compile(r"\s+")


class Article(HTMLParser):
    """The words of <article class="letter">, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.words = False, ""

    def handle_starttag(self, tag, attrs) -> None:
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag) -> None:
        self.inside = self.inside and tag != "article"
        self.words += " "

    def handle_data(self, data) -> None:
        if self.inside:
            self.words += data


def words(said: str) -> str:
    return SPACE.sub(" ", said).strip()


def words_of_page(page: str) -> str:
    article = Article()
    article.feed(page)
    return words(article.words)


@pytest.fixture
def letter(people: People) -> Letter:
    return letter_of(answered(people))


def letter_of(case: Case) -> Letter:
    return Letter.objects.select_related("case", "advice").get(advice_id=case.advice_id)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_letter_is_accessible(letter: Letter, language: str) -> None:
    assert faults(print_letter(letter, language), language) == []


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Advice on a political activity"), ("fr", "Avis sur une activité politique")]
)
def test_letter_bears_its_title(letter: Letter, language: str, title: str) -> None:
    assert title in title_of(print_letter(letter, language))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("of_page", ["en", "fr"])
def test_letter_says_the_words_of_its_page_in_the_order_of_its_page(
    people: People, letter: Letter, client_of, language: str, of_page: str
) -> None:
    for person in (people.emma, people.rita):
        address = path("letter", letter.case_id, letter.pk, language=of_page)
        page = client_of(person).get(f"{address}?language={language}")
        assert words_of_page(text(page)) == words(words_of(print_letter(letter, language)))


def test_letter_says_everything_of_the_checklist(letter: Letter) -> None:
    said = words(words_of(print_letter(letter, "en")))
    expected = [
        f"{letter.case.number}-1", "November 23, 2026", "Emma Sample", "Employment and Social Development Canada",
        "Rita Sample", "What you asked", letter.case.question, "Conclusion", "Compatible with precautions",
        WHOLE["facts_relied_on"], "Nobody connects the sign with the work.", "Not impaired",
        "Nature of the duties (speaks for compatibility):", "The files are not about local matters.",
        "Not impaired if the precautions are taken", "Keep your title out of it.", "For this election only.",
        "It holds until November 23, 2027.", "Ask again if either changes.", "your decision", "Public Service Employment Act, s. 113",
        "A note of the department",
    ]  # fmt: skip
    places = [said.find(part) for part in expected]
    assert -1 not in places, [part for part, place in zip(expected, places, strict=True) if place == -1]
    assert places == sorted(places)


def test_other_language_translates_what_is_fixed_and_leaves_what_people_wrote(letter: Letter) -> None:
    blocks = render(letter.facts, letter.template, "fr").blocks
    written = {block["text"]: block["lang"] for block in blocks if "text" in block}
    assert written["Compatible moyennant des précautions"] == "fr"
    assert written["Nature des fonctions (milite en faveur de la compatibilité)\u00a0:"] == "fr"
    assert written["Keep your title out of it."] == "en"
    assert any(
        entry["lang"] == "fr" and "art. 113" in entry["text"]
        for block in blocks
        if block["kind"] == "list"
        for entry in block["entries"]
    )


def test_letter_made_again_from_its_row_has_the_same_bytes(people: People, letter: Letter) -> None:
    first = make_letter(letter=letter, language="en", made_for=people.emma, at=NOON)
    again = make_letter(
        letter=letter_of(letter.case), language="en", made_for=people.emma, at=NOON + timedelta(days=400)
    )
    assert first == again
    copy = LetterCopy.objects.get()
    assert copy.sha256 == hashlib.sha256(first).hexdigest()
    entries = [entry for entry in trail_of(letter.case.ref) if entry.verb == Verb.LETTER_MADE]
    assert [(entry.facts["sha256"], entry.role) for entry in entries] == [(copy.sha256, "SYSTEM")]


def test_letter_whose_bytes_changed_is_not_handed_out(
    people: People, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_letter(letter=letter, language="en", made_for=people.emma, at=NOON)
    monkeypatch.setattr(operations, "print_letter", lambda letter, language: b"%PDF other")
    with pytest.raises(NotTheSame):
        make_letter(letter=letter, language="en", made_for=people.emma, at=NOON)


def test_newer_typesetter_makes_a_copy_of_its_own(
    people: People, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_letter(letter=letter, language="en", made_for=people.emma, at=NOON)
    monkeypatch.setattr(operations, "engine", lambda template: "typst 99")
    make_letter(letter=letter, language="en", made_for=people.emma, at=NOON)
    assert LetterCopy.objects.count() == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hostile_words_stay_words_on_paper_and_on_the_page(people: People, client_of, language: str) -> None:
    findings = [{"limb": "ACTUAL", "factor": "DUTIES", "weight": "FOR", "text": HOSTILE}]
    texts = dict.fromkeys(("reasons", "mitigations", "facts_relied_on", "limits"), HOSTILE)
    case = answered(people, **texts, findings=findings, sources=[HOSTILE])
    document = print_letter(letter_of(case), language)
    assert faults(document, language) == []
    assert words(words_of(document)).count(words(HOSTILE)) == 6
    page = text(client_of(people.emma).get(path("letter", case.pk, letter_of(case).pk)))
    assert "<script>alert" not in page
    assert unescape(page).count(HOSTILE) == 6


def test_letter_names_the_second_reader(people: People) -> None:
    case, _proposal = proposed(people)
    approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    said = words_of(print_letter(letter_of(Case.objects.get(pk=case.pk)), "fr"))
    assert "Lue et approuvée par" in said
    assert "René Sample" in said


def test_everybody_who_sees_the_case_downloads_it_and_strangers_find_nothing(
    people: People, letter: Letter, client_of
) -> None:
    address = path("letter_pdf", letter.case_id, letter.pk)
    bodies = {client_of(getattr(people, name)).get(address).content for name in ("emma", "rita", "rene")}
    assert len(bodies) == 1
    for name in ("sam", "luc"):
        for page in ("letter", "letter_pdf"):
            assert client_of(getattr(people, name)).get(path(page, letter.case_id, letter.pk)).status_code == 404
    response = client_of(people.emma).get(address)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{letter.number}-en.pdf"'


def test_letter_of_another_case_is_not_found_under_this_one(people: People, letter: Letter, client_of) -> None:
    other = answered(people)
    assert client_of(people.rita).get(path("letter", other.pk, letter.pk)).status_code == 404


def test_superseded_letter_says_so_and_stays(people: People, letter: Letter, client_of) -> None:
    before = print_letter(letter, "en")
    case = Case.objects.select_related("organization").get(pk=letter.case_id)
    reopen_request(case=case, reopened_by=acting(people.rita), reasons="New duties.", at=NOON)
    fresh = Case.objects.select_related("organization").get(pk=case.pk)
    record_advice(case=fresh, decided_by=people.rita, outcome="NOT_ADVISED", reasons="No.", at=NOON)
    page = text(client_of(people.emma).get(path("letter", case.pk, letter.pk)))
    assert "This letter was superseded" in page
    assert print_letter(Letter.objects.get(pk=letter.pk), "en") == before


def test_parcel_lists_recipient_names_numbers_and_texts(people: People, letter: Letter) -> None:
    parcel = letter_parcel(letter)
    assert (parcel.case, parcel.recipient) == (letter.case_id, people.emma.pk)
    assert parcel.names == ("Emma Sample", "Rita Sample")
    assert parcel.numbers == (letter.case.number, letter.number)
    assert letter.case.question in parcel.texts
    assert WHOLE["reasons"] in parcel.written
    assert letter.case.question not in parcel.written


def test_letter_of_a_stand_in_says_for_whom_in_both_languages(people: People, client_of) -> None:
    case = in_review(people)
    away(people.rita, people.rene, people.organization)
    record_advice(case=case, decided_by=acting(people.rene), at=NOON, **WHOLE)
    letter = letter_of(Case.objects.get(pk=case.pk))
    assert letter_parcel(letter).names == ("Emma Sample", "René Sample", "Rita Sample")
    for language, signature in (("en", "René Sample, for Rita Sample"), ("fr", "René Sample, pour Rita Sample")):
        assert signature in words(words_of(print_letter(letter, language)))
        address = path("letter", case.pk, letter.pk)
        assert signature in words_of_page(text(client_of(people.emma).get(f"{address}?language={language}")))


def test_letter_is_seen_beforehand_with_the_one_for_whom_it_is_answered(people: People, client_of) -> None:
    case = in_review(people)
    away(people.rita, people.rene, people.organization)
    save_advice_draft(case=case, answer=Answer(**WHOLE), saved_by=acting(people.rene), at=NOON)
    assert "René Sample, for Rita Sample" in text(client_of(people.rene).get(path("advice_preview", case.pk)))


def test_letter_made_before_keeps_its_words_and_its_bytes() -> None:
    pairs = next(block for block in render(GOLDEN, 1, "en").blocks if block["kind"] == "facts")["pairs"]
    assert [pair["text"] for pair in pairs if pair["name"] == "Answered by"] == ["Rita Sample"]
    assert engine(1) == engine(2)
    assert "signature" not in VERSIONS[1]
    assert {key: VERSIONS[2][key] for key in VERSIONS[1]} == VERSIONS[1]


@pytest.mark.parametrize("table", ["cases_letter", "cases_lettercopy"])
def test_nobody_edits_letters(people: People, letter: Letter, table: str) -> None:
    with (
        acting_as(people.rita),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update {table} set id = id")


GOLDEN = {
    "number": "PA-000001-2", "issued_on": "2026-11-23", "language": "fr", "case": "PA-000001",
    "organization": {"en": "Department of Samples", "fr": "Ministère des Exemples"}, "recipient": "Luc Exemple",
    "author": "Rita Sample", "approver": "René Exemple", "replaces": {"number": "PA-000001-1", "on": "2026-08-01"},
    "subject": "Une affiche", "question": "Puis-je?\nQuand?", "activity": {"en": "A sign", "fr": "Une affiche"},
    "outcome": {"name": {"en": "Fine", "fr": "Bien"}, "meaning": {"en": "It is fine.", "fr": "C’est bien."}},
    "reasons": "Motifs.", "mitigations": "Précautions.", "facts_relied_on": "Faits.", "limits": "Limites.",
    "limbs": [
        {
            "name": {"en": "Limb", "fr": "Volet"}, "conclusion": {"en": "No", "fr": "Non"},
            "findings": [{"factor": {"en": "F", "fr": "G"}, "weight": {"en": "W", "fr": "P"}, "text": "Constat."}],
        }
    ],
    "valid_until": "2027-01-01", "sources": [{"en": "Act", "fr": "Loi"}, "Une note"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "digest"),
    [
        ("en", "2b9979f3f8a3ff49e8dfb118f29a57506b574a7b7d68164d1cfbc09c9f08682d"),
        ("fr", "69c06f8562fc2087863bb752f1557056111fc6ab91b32f5009b8363a14394844"),
    ],
)
def test_what_version_1_makes_of_the_same_facts_never_changes(language: str, digest: str) -> None:
    """Letters that were issued are made again from their facts. If this fails, add a version of the template instead."""
    told = render(GOLDEN, 1, language)
    said = json.dumps([told.title, told.footer, told.blocks], sort_keys=True)
    assert hashlib.sha256(said.encode()).hexdigest() == digest

"""The guidance that comes with the product: equal in both languages, sourced to the last statement, easy to read."""

import re
from pathlib import Path

import pytest

from polact.outreach.delivered import CONTENT, Delivered, delivered_pages
from polact.outreach.markup import gaps_of, problems_of, rendered
from polact.outreach.sources import sources

PAGES = delivered_pages()
pytestmark = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)


def test_each_statement_has_a_source_that_there_is(page: Delivered) -> None:
    for language in ("en", "fr"):
        body = page.texts[f"body_{language}"]
        assert problems_of(body) == []
        assert gaps_of(body) == []


def test_both_languages_say_as_much_with_the_same_sources(page: Delivered) -> None:
    english, french = (rendered(page.texts[f"body_{language}"], language) for language in ("en", "fr"))
    assert [note.source.key for note in english.notes] == [note.source.key for note in french.notes]
    assert [len(note.places) for note in english.notes] == [len(note.places) for note in french.notes]
    assert len(english.sections) == len(french.sections)
    assert 0.9 < len(page.texts["body_fr"]) / len(page.texts["body_en"]) < 1.45
    assert page.slug_en != page.code or page.slug_fr


def test_french_is_typeset_as_french(page: Delivered) -> None:
    told = re.sub(r"\(https?://[^)]*\)", "", "\n".join(t for n, t in page.texts.items() if n.endswith("_fr")))
    assert re.findall(r"\w'\w| :|« | »|\S[?!;]\u00a0|[^\u00a0/]:(?=\s|\*)", told) == []


def test_english_reads_at_grade_8(page: Delivered) -> None:
    """Flesch-Kincaid, with a count of vowels for syllables."""
    text = re.sub(r"\[[a-z0-9-]+\](?!\()|[#*\[\]]|\(/[^)]*\)", " ", page.texts["body_en"])
    sentences = [part for part in re.split(r"[.!?:]+\s|\n+", text) if re.search(r"[a-z]", part)]
    words = re.findall(r"[A-Za-z’]+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    assert grade <= 8, grade


def test_every_file_is_delivered_and_every_source_is_used(page: Delivered) -> None:
    assert {path.stem.split(".")[0] for path in Path(CONTENT).glob("*.md")} == {known.code for known in PAGES}
    named = {
        note.source.key
        for known in PAGES
        for language in ("en", "fr")
        for note in rendered(known.texts[f"body_{language}"], language).notes
    }
    assert named == set(sources())

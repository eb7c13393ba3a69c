"""Documents can be read by everybody, say the same each time, and never take a person's words for markup."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from polact.paper.pdf import make_pdf
from tests.polact.paper.conformance import faults

LETTER = Path(__file__).parent / "letter.typ"
DATA = {"title": "Résultat", "lang": "fr", "date": "2026-11-24", "footer": "Page", "lines": ["Bonjour.", "Au revoir."]}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_document_is_accessible(language: str) -> None:
    assert faults(make_pdf(LETTER, {**DATA, "lang": language}), language) == []


def test_checker_finds_what_is_taken_away() -> None:
    with pikepdf.open(BytesIO(make_pdf(LETTER, DATA))) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.Lang
        spoiled = BytesIO()
        pdf.save(spoiled)
    assert faults(spoiled.getvalue(), "fr") == ["not marked as tagged", "language is None, not fr"]


def test_same_data_gives_the_same_bytes() -> None:
    assert make_pdf(LETTER, DATA) == make_pdf(LETTER, DATA)


def test_words_are_never_markup() -> None:
    plain = make_pdf(LETTER, {**DATA, "lines": ["x"]})
    typed = make_pdf(LETTER, {**DATA, "lines": ['#pagebreak() #image("/etc/passwd") = $x$ #import "layout.typ"']})
    with pikepdf.open(BytesIO(plain)) as one, pikepdf.open(BytesIO(typed)) as other:
        assert len(one.pages) == len(other.pages) == 1

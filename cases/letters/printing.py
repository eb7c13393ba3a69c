"""A letter on paper. The same facts give the same bytes with the same typesetter; no clock is read."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from cases.letters.blocks import render
from cases.models import Letter
from polact.paper import pdf
from polact.paper.pdf import make_pdf

LAYOUT = Path(pdf.__file__).parent / "layout.typ"
FIRST = Path(__file__).parent.parent / "paper" / "letter_1.typ"
TEMPLATES = {1: FIRST, 2: FIRST}


def engine(template: int) -> str:
    """What the bytes depend on beside the facts and the words: the typesetter, and how pages are laid out."""
    layout = hashlib.sha256(LAYOUT.read_bytes() + TEMPLATES[template].read_bytes()).hexdigest()[:12]
    return f"typst {version('typst')}, layout {layout}"


def print_letter(letter: Letter, language: str) -> bytes:
    """The PDF (PDF/UA-1, PDF/A-2a) of an issued letter in a language, made from its row alone."""
    told = render(letter.facts, letter.template, language)
    return make_pdf(
        TEMPLATES[letter.template],
        {
            "title": told.title,
            "lang": language,
            "date": letter.facts["issued_on"],
            "footer": told.footer,
            "blocks": told.blocks,
        },
    )

"""A letter on paper. The same facts give the same bytes with the same typesetter; no clock is read."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from cases.letters.blocks import Rendering, render
from cases.letters.decision_blocks import render_decision
from cases.models import DecisionLetter, Letter
from polact.paper import pdf
from polact.paper.pdf import make_pdf

LAYOUT = Path(pdf.__file__).parent / "layout.typ"
FIRST = Path(__file__).parent.parent / "paper" / "letter_1.typ"
TEMPLATES = {1: FIRST, 2: FIRST}
OF_DECISIONS = {1: FIRST}


def engine(template: int) -> str:
    """What the bytes depend on beside the facts and the words: the typesetter, and how pages are laid out."""
    return engine_of(TEMPLATES[template])


def engine_of(template: Path) -> str:
    """The same for the file of a template."""
    layout = hashlib.sha256(LAYOUT.read_bytes() + template.read_bytes()).hexdigest()[:12]
    return f"typst {version('typst')}, layout {layout}"


def print_letter(letter: Letter, language: str) -> bytes:
    """The PDF (PDF/UA-1, PDF/A-2a) of an issued letter in a language, made from its row alone."""
    told = render(letter.facts, letter.template, language)
    return print_rendering(told, TEMPLATES[letter.template], letter.facts["issued_on"])


def print_rendering(told: Rendering, layout: Path, issued_on: str) -> bytes:
    """The same of any letter: its words, how it is laid out, and the day that the file bears."""
    return make_pdf(
        layout,
        {
            "title": told.title,
            "lang": told.language,
            "date": issued_on,
            "footer": told.footer,
            "blocks": told.blocks,
        },
    )


def print_decision(letter: DecisionLetter, language: str) -> bytes:
    """The same of a decision letter."""
    told = render_decision(letter.facts, letter.template, language)
    return print_rendering(told, OF_DECISIONS[letter.template], letter.facts["issued_on"])

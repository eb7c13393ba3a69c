"""How hard a text is to read, by two published formulas, with syllables as the hyphenation dictionaries of `pyphen` cut them.

English: the grade of Flesch and Kincaid (J. P. Kincaid and others, Research Branch Report 8-75, 1975):
0.39 · words per sentence + 11.8 · syllables per word − 15.59. French: the ease of Kandel and Moles (L. Kandel and A. Moles,
Cahiers d'études de radio-télévision, 1958, after Flesch): 207 − 1.015 · words per sentence − 73.6 · syllables per word.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import pyphen

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SENTENCE_ENDS = re.compile(r"[.?!]+(?=\s|$|[”»)])|\n")
BLOCKS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "dt",
        "dd",
        "div",
        "legend",
        "label",
        "summary",
        "th",
        "td",
        "caption",
        "button",
        "section",
        "form",
        "fieldset",
        "option",
        "ul",
        "dl",
        "table",
    ]
)
EMPTY = frozenset(("input", "br", "path", "rect", "hr"))
SILENT = frozenset(("script", "style", "template", "svg", "nav"))


@cache
def _hyphens(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang={"en": "en_US", "fr": "fr_FR"}[language], left=1, right=1)


def syllables(word: str, language: str) -> int:
    return sum(
        len(_hyphens(language).positions(part)) + 1 for part in re.split(r"[’'-]", word.lower()) if len(part) > 1
    )


@dataclass
class Measured:
    """What a text counts."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long_words: dict[str, int] = field(default_factory=dict)

    @property
    def grade(self) -> float:
        """Flesch-Kincaid: the school grade that is enough to read it."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def ease(self) -> float:
        """Kandel-Moles: 100 is very easy, 60 is plain."""
        return 207 - 1.015 * self.words / self.sentences - 73.6 * self.syllables / self.words


def measure(text: str, language: str, excused: tuple[str, ...] = ()) -> Measured:
    """Count a text; each line is a sentence of its own. Excused terms count as one short word each."""
    for term in excused:
        text = re.sub(rf"\b{re.escape(term)}\b", "law", text, flags=re.IGNORECASE)
    found = Measured()
    for sentence in SENTENCE_ENDS.split(text):
        words = WORD.findall(sentence)
        if words:
            found.sentences += 1
            found.words += len(words)
            for word in words:
                count = max(1, syllables(word, language))
                found.syllables += count
                if count > 3:
                    found.long_words[word] = found.long_words.get(word, 0) + 1
    return found


def running(text: str, language: str, excused: tuple[str, ...] = (), least: int = 6) -> Measured:
    """Count only the sentences of so many words or more."""
    sentences = [part for part in SENTENCE_ENDS.split(text) if len(WORD.findall(part)) >= least]
    return measure("\n".join(sentences), language, excused)


class Visible(HTMLParser):
    """The words of a page's main part that people read, one block a line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines, self.silent, self.inside = [""], 0, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if self.silent or tag in SILENT or dict(attrs).get("class") == "visually-hidden":
            self.silent += tag not in EMPTY
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - 1)
        self.inside = self.inside and tag != "main"
        if tag in BLOCKS and not self.silent:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        return "\n".join(" ".join(line.split()) for line in self.lines if line.strip())

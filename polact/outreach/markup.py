"""The text of a page of guidance: CommonMark without HTML or pictures, and marks such as `[s113]` that name a source. Pure.

A mark becomes a numbered note, linked to the list of sources at the foot of the page and back. `problems_of` says
what keeps a text from being saved, `gaps_of` what keeps it from being published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext, override
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from polact.outreach.sources import Source, sources

MARK = re.compile(r"\[([a-z][a-z0-9-]*)\](?!\()")
OWN_PAGE = re.compile(r"/(en|fr)/[^\s\\]*")
NO_STATEMENTS = ("code", "fence", "html_block", "reference")  # blocks that a page of guidance does not need
MARKED = "source_mark"  # the parser's name for such a mark
OF_THE_PAGE = ("main", "main-form", "sources", "next-title")  # anchors that the page itself has


@dataclass(frozen=True)
class Section:
    """A heading with the words below it: what the search finds, and where."""

    anchor: str
    title: str
    words: str


@dataclass(frozen=True)
class Note:
    """A source as the page lists it: its number and the anchors of every place that names it."""

    number: int
    source: Source
    places: tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """A text ready to be shown."""

    html: SafeString
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def may_lead_to(url: str) -> bool:
    """Links lead to https addresses, to places on the page, or to our own pages; nothing else, and never without TLS."""
    return url.startswith(("https://", "#")) or bool(OWN_PAGE.fullmatch(url))


def _mark(state: StateInline, silent: bool) -> bool:
    found = MARK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push(MARKED, "", 0).content = found[1]
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable([*NO_STATEMENTS, "image", "html_inline"])
    parser.inline.ruler.before("link", MARKED, _mark)
    parser.validateLink = may_lead_to  # type: ignore[method-assign]
    return parser


def _parsed(body: str) -> list[Token]:
    """The block tokens, each heading with its anchor."""
    tokens = _parser().parse(body)
    taken = set(OF_THE_PAGE)
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            stem = slugify(_plain(inline)) or "section"
            anchor = next(name for name in _numbered(stem) if name not in taken)
            taken.add(anchor)
            token.attrSet("id", anchor)
    return tokens


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _plain(token: Token) -> str:
    """The words of an inline token, without marks."""
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or []
        if child.type != MARKED
    )


def _marks(token: Token) -> list[str]:
    return [child.content for child in token.children or [] if child.type == MARKED]


@lru_cache(maxsize=256)  # a published text never changes, and a page is read far more often than it is written
def rendered(body: str, language: str) -> Rendered:
    """The text as a page shows it, in the language (`en` or `fr`) in which it is written. Unknown marks are left out."""
    tokens = _parsed(body)
    places: dict[str, list[str]] = {}
    for token in tokens:
        for before, child in pairwise(token.children or []):
            if child.type == MARKED and before.type == "text":
                before.content = before.content.rstrip()  # a mark stays with its sentence when the line ends
        for child in token.children or []:
            if child.type == MARKED and child.content in sources():
                named = places.setdefault(child.content, [])
                number = list(places).index(child.content) + 1
                named.append(f"note-{number}-{len(named) + 1}")
                child.meta = {"number": number, "place": named[-1], "source": sources()[child.content]}
    parser = _parser()
    parser.add_render_rule(MARKED, _note_link)
    with override(language):
        html = parser.renderer.render(tokens, parser.options, {})
    notes = tuple(Note(n, sources()[key], tuple(named)) for n, (key, named) in enumerate(places.items(), start=1))
    return Rendered(mark_safe(html), tuple(_sections(tokens)), notes)  # noqa: S308 - the parser escapes; HTML is off


def _note_link(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    if not meta:
        return ""
    return format_html(
        '<sup class="note"><a id="{}" href="#source-{}"><span class="visually-hidden">{} </span>{}</a></sup>',
        meta["place"],
        meta["number"],
        gettext("source"),
        meta["number"],
    )


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    """Each heading with the words up to the next; what stands before the first has neither title nor anchor."""
    anchor, title, words = "", "", [""]
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            if title or any(words):
                yield Section(anchor, title, " ".join(filter(None, words)))
            anchor, title, words = str(token.attrGet("id")), _plain(tokens[position + 1]).strip(), []
        elif token.type == "inline" and tokens[position - 1].type != "heading_open":
            words.append(_plain(token).strip())
    yield Section(anchor, title, " ".join(filter(None, words)))


def _statements(tokens: Sequence[Token]) -> Iterator[Token]:
    """The paragraphs and list items: everything that says something. Headings name, they do not state."""
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "paragraph_open":
            yield token


def problems_of(body: str) -> list[str]:
    """What keeps a text from being saved, a sentence each, with the line: unknown sources, links and headings that may not be."""
    refused: list[str] = []

    def may_lead(url: str) -> bool:
        if not may_lead_to(url):
            refused.append(url)
        return may_lead_to(url)

    parser = _parser()
    parser.validateLink = may_lead  # type: ignore[method-assign]
    tokens = parser.parse(body)
    found = [
        gettext("Line %(line)d: there is no source “%(key)s”.") % {"line": _line(token), "key": key}
        for token in tokens
        for key in _marks(token)
        if key not in sources()
    ]
    found += [
        gettext("Line %(line)d: begin with headings of the second level (##); the title is the first.")
        % {"line": _line(token)}
        for token in tokens
        if token.type == "heading_open" and token.tag == "h1"
    ]
    found += [
        gettext("A link leads to “%(url)s”: only https addresses and pages of this site (/en/…, /fr/…) may be linked.")
        % {"url": escape(url)}
        for url in dict.fromkeys(refused)
    ]
    return found


def gaps_of(body: str) -> list[str]:
    """What keeps a text from being published: every paragraph and list item that names no source, with its line."""
    return [
        gettext("Line %(line)d names no source: “%(words)s”") % {"line": _line(token), "words": _beginning(token)}
        for token in _statements(_parsed(body))
        if not _marks(token)
    ]


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _beginning(token: Token) -> str:
    words = _plain(token).strip()
    return words if len(words) <= 60 else words[:59].rstrip() + "…"

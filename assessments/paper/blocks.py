"""Reads the result page's own HTML as blocks of text, so that the document says the page's words in the page's order. Pure.

Controls are left out, and what is marked `data-screen`: it speaks of the screen. Everything else that can be read on the
page is read here; a part that the page gains tomorrow is in the document tomorrow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Block = dict[str, Any]
Runs = list[dict[str, str]]

VOID = {"input", "br", "hr", "img", "link", "meta", "source", "wbr", "rect", "path"}
CONTROLS = {"button", "input", "select", "textarea", "script", "style", "svg", "nav", "template", "label"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
STRONG = {"strong", "b", "summary"}
ON_A_LINE_OF_ITS_OWN = {"answer", "bears"}
BOXES = {"level", "notice"}
_SPACE = re.compile(r"[ \t\r\n]+")  # a no-break space stays


@dataclass
class _Node:
    tag: str
    classes: frozenset[str] = frozenset()
    children: list[_Node | str] = field(default_factory=list)


class _Tree(HTMLParser):
    """The readable part of <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("main")
        self.open = [self.root]
        self.in_main = False
        self.skipping = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.in_main = self.in_main or tag == "main"
        if not self.in_main or tag in VOID:
            return
        if self.skipping:
            self.depth += tag == self.skipping
            return
        classes = frozenset((given.get("class") or "").split())
        if tag in CONTROLS or "data-screen" in given or "hidden" in given or "visually-hidden" in classes:
            self.skipping, self.depth = tag, 1
            return
        node = _Node(tag, classes)
        self.open[-1].children.append(node)
        self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if not self.in_main or tag in VOID:
            return
        if self.skipping:
            self.depth -= tag == self.skipping
            self.skipping = self.skipping if self.depth else ""
            return
        if any(node.tag == tag for node in self.open):
            while self.open.pop().tag != tag:
                pass
        self.in_main = tag != "main"

    def handle_data(self, data: str) -> None:
        if self.in_main and not self.skipping:
            self.open[-1].children.append(data)


def read_blocks(html: str) -> tuple[str, list[Block]]:
    """Return the page's first heading, and the blocks of text below it."""
    tree = _Tree()
    tree.feed(html)
    blocks = _blocks(tree.root)
    title = next(("".join(run["text"] for run in b["runs"]) for b in blocks if b["kind"] == "heading"), "")
    return title, [block for block in blocks if not (block["kind"] == "heading" and block["level"] == 1)]


def _blocks(node: _Node) -> list[Block]:
    found: list[Block] = []
    line: list[_Node | str] = []

    def flush() -> None:
        runs = _runs(line)
        if runs:
            found.append({"kind": "text", "runs": runs})
        line.clear()

    for child in node.children:
        if isinstance(child, str) or child.tag in {"span", "a", "em", "time", "small", "abbr", *STRONG} - {"summary"}:
            line.append(child)
        else:
            flush()
            found.extend(_block(child))
    flush()
    return found


def _block(node: _Node) -> list[Block]:
    if node.tag in HEADINGS:
        return [{"kind": "heading", "level": HEADINGS[node.tag], "runs": _runs(node.children)}]
    if node.tag in {"p", "summary"}:
        return [{"kind": "text", "runs": runs}] if (runs := _runs([node])) else []
    if node.tag in {"ul", "ol"}:
        items = [_blocks(item) for item in _below(node, "li")]
        return [{"kind": "list", "items": [item for item in items if item]}] if any(items) else []
    if node.tag == "dl":
        names, facts = (_below(node, tag) for tag in ("dt", "dd"))
        pairs = [[_runs(name.children), _runs(fact.children)] for name, fact in zip(names, facts, strict=True)]
        return [{"kind": "facts", "pairs": pairs}] if pairs else []
    if node.tag == "table":
        return [_table(node)]
    inside = _blocks(node)
    return [{"kind": "box", "blocks": inside}] if inside and BOXES & node.classes else inside


def _table(node: _Node) -> Block:
    rows = [[_runs(cell.children) for cell in row.children if isinstance(cell, _Node)] for row in _below(node, "tr")]
    caption = next((_runs(part.children) for part in _below(node, "caption")), [])
    return {"kind": "table", "caption": caption, "head": rows[0], "rows": rows[1:]}


def _below(node: _Node, tag: str) -> list[_Node]:
    """The nearest descendants of that name, in order."""
    found = []
    for child in node.children:
        if isinstance(child, _Node):
            found += [child] if child.tag == tag else _below(child, tag)
    return found


def _runs(children: list[_Node | str], strong: bool = False) -> Runs:
    """Text in pieces, plain or strong; a line break is a piece of its own. White space as a browser shows it."""
    runs: Runs = []
    _collect(children, strong, runs)
    told: Runs = []
    for run in runs:
        text = _SPACE.sub(" ", run["text"])
        at_start = not told or told[-1]["style"] == "break" or told[-1]["text"].endswith(" ")
        text = text.lstrip(" ") if at_start else text
        if text or run["style"] == "break":
            told.append({"style": run["style"], "text": text})
    if told:
        told[-1]["text"] = told[-1]["text"].rstrip(" ")
    return [run for run in told if run["text"] or run["style"] == "break"]


def _collect(children: list[_Node | str], strong: bool, runs: Runs) -> None:
    for child in children:
        if isinstance(child, str):
            runs.append({"style": "strong" if strong else "plain", "text": child})
            continue
        if child.tag == "li" or ON_A_LINE_OF_ITS_OWN & child.classes:
            runs += [{"style": "plain", "text": " "}, {"style": "break", "text": ""}]
        _collect(child.children, strong or child.tag in STRONG or "level__title" in child.classes, runs)

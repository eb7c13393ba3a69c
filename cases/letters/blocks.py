"""The words of a letter in one language, block by block: the page and the PDF both show these, in this order. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from cases.letters.words import VERSIONS
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text

Block = dict[str, Any]


@dataclass(frozen=True)
class Rendering:
    """A letter in one language: its title, its blocks, and the words before the number of each page."""

    title: str
    language: str
    blocks: list[Block]
    footer: str


def render(facts: dict[str, Any], template: int, language: str) -> Rendering:
    """The letter that these facts make in `language`. What people wrote stays in the language in which it was written."""
    return Writer(facts, VERSIONS[template], language).letter()


class Writer:
    """Writes a letter of advice block by block; the pieces serve other letters too."""

    def __init__(self, facts: dict[str, Any], words: dict[str, Text], language: str) -> None:
        self.facts, self.words, self.language = facts, words, language
        self.blocks: list[Block] = []

    def letter(self) -> Rendering:
        self._head()
        self._question()
        self._conclusion()
        self._limbs()
        self._written("precautions", "mitigations")
        self._validity()
        self._sources()
        footer = self.say("footer", number=self.facts["number"])
        return Rendering(self.say("title"), self.language, self.blocks, footer)

    def say(self, key: str, **values: str) -> str:
        return self.words[key].in_language(self.language).format(**values)

    def day(self, iso: str) -> str:
        with override(self.language):
            return day_in_words(date.fromisoformat(iso), self.language)

    def here(self, both: dict[str, str]) -> str:
        return both[self.language]

    # Pieces -------------------------------------------------------------------------------------------------

    def _heading(self, key: str, level: int = 2) -> None:
        self._add("heading", self.say(key), level=level)

    def _add(self, kind: str, text: str, lang: str = "", **more: Any) -> None:
        self.blocks.append({"kind": kind, "text": text, "lang": lang or self.language, **more})

    def _said(self, text: str) -> None:
        """What a person wrote, paragraph by paragraph."""
        for paragraph in (line.strip() for line in text.splitlines()):
            if paragraph:
                self._add("text", paragraph, self.facts["language"])

    def _written(self, heading: str, name: str) -> None:
        if self.facts[name].strip():
            self._heading(heading)
            self._said(self.facts[name])

    def _head(self) -> None:
        facts = self.facts
        pairs = [
            ("number", facts["number"], ""),
            ("date", self.day(facts["issued_on"]), ""),
            ("to", facts["recipient"], ""),
            ("from", self.here(facts["organization"]), ""),
            ("author", self._signature(), ""),
            ("approver", facts["approver"], ""),
            ("case", f"{facts['case']}, {facts['subject']}", facts["language"]),
            ("activity", self.here(facts["activity"]) if facts["activity"] else "", ""),
        ]
        told = [
            {"name": self.say(name), "text": text, "lang": lang or self.language} for name, text, lang in pairs if text
        ]
        self.blocks.append({"kind": "facts", "pairs": told})
        if facts["replaces"]:
            day = self.day(facts["replaces"]["on"])
            self._add("text", self.say("replaces", number=facts["replaces"]["number"], day=day))

    def _signature(self) -> str:
        """Who answered, and for which absent colleague, which letters say since version 2."""
        author: str = self.facts["author"]
        absent: str = self.facts.get("on_behalf_of", "")
        return self.say("signature", name=author, absent=absent) if absent else author

    def _question(self) -> None:
        self._heading("question")
        self._said(self.facts["question"])

    def _conclusion(self) -> None:
        self._heading("conclusion")
        self._add("strong", self.here(self.facts["outcome"]["name"]))
        self._add("text", self.here(self.facts["outcome"]["meaning"]))
        self._written("facts", "facts_relied_on")
        self._written("reasons", "reasons")

    def _limbs(self) -> None:
        if not self.facts["limbs"]:
            return
        test = self.facts.get("test")  # letters of the first weeks do not keep it
        self._add("heading", self.here(test) if test else self.say("test"), level=2)
        for limb in self.facts["limbs"]:
            self._add("heading", self.here(limb["name"]), level=3)
            if limb["conclusion"]:
                self._add("strong", self.here(limb["conclusion"]))
            for found in limb["findings"]:
                weight = self.here(found["weight"])
                said = self.say("found", factor=self.here(found["factor"]), weight=weight[0].lower() + weight[1:])
                self._add("text", said)
                self._said(found["text"])

    def _validity(self) -> None:
        self._heading("limits")
        self._said(self.facts["limits"])
        if self.facts["valid_until"]:
            self._add("text", self.say("until", day=self.day(self.facts["valid_until"])))
        self._add("text", self.say("change"))
        self._add("text", self.say("yours"))

    def _sources(self) -> None:
        if not self.facts["sources"]:
            return
        self._heading("sources")
        items = [
            {"text": self.here(source), "lang": self.language}
            if isinstance(source, dict)
            else {"text": source, "lang": self.facts["language"]}
            for source in self.facts["sources"]
        ]
        self.blocks.append({"kind": "list", "entries": items})

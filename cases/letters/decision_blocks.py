"""The words of a decision letter in one language, block by block: the page and the PDF both show these. Pure."""

from __future__ import annotations

from typing import Any

from cases.letters.blocks import Rendering, Writer
from cases.letters.decision_words import VERSIONS


def render_decision(facts: dict[str, Any], template: int, language: str) -> Rendering:
    """The decision letter that these facts make in `language`. What people wrote stays in the language of the case."""
    return _DecisionWriter(facts, VERSIONS[template], language).letter()


class _DecisionWriter(Writer):
    def letter(self) -> Rendering:
        self._head()
        self._conclusion()
        self._list("authorizations", [self._authorization(one) for one in self.facts["authorizations"]])
        self._ties()
        self._written("reasons", "reasons")
        self._findings()
        for part in ("mitigations", "divergent_views", "charter"):
            self._written(part, part)
        self._rests_on()
        self._after()
        return Rendering(self.say("title"), self.language, self.blocks, self.say("footer", number=self.facts["number"]))

    def _head(self) -> None:
        facts, written = self.facts, self.facts["language"]
        day = self.day(facts["polling_day"]) if facts["polling_day"] else ""
        pairs = [
            ("number", facts["number"], ""),
            ("date", self.day(facts["issued_on"]), ""),
            ("to", facts["recipient"], ""),
            ("heads", facts["heads"], ""),
            ("organization", self.here(facts["organization"]), ""),
            ("from", f"{facts['decided_by']}, {self.here(facts['authority'])}", ""),
            ("instrument", facts["instrument"], ""),
            ("case", f"{facts['case']}, {facts['subject']}", written),
            ("level", self.here(facts["level"]), ""),
            ("district", facts["district"], written),
            ("polling_day", day, ""),
        ]
        self._pairs([(self.say(name), text, lang) for name, text, lang in pairs])
        if facts["replaces"]:
            on = self.day(facts["replaces"]["on"])
            self._add("text", self.say("replaces", number=facts["replaces"]["number"], day=on))

    def _pairs(self, pairs: list[tuple[str, str, str]]) -> None:
        told = [{"name": name, "text": text, "lang": lang or self.language} for name, text, lang in pairs if text]
        self.blocks.append({"kind": "facts", "pairs": told})

    def _conclusion(self) -> None:
        self._heading("decision")
        self._add("strong", self.here(self.facts["outcome"]["name"]))
        self._add("text", self.here(self.facts["outcome"]["meaning"]))

    def _list(self, heading: str, lines: list[str]) -> None:
        if lines:
            self._heading(heading)
            self.blocks.append({"kind": "list", "entries": [{"text": line, "lang": self.language} for line in lines]})

    def _authorization(self, one: dict[str, Any]) -> str:
        said = self.say(
            "authorization",
            name=self.here(one["name"]),
            section=one["section"].removeprefix("s. "),
            outcome=self.here(one["outcome"]),
        )
        return self._with_days(said, one)

    def _basis(self, one: dict[str, Any]) -> str:
        """The rule that it rests on, as each language cites it."""
        basis: str = one["basis"]
        if self.language == "en":
            return basis
        return basis.replace("PSEA s.", "LEFP, art.").replace("PAR s.", "RAP, art.")

    def _with_days(self, what: str, one: dict[str, Any], *, lasts: bool = True) -> str:
        if not one["first"]:
            return what
        first = self.day(one["first"])
        if one["last"]:
            return self.say("days", what=what, first=first, last=self.day(one["last"]))
        return self.say("since" if lasts else "on", what=what, first=first)

    def _ties(self) -> None:
        """Conditions, each with what was written about it."""
        if not self.facts["conditions"]:
            return
        self._heading("conditions")
        for one in self.facts["conditions"]:
            said = self.say(
                "condition", name=self.here(one["name"]), basis=self._basis(one), owner=self.say(one["owner"])
            )
            self._add("strong", self._with_days(said, one, lasts=one["lasts"]))
            self._said(one["text"])

    def _findings(self) -> None:
        if not self.facts["phases"]:
            return
        self._heading("test")
        for phase in self.facts["phases"]:
            self._add("heading", self.here(phase["name"]), level=3)
            for limb in phase["limbs"]:
                self._add("strong", self.here(limb["name"]))
                for found in limb["findings"]:
                    weight = self.here(found["weight"])
                    said = weight[0].lower() + weight[1:]
                    self._add("text", self.say("found", factor=self.here(found["factor"]), weight=said))
                    self._said(found["text"])
                    if found["evidence"].strip():
                        self._add("text", self.say("evidence", text=found["evidence"].strip()), self.facts["language"])

    def _rests_on(self) -> None:
        if self.facts["facts"]:
            self._heading("facts")
            written = self.facts["language"]
            self._pairs([(self.say(name), text, written) for name, text in self.facts["facts"].items()])

    def _after(self) -> None:
        self._heading("after")
        told = [("gazette", self.facts["is_gazetted"]), ("ceases", self.facts["ends_employment"])]
        told += [("change", True), ("review", True)]
        for name, applies in told:
            if applies:
                self._add("text", self.say(name))

"""The forms of an organization's own rules: what they share with those of the rulebook, and what they may not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.authoring.forms import ConditionForm, FloorForm, PartForm, TextForm, named
from assessments.authoring.parts import Part
from assessments.overlays import LEVELS

CODES = {"rules": "OR", "floors": "OF"}  # the codes of an organization's entries: never those of a rulebook


class OwnRuleForm(ConditionForm):
    """A hard rule of an organization: it can only say that something is not permitted."""

    rows = (("when",), ("en", "fr"), ("basis", "basis_fr"))


class OwnFloorForm(FloorForm):
    def prepare(self) -> None:
        self.fields["at_least"].choices = [(level, level) for level in LEVELS]  # type: ignore[attr-defined]


class HelpForm(PartForm):
    """Words of help to one question of the rulebook."""

    rows = (("question",), ("en", "fr"))
    question = forms.ChoiceField(label=_("Question"))
    en = TextForm.base_fields["en"]
    fr = TextForm.base_fields["fr"]

    def prepare(self) -> None:
        known = [(question["code"], named(question)) for question in self.raw["questions"]]
        self.fields["question"].choices = known  # type: ignore[attr-defined]
        self.initial.setdefault("question", self.part.code)

    def part_value(self) -> Any:
        return {"en": self.cleaned_data["en"], "fr": self.cleaned_data["fr"]}


FORMS: Mapping[str, type[PartForm]] = {
    "rules": OwnRuleForm,
    "floors": OwnFloorForm,
    "help": HelpForm,
    "contact": TextForm,
}
_KINDS = {"rules": "rule", "floors": "floor", "help": "help", "contact": "disclaimer"}


def own_form(base: Any, own: Any, section: str, code: str, data: Any = None) -> PartForm:
    """The form of one entry of an organization's own rules; of a new one when there is none of that code."""
    return FORMS[section](
        base, Part(_KINDS[section], code if section != "contact" else ""), entry_of(own, section, code), data
    )


def entry_of(own: Any, section: str, code: str) -> Any:
    """The entry of that code, or None."""
    if section == "contact":
        return own["contact"]
    if section == "help":
        return own["help"].get(code)
    return next((entry for entry in own[section] if entry.get("code") == code), None)


def next_code(own: Any, section: str) -> str:
    """The code that a new rule or floor of an organization gets."""
    numbers = [int(entry["code"][2:]) for entry in own[section] if entry["code"][2:].isdigit()]
    return f"{CODES[section]}{max(numbers, default=0) + 1}"


def with_entry(own: Any, section: str, code: str, value: Any) -> Any:
    """The organization's own rules with one entry replaced or added."""
    if section == "contact":
        return {**own, "contact": value}
    if section == "help":
        return {**own, "help": {**own["help"], code: value}}
    kept = [value if entry.get("code") == code else entry for entry in own[section]]
    return {**own, section: kept if value in kept else [*kept, value]}


def without_entry(own: Any, section: str, code: str) -> Any:
    """The organization's own rules without one entry."""
    if section == "contact":
        return {**own, "contact": {}}
    if section == "help":
        return {**own, "help": {known: words for known, words in own["help"].items() if known != code}}
    return {**own, section: [entry for entry in own[section] if entry.get("code") != code]}

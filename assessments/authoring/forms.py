"""The forms with which parts of a rulebook are edited: both languages side by side. They check shape and save nothing.

A form refuses what cannot be written into a file at all (a number that is none, a condition that is none). Whether the
file can be used is told by its problems, and those do not keep anybody from saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from assessments.authoring.grammar import NotUnderstood, read_condition, write_condition
from assessments.authoring.parts import Part, Raw
from assessments.rulebook_parts import OPEN, RATINGS, RESULTS, ROUTES
from polact.base.text import current_language

CODE = RegexValidator(r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", _("Use letters, numbers and single dots, without spaces."))
LONGEST = 4_000
MEANINGS: Mapping[str, Any] = {
    "always": _("always – always open"),
    "scored": _("scored – gets points"),
    "permission": _("permission – needs the Commission’s permission"),
    "prepermission": _("prepermission – not before permission"),
    "outside": _("outside – not under Part 7"),
    "route": _("route – which rules apply"),
    "rule": _("rule – decided by a hard rule"),
    "A": _("A – exposure of the activity"),
    "P": _("P – sensitivity of the position"),
    "N": _("N – link between duties and activity"),
    "actual": _("actual – ability"),
    "perceived": _("perceived – perception"),
    "both": _("both – ability and perception"),
}


def words(label: Any, *, lang: str, rows: int = 2, required: bool = False) -> forms.CharField:
    """A text in one official language; the browser checks its spelling in that language."""
    widget = forms.Textarea(attrs={"rows": rows, "lang": lang, "class": "short"})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget)


def choice(label: Any, codes: Any, **options: Any) -> forms.ChoiceField:
    """One of a few codes, shown as they stand in the file, with what they mean where that is not plain."""
    return forms.ChoiceField(label=label, choices=[(code, MEANINGS.get(code, code)) for code in codes], **options)


def named(question: Mapping[str, Any]) -> str:
    """A question by its code and its words in the language of the page."""
    return f"{question.get('code')} – {question.get(current_language(), '')}"


class PartForm(forms.Form):
    """The form of one part. `rows` says which fields stand side by side; `addable` whether such a part may be added."""

    use_required_attribute = False
    rows: tuple[tuple[str, ...], ...] = (("en", "fr"),)
    columns: tuple[str, ...] = ()
    width = 0

    def __init__(self, raw: Raw, part: Part, value: Any, data: Any = None) -> None:
        self.raw, self.part, self.before = raw, part, value
        super().__init__(data, initial=self.initial_of(value) if value is not None else None)
        self.prepare()
        if not part.code and part.kind not in ("unsure", "disclaimer", "help"):
            self.fields["code"] = forms.CharField(label=_("Code"), max_length=30, validators=[CODE])
            self.order_fields(["code", *self.fields])
            self.rows = (("code",), *self.rows)

    def prepare(self) -> None:
        """Add or fill the fields that depend on the file."""

    def initial_of(self, value: Any) -> dict[str, Any]:
        """The value as the form shows it."""
        return {name: entry for name, entry in value.items() if not isinstance(entry, dict)}

    def part_value(self) -> Any:
        """What was typed as it stands in the file; what the form does not show stays as it was."""
        kept = dict(self.before or {})
        typed = {name: self.cleaned_data[name] for name in self.fields if name != "code" and not name.startswith("row")}
        value = {**kept, **typed}
        if self.part.kind in ("activity", "question", "rule", "floor"):
            return {"code": self.new_code, **{name: entry for name, entry in value.items() if name != "code"}}
        return value

    @property
    def new_code(self) -> str:
        return self.part.code or str(self.cleaned_data.get("code", ""))

    @property
    def table_caption(self) -> str:
        return str(_("Options") if self.part.kind == "question" else _("Entries"))

    @property
    def layout(self) -> list[list[Any]]:
        """The bound fields, row by row."""
        return [[self[name] for name in row if name in self.fields] for row in self.rows]


class TextForm(PartForm):
    """Words in both languages and nothing else: a group, the disclaimer."""

    en = words(_("Text in English"), lang="en", rows=3)
    fr = words(_("Text in French"), lang="fr", rows=3)


class ResultForm(PartForm):
    rows = (("en_title", "fr_title"), ("en_next", "fr_next"))
    en_title = words(_("Name in English"), lang="en", rows=1)
    fr_title = words(_("Name in French"), lang="fr", rows=1)
    en_next = words(_("Next step in English"), lang="en", rows=4)
    fr_next = words(_("Next step in French"), lang="fr", rows=4)

    def initial_of(self, value: Any) -> dict[str, Any]:
        return {f"{side}_{name}": text for side in value for name, text in value[side].items()}

    def part_value(self) -> Any:
        given = self.cleaned_data
        return {side: {name: given[f"{side}_{name}"] for name in ("title", "next")} for side in ("en", "fr")}


class ActivityForm(PartForm):
    rows = (("en", "fr"), ("route", "floor"), RATINGS, ("asks",), ("note",))
    en = words(_("Text in English"), lang="en")
    fr = words(_("Text in French"), lang="fr")
    route = choice(_("Route"), ROUTES, help_text=_("Only “scored” activities get points; the others need a hard rule."))
    floor = forms.ChoiceField(label=_("Lowest level"), required=False)
    asks = forms.MultipleChoiceField(
        label=_("Questions about the activity that it asks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = words(_("Note for authors"), lang="en", rows=2)

    def prepare(self) -> None:
        levels = self.raw["model"].get("level_order") or []
        self.fields["floor"].choices = [("", _("None")), *((level, level) for level in levels)]  # type: ignore[attr-defined]
        known = [(q["code"], named(q)) for q in self.raw["questions"] if q.get("kind") == "A"]
        lost = [ask for ask in (self.before or {}).get("asks") or [] if ask not in dict(known)]
        self.fields["asks"].choices = [*known, *((ask, ask) for ask in lost)]  # type: ignore[attr-defined]
        for name, label in zip(RATINGS, (_("Reach"), _("Closeness"), _("Initiative"), _("Record")), strict=True):
            self.fields[name] = forms.TypedChoiceField(
                label=label, coerce=int, choices=[(str(step), str(step)) for step in range(4)]
            )

    def initial_of(self, value: Any) -> dict[str, Any]:
        ratings = dict(zip(RATINGS, value.get("rcip") or [], strict=False))
        return {**super().initial_of(value), **ratings, "floor": value.get("floor") or ""}

    def part_value(self) -> Any:
        value = super().part_value()
        value["rcip"] = [value.pop(name) for name in RATINGS]
        if not value["floor"]:
            del value["floor"]
        order = ("code", "route", "rcip", "asks", "floor", "en", "fr", "note")
        return {name: value[name] for name in (*order, *value) if name in value}


class ConditionForm(PartForm):
    """What hard rules and floors share: a condition as a line of text, words and a source."""

    when = forms.CharField(
        label=_("Condition"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short code", "spellcheck": "false"}),
        help_text=_(
            "Answers, route, link, A and P, joined by “and” and “or”: M.IDENT = i3 and A >= 15; "
            "C.STATUS in (casual, gic) or route = outside; link >= 2; activity_floor."
        ),
    )
    en = words(_("Text in English"), lang="en")
    fr = words(_("Text in French"), lang="fr")
    basis = words(_("Source in English"), lang="en")
    basis_fr = words(_("Source in French"), lang="fr")

    def initial_of(self, value: Any) -> dict[str, Any]:
        return {**super().initial_of(value), "when": write_condition(value.get("when"))}

    def clean_when(self) -> dict[str, Any]:
        try:
            return read_condition(self.cleaned_data["when"])
        except NotUnderstood as error:
            raise ValidationError(str(error)) from error


class RuleForm(ConditionForm):
    rows = (("order", "result"), ("when",), ("en", "fr"), ("basis", "basis_fr"))
    order = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=999, help_text=_("Of all that match, the lowest decides.")
    )
    result = choice(_("Result"), [code for code in RESULTS if code != OPEN])


class FloorForm(ConditionForm):
    rows = (("at_least",), ("when",), ("en", "fr"), ("basis", "basis_fr"))
    at_least = forms.ChoiceField(label=_("At least"))

    def prepare(self) -> None:
        levels = [*(self.raw["model"].get("level_order") or []), "activity"]
        self.fields["at_least"].choices = [(level, level) for level in levels]  # type: ignore[attr-defined]

    def part_value(self) -> Any:
        value = super().part_value()
        return {name: entry for name, entry in value.items() if entry or not name.startswith("basis")}

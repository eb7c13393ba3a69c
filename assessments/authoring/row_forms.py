"""The forms of the parts that are tables: a question with its options, bands, doubts, and the points of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.authoring.forms import CODE, PartForm, choice, words
from assessments.rulebook_parts import BEARINGS, KINDS, OPEN, RATINGS, RESULTS, TOP

_MEASURES: Mapping[str, tuple[str, ...]] = {"A": ("pts",), "P": ("pts",), "N": ("n",)}


class RowsForm(PartForm):
    """A form with a table: one row per entry, and one more that adds an entry when it is filled.

    `cell` makes the field of a column; a row is dropped by its last box, and rows are put in the order of their place.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    key = "code"

    def cell(self, column: str, label: str) -> forms.Field:
        raise NotImplementedError

    def entries_of(self, value: Any) -> list[dict[str, Any]]:
        return list(value or [])

    def prepare(self) -> None:
        entries = self.entries_of(self.before)
        self.width = self._width(len(entries) + 1)
        for number in range(self.width):
            entry = entries[number] if number < len(entries) else {}
            for column in self.columns:
                name = f"row{number}_{column}"
                label = _("Row %(number)d") % {"number": number + 1}
                self.fields[name] = self._cell(column, f"{label}, {self.headings[column]}")
                self.initial[name] = entry.get(column)
            self.initial[f"row{number}_place"] = number + 1

    def _width(self, usual: int) -> int:
        """As many rows as were sent, so that what was typed is shown again whatever the file holds now."""
        sent = sum(name.startswith("row") and name.endswith(f"_{self.key}") for name in self.data) if self.data else 0
        return min(sent or usual, 60)

    def _cell(self, column: str, label: str) -> forms.Field:
        if column == "place":
            field: forms.Field = forms.IntegerField(required=False, min_value=1, max_value=999)
        elif column == "drop":
            field = forms.BooleanField(required=False)
        else:
            field = self.cell(column, label)
        field.label = label
        field.widget.attrs |= {"aria-label": label}
        return field

    @property
    def headings(self) -> Mapping[str, Any]:
        return {
            "place": _("Place"),
            "code": _("Code"),
            "en": _("Text in English"),
            "fr": _("Text in French"),
            "pts": _("Points"),
            "n": _("Link"),
            "min": _("From"),
            "q": _("Question"),
            "adds": _("Adds"),
            "drop": _("Drop"),
        }

    @property
    def table_head(self) -> list[Any]:
        return [self.headings[column] for column in self.columns]

    @property
    def table(self) -> list[list[Any]]:
        return [[self[f"row{number}_{column}"] for column in self.columns] for number in range(self.width)]

    def listed(self) -> list[dict[str, Any]]:
        """The rows that stay, in the order of their places; a row without its key is none."""
        found = []
        for number in range(self.width):
            row = {column: self.cleaned_data.get(f"row{number}_{column}") for column in self.columns}
            if row.get(self.key) and not row.get("drop"):
                found.append((row.get("place") or number + 1, number, row))
        ordered = [row for _place, _number, row in sorted(found, key=lambda item: item[:2])]
        return [{k: v for k, v in row.items() if k not in ("place", "drop") and v is not None} for row in ordered]


def code_cell() -> forms.CharField:
    return forms.CharField(required=False, max_length=20, validators=[CODE], widget=forms.TextInput(attrs={"size": 6}))


def number_cell(most: int) -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=most, widget=forms.NumberInput(attrs={"class": "narrow"})
    )


class QuestionForm(RowsForm):
    rows = (("kind", "bears_on"), ("changeable",), ("en", "fr"), ("help_en", "help_fr"))
    kind = choice(_("Kind"), KINDS, help_text=_("route and rule carry no points; A exposure, P position, N link."))
    bears_on = choice(_("Bears on"), ("", *BEARINGS), required=False)
    changeable = forms.BooleanField(label=_("Can be changed by the person"), required=False)
    en = words(_("Text in English"), lang="en")
    fr = words(_("Text in French"), lang="fr")
    help_en = words(_("Help in English"), lang="en")
    help_fr = words(_("Help in French"), lang="fr")

    def prepare(self) -> None:
        kind = (self.data.get("kind") if self.data else None) or (self.before or {}).get("kind")
        measure = _MEASURES.get(str(kind), ())
        self.columns = ("place", "code", *measure, "en", "fr", "drop")
        super().prepare()

    def entries_of(self, value: Any) -> list[dict[str, Any]]:
        return list((value or {}).get("options") or [])

    def cell(self, column: str, label: str) -> forms.Field:
        if column in ("en", "fr"):
            return words(label, lang=column, rows=2)
        return code_cell() if column == "code" else number_cell(2 if column == "n" else TOP)

    def part_value(self) -> Any:
        value = super().part_value()
        value["options"] = self.listed()
        for name in ("bears_on", "changeable"):
            if not value[name] and name not in (self.before or {}):
                del value[name]
        if not value["help_en"] and not value["help_fr"]:
            del value["help_en"], value["help_fr"]
        order = ("code", "kind", "bears_on", "changeable", "en", "fr", "help_en", "help_fr", "options")
        return {name: value[name] for name in (*order, *value) if name in value}


class BandsForm(RowsForm):
    columns = ("code", "min", "en", "fr", "drop")

    def initial_of(self, value: Any) -> dict[str, Any]:
        return {}

    def cell(self, column: str, label: str) -> forms.Field:
        if column in ("en", "fr"):
            return words(label, lang=column, rows=1)
        return code_cell() if column == "code" else number_cell(TOP)

    def part_value(self) -> Any:
        return self.listed()


class UnsureForm(RowsForm):
    columns = ("q", "adds", "drop")
    key = "q"

    def initial_of(self, value: Any) -> dict[str, Any]:
        return {}

    def cell(self, column: str, label: str) -> forms.Field:
        if column == "q":
            offers = [q["code"] for q in self.raw["questions"] if any(o.get("code") == "unsure" for o in q["options"])]
            return choice(label, ("", *offers), required=False)
        return choice(label, ("", *(code for code in RESULTS if code != OPEN)), required=False)

    def part_value(self) -> Any:
        return self.listed()


class FormulaForm(PartForm):
    rows = (RATINGS,)

    def prepare(self) -> None:
        for name, label in zip(RATINGS, (_("Reach"), _("Closeness"), _("Initiative"), _("Record")), strict=True):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=TOP)


class MatrixForm(PartForm):
    """One level for each band of exposure and band of position."""

    rows = ()

    def initial_of(self, value: Any) -> dict[str, Any]:
        return {f"cell_{row}_{column}": level for row, levels in value.items() for column, level in enumerate(levels)}

    def prepare(self) -> None:
        model = self.raw["model"]
        self.bands = [str(band.get("code")) for band in model["exposure_bands"]]
        self.positions = [str(band.get("code")) for band in model["position_bands"]]
        for row in self.bands:
            for column, position in enumerate(self.positions):
                field = choice(f"{row}, {position}", model.get("level_order") or [])
                field.widget.attrs["aria-label"] = f"{row}, {position}"
                self.fields[f"cell_{row}_{column}"] = field

    @property
    def table_head(self) -> list[Any]:
        return [_("A and P"), *self.positions]

    @property
    def grid(self) -> list[tuple[str, list[Any]]]:
        return [(row, [self[f"cell_{row}_{n}"] for n in range(len(self.positions))]) for row in self.bands]

    def part_value(self) -> Any:
        return {row: [self.cleaned_data[f"cell_{row}_{n}"] for n in range(len(self.positions))] for row in self.bands}

"""How the parts of a rulebook and their fields are called on pages, in the language of the page."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.authoring.grammar import write_condition
from assessments.authoring.parts import KINDS, Part, Raw, UnknownPart, part_of

SECTION_NAMES = {
    "activity": gettext_lazy("Activities"),
    "question": gettext_lazy("Questions"),
    "rule": gettext_lazy("Hard rules"),
    "floor": gettext_lazy("Floors"),
    "group": gettext_lazy("Groups of activities"),
    "result": gettext_lazy("Results and next steps"),
    "model": gettext_lazy("Points and lines"),
    "unsure": gettext_lazy("“I am not sure”"),
    "disclaimer": gettext_lazy("Disclaimer"),
    "order": gettext_lazy("Order"),
}
ONE_OF = {
    "activity": gettext_lazy("Activity"),
    "question": gettext_lazy("Question"),
    "rule": gettext_lazy("Hard rule"),
    "floor": gettext_lazy("Floor"),
    "group": gettext_lazy("Group"),
    "result": gettext_lazy("Result"),
}
MODEL_NAMES = {
    "exposure_formula": gettext_lazy("Points of the four ratings of an activity"),
    "exposure_bands": gettext_lazy("Bands of exposure (A)"),
    "position_bands": gettext_lazy("Bands of position (P)"),
    "matrix": gettext_lazy("Matrix"),
    "status": gettext_lazy("Status"),
    "level_order": gettext_lazy("Order of the levels"),
    "version": gettext_lazy("Number of the version"),
}
_FIELDS = {
    "en": gettext_lazy("Text in English"),
    "fr": gettext_lazy("Text in French"),
    "help_en": gettext_lazy("Help in English"),
    "help_fr": gettext_lazy("Help in French"),
    "basis": gettext_lazy("Source in English"),
    "basis_fr": gettext_lazy("Source in French"),
    "en title": gettext_lazy("Name in English"),
    "fr title": gettext_lazy("Name in French"),
    "en next": gettext_lazy("Next step in English"),
    "fr next": gettext_lazy("Next step in French"),
    "route": gettext_lazy("Route"),
    "rcip": gettext_lazy("Reach, closeness, initiative, record"),
    "asks": gettext_lazy("Questions asked"),
    "floor": gettext_lazy("Lowest level"),
    "note": gettext_lazy("Note for authors"),
    "kind": gettext_lazy("Kind"),
    "bears_on": gettext_lazy("Bears on"),
    "changeable": gettext_lazy("Can be changed by the person"),
    "pts": gettext_lazy("Points"),
    "n": gettext_lazy("Strength of the link"),
    "min": gettext_lazy("From"),
    "order": gettext_lazy("Order"),
    "result": gettext_lazy("Result"),
    "at_least": gettext_lazy("At least"),
    "when": gettext_lazy("Condition"),
    "reach": gettext_lazy("Reach"),
    "closeness": gettext_lazy("Closeness"),
    "initiative": gettext_lazy("Initiative"),
    "record": gettext_lazy("Record"),
}


_ITEMS = {
    "administrative": gettext_lazy("administrative"),
    "call centre": gettext_lazy("call centre"),
    "border officer": gettext_lazy("border officer"),
    "policy analyst": gettext_lazy("policy analyst"),
    "director": gettext_lazy("director"),
    "director general": gettext_lazy("director general"),
    "discreet": gettext_lazy("discreet"),
    "exposed": gettext_lazy("exposed"),
    "not sure": gettext_lazy("not sure"),
}


def item_name(item: str) -> str:
    """A watched example or vector as people read it: `DIS.LAWN · director · exposed` in the language of the page."""
    words = (
        re.sub(r"^way (\d+)$", lambda way: _("way %(number)s") % {"number": way[1]}, word) for word in item.split(" · ")
    )
    return " · ".join(str(_ITEMS.get(word, word)) for word in words)


def field_name(field: str) -> str:
    """A field of a part as people read it: `option a2 · pts` is "Option a2 · Points"."""
    prefix, _dot, name = field.rpartition(" · ")
    word, _space, code = prefix.partition(" ")
    before = {"option": _("Option %(code)s"), "band": _("Band %(code)s")}.get(word, "") % {"code": code}
    told = str(_FIELDS.get(name, MODEL_NAMES.get(name, name)))
    return f"{before} · {told}" if before else told


def part_name(part: Part) -> str:
    """What a part is called, without its texts: "Activity SOC.POST", "Matrix"."""
    if part.kind in ONE_OF:
        return f"{ONE_OF[part.kind]} {part.code}"
    if part.kind == "model":
        return str(MODEL_NAMES.get(part.code, part.code))
    if part.kind == "order":
        return str(SECTION_NAMES.get({"groups": "group", "activities": "activity"}.get(part.code, ""), part.code))
    return str(SECTION_NAMES.get(part.kind, part.kind))


def part_text(raw: Raw, part: Part) -> str:
    """The words of a part in the language of the page; empty when it has none, or is gone."""
    try:
        value = part_of(raw, part)
    except UnknownPart:
        return ""
    if not isinstance(value, dict) or part.kind == "model":
        return ""
    words = value.get("fr" if (get_language() or "en").startswith("fr") else "en", "")
    return str(words.get("title", "")) if isinstance(words, dict) else str(words)


def part_facts(raw: Raw, part: Part, value: Any) -> str:
    """What matters of a part in a list, in a few codes and numbers."""
    if part.kind == "activity":
        ratings = " ".join(map(str, value.get("rcip") or []))
        return " · ".join(filter(None, [str(value.get("route", "")), ratings, str(value.get("floor") or "")]))
    if part.kind == "question":
        points = [option.get("pts", option.get("n")) for option in value.get("options") or []]
        told = " ".join(str(number) for number in points if number is not None)
        return " · ".join(filter(None, [str(value.get("kind", "")), told]))
    if part.kind == "rule":
        return f"{value.get('order')} · {value.get('result')} · {write_condition(value.get('when'))}"
    if part.kind == "floor":
        return f"{value.get('at_least')} · {write_condition(value.get('when'))}"
    if part.kind == "group":
        count = sum(str(entry.get("code")).partition(".")[0] == part.code for entry in raw["activities"])
        return str(count)
    return ""


def part_of_problem(where: tuple[str, str]) -> Part | None:
    """The part to open for a problem, where there is a page for it."""
    kind, code = where
    if kind == "unsure":
        return Part("unsure")
    if kind == "model" and code not in ("exposure_formula", "exposure_bands", "position_bands", "matrix"):
        return None
    return Part(kind, code) if kind in KINDS else None

"""What can be wrong with a rulebook, as a sentence that programs can take apart. Pure.

A problem is its English sentence, because that is what a command prints and a test reads. Beside it, it carries where
it is, its kind and its values, so that a page can link it to the part concerned and say it in either language.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop

SENTENCES = {
    "not_a_mapping": gettext_noop("the file is not a mapping"),
    "section_missing": gettext_noop("missing, or not a {form}"),
    "section_unknown": gettext_noop("not a section of a rulebook"),
    "entry_not_a_mapping": gettext_noop("every entry must be a mapping"),
    "no_text": gettext_noop("no text in {language}"),
    "unknown": gettext_noop("unknown {what} {value}"),
    "not_a_text": gettext_noop("must be a text"),
    "formula": gettext_noop("needs whole points for exactly {names}"),
    "levels": gettext_noop("needs a list of known results, lowest first"),
    "matrix_lists": gettext_noop("needs one list of levels per exposure band"),
    "bands": gettext_noop("needs a list of bands"),
    "band": gettext_noop("needs a code and a min between 0 and {most}"),
    "no_code": gettext_noop("an entry has no code"),
    "code_twice": gettext_noop("code {code} is used twice"),
    "ratings": gettext_noop("rcip needs four ratings from 0 to 3"),
    "asks": gettext_noop("asks needs a list of questions, each once"),
    "asks_unknown": gettext_noop("asks the unknown A question {value}"),
    "changeable": gettext_noop("changeable must be true or false"),
    "few_options": gettext_noop("needs at least two options"),
    "option_codes": gettext_noop("every option needs a text as its code, and each code once"),
    "measure": gettext_noop("needs {measure} as a whole number"),
    "pointless": gettext_noop("points where none count"),
    "orders": gettext_noop("every order must be a whole number, each once"),
    "no_basis": gettext_noop("no basis"),
    "no_condition": gettext_noop("no condition"),
    "empty_condition": gettext_noop("an empty condition"),
    "unknown_condition": gettext_noop("unknown condition {names}"),
    "unknown_question": gettext_noop("refers to the unknown question {value}"),
    "no_option": gettext_noop("names no option of {question}"),
    "unknown_option": gettext_noop("refers to the unknown option {value} of {question}"),
    "unknown_route": gettext_noop("unknown route in {value}"),
    "only_true": gettext_noop("activity_floor can only be true"),
    "atom_number": gettext_noop("{name} needs a whole number"),
    "unsure_question": gettext_noop("{value} is no question that offers 'unsure'"),
    "result_missing": gettext_noop("{code} is missing"),
    "result_unknown": gettext_noop("{code} is not a result"),
    "no_words": gettext_noop("no {name} in {language}"),
    "bands_order": gettext_noop("must start at 0 and rise"),
    "band_twice": gettext_noop("a code is used twice"),
    "matrix_rows": gettext_noop("must have exactly one row per exposure band"),
    "matrix_cells": gettext_noop("every row needs one known level per position band"),
    "matrix_falls": gettext_noop("a level falls while points rise"),
    "undecided": gettext_noop("no rule decides its route {route}"),
    "rule_unreachable": gettext_noop("no answers can make it match"),
    "floor_unreachable": gettext_noop("no answers can make it hold"),
    "floor_of_none": gettext_noop("takes the activity’s level without asking for activity_floor"),
    "floor_falls": gettext_noop("stops applying when the answer to {question} scores more"),
    "rule_on_points": gettext_noop("a hard rule cannot rest on points"),
}


# How values of sentences are told to people: which language, which field.
_TOLD = {
    "en": gettext_noop("English"),
    "fr": gettext_noop("French"),
    "help_en": gettext_noop("English (help)"),
    "help_fr": gettext_noop("French (help)"),
    "title": gettext_noop("name"),
    "next": gettext_noop("next step"),
    "route": gettext_noop("route"),
    "group": gettext_noop("group"),
    "level": gettext_noop("level"),
    "floor": gettext_noop("lowest level"),
    "kind": gettext_noop("kind"),
    "result": gettext_noop("result"),
    "pts": gettext_noop("points"),
}


class Problem(str):
    """One thing that is wrong: `where` (such as "activity SOC.POST"), `kind` (a key of SENTENCES) and `values`."""

    where: str
    kind: str
    values: dict[str, Any]

    def __new__(cls, where: str, kind: str, **values: Any) -> Problem:
        sentence = SENTENCES[kind].format(**values)
        problem = super().__new__(cls, f"{where}: {sentence}" if where else sentence)
        problem.where, problem.kind, problem.values = where, kind, values
        return problem

    @property
    def sentence(self) -> str:
        """What is wrong, without the place, in the current language."""
        told = {name: gettext(_TOLD[value]) if value in _TOLD else value for name, value in self._texts()}
        return gettext(SENTENCES[self.kind]).format(**told)

    def _texts(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.values.items()]

    @property
    def part(self) -> tuple[str, str]:
        """The kind of part that it is about and its code: `("activity", "SOC.POST")`, `("model", "matrix")`."""
        kind, _, code = self.where.split(",")[0].partition(" ")
        if code or "." not in kind:
            return kind, code
        model, _, name = kind.partition(".")
        return model, name.partition("[")[0]

    @property
    def detail(self) -> str:
        """The option within the part, where it is about one."""
        return self.where.partition(", option ")[2]

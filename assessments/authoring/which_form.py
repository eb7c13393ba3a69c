"""Which form edits which part of a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.authoring.forms import ActivityForm, FloorForm, PartForm, ResultForm, RuleForm, TextForm
from assessments.authoring.parts import Part, Raw
from assessments.authoring.row_forms import BandsForm, FormulaForm, MatrixForm, QuestionForm, UnsureForm

FORMS: Mapping[str, type[PartForm]] = {
    "activity": ActivityForm,
    "question": QuestionForm,
    "rule": RuleForm,
    "floor": FloorForm,
    "group": TextForm,
    "result": ResultForm,
    "disclaimer": TextForm,
    "unsure": UnsureForm,
    "exposure_formula": FormulaForm,
    "exposure_bands": BandsForm,
    "position_bands": BandsForm,
    "matrix": MatrixForm,
}


def form_of(raw: Raw, part: Part, value: Any, data: Any = None) -> PartForm:
    """The form of a part, showing its value or what was typed."""
    return FORMS[part.code if part.kind == "model" else part.kind](raw, part, value, data)

"""The parts of an advice in words of the current language: its limbs and its sources."""

from typing import Any

from cases.enums import Factor, Limb, LimbConclusion, Weight
from cases.models import Advice, Case
from polact.outreach.sources import sources


def parts_of(case: Case) -> dict[str, Any]:
    """`limbs` and `sources` of the advice that stands, for `cases/advice/answer.html`."""
    if case.advice is None:
        return {}
    limbs = (_limb(limb, case.advice) for limb in Limb)
    return {"limbs": [limb for limb in limbs if limb], "sources": [_source(source) for source in case.advice.sources]}


def _limb(limb: Limb, advice: Advice) -> dict[str, Any] | None:
    conclusion = advice.actual if limb == Limb.ACTUAL else advice.perceived
    found = [
        {"factor": Factor(one["factor"]).label, "weight": Weight(one["weight"]).label, "text": one["text"]}
        for one in advice.findings
        if one["limb"] == limb
    ]
    if not conclusion and not found:
        return None
    return {"name": limb.label, "conclusion": LimbConclusion(conclusion).label if conclusion else "", "findings": found}


def _source(source: str) -> dict[str, str]:
    known = sources().get(source)
    return {"text": str(known.text), "url": str(known.url)} if known else {"text": source, "url": ""}

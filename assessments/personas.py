"""The standard people of the published examples: answers for what a source does not say. Pure.

The header of `examples/published-cases.yaml` defines them; an example's own answers override them.
"""

from __future__ import annotations

from assessments.rulebook_parts import Rulebook

PERSONAS = ("ordinary", "very_senior")
_LOCAL_PUBLIC, _ELECTION_PERIOD = "a2", "e2"


class UnknownPersona(LookupError):
    """An example names a persona that is not defined."""


def persona_answers(rulebook: Rulebook, persona: str | None, activity: str) -> dict[str, str]:
    """Return the answers that a persona gives for an activity; none without a persona.

    Raises UnknownPersona for a name that the examples' header does not define.
    """
    if persona is None:
        return {}
    if persona == "very_senior":
        return {"P.LEVEL": "l3", "P.INFL": "n3", "P.POL": "p2", "P.AUTH": "u2"}
    if persona != "ordinary":
        raise UnknownPersona(f"Unknown persona {persona!r}. Known: {', '.join(PERSONAS)}.")
    asked = rulebook.asked(rulebook.activities[activity]) if activity in rulebook.activities else ()
    answers = {question.code: question.options[0].code for question in asked if question.kind in ("A", "P", "N")}
    if "M.AUD" in answers:
        answers["M.AUD"] = _LOCAL_PUBLIC
    if "M.TIME" in answers:
        answers["M.TIME"] = _ELECTION_PERIOD
    return {**answers, "H.TIME": "own"}

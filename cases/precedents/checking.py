"""Whether an answer departs from what most similar requests were answered, and that its author says why if it does."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.models import Case, DepartureReason, PrecedentCheck
from cases.precedents.nearest import Majority
from cases.precedents.reading import precedents_of
from polact.access.models import Person
from polact.base.errors import Invalid
from polact.catalogue.kinds import Outcome
from polact.catalogue.registry import outcome as outcome_of


def check_precedents(
    *, case: Case, answer: Outcome, by: Person, at: datetime, departure: str = "", departure_note: str = ""
) -> PrecedentCheck | None:
    """Compare an answer with the nearest earlier ones. Returns the fact, not yet saved; None without a self-assessment.

    `departure` is a code of DepartureReason, `departure_note` an explanation in words. Raises Invalid when the answer
    departs from a clear majority and no known reason is given, or the reason's explanation is missing.
    """
    found = precedents_of(case)
    if found.facts is None:
        return None
    most = found.majority
    departs = most is not None and most.is_departed_from_by(answer.code)
    if departs and most is not None:
        _check_reason(most, departure, departure_note)
    clear = most if most is not None and most.is_clear else None
    return PrecedentCheck(
        case=case,
        checked_by=by,
        checked_at=at,
        activity=found.facts.activity,
        outcome=answer.code,
        compared=len(found.near),
        majority=clear.outcome if clear else "",
        agreed=clear.count if clear else 0,
        departs=departs,
        reason=departure if departs else "",
        explanation=departure_note.strip() if departs else "",
    )


def as_facts(check: PrecedentCheck | None) -> dict[str, object]:
    """What of a comparison the trail keeps, sealed."""
    if check is None:
        return {}
    kept = {"compared": check.compared, "majority": check.majority, "agreed": check.agreed, "reason": check.reason}
    return {"precedents": kept}


def _check_reason(most: Majority, departure: str, note: str) -> None:
    if departure not in DepartureReason.values:
        said = _(
            "%(count)s of %(among)s earlier answers about the same facts concluded “%(outcome)s”. Say why this one differs."
        )
        facts = {"count": most.count, "among": most.among, "outcome": outcome_of(most.outcome).name}
        raise Invalid(said % facts, field="departure")
    if not note.strip():
        raise Invalid(_("Explain in a sentence why this answer differs."), field="departure_note")

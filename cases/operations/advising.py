"""Recording advice: the answer, with its reasons and the precautions that go with it (PSEA s. 113)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance
from cases.enums import CaseAction
from cases.models import Advice, Case
from cases.notices import requests as notices
from cases.precedents.checking import check_precedents, told
from cases.queries.covering import acting_for
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.text import both_languages
from polact.catalogue.advice import COMPATIBLE_WITH_PRECAUTIONS
from polact.catalogue.kinds import Outcome


@transaction.atomic
def record_advice(
    *,
    case: Case,
    decided_by: Person,
    outcome: str,
    reasons: str,
    mitigations: str = "",
    departure: str = "",
    departure_note: str = "",
    at: datetime,
    version: int | None = None,
) -> Advice:
    """Answer the employee. `outcome` is one of the request type's answers; reasons are always required.

    Where most earlier answers about the same facts concluded otherwise, `departure` (a DepartureReason) and its note say
    why this one departs from them.
    Raises Invalid (no reasons, unknown outcome, precautions missing where the outcome rests on them, a departure without
    its reason), NotPermitted,
    NotNow when somebody answered first (it says who and when), Conflict when the page was stale.
    """
    answer = _checked(case, outcome, reasons, mitigations)
    compared = check_precedents(
        case=case, answer=answer, by=decided_by, at=at, departure=departure, departure_note=departure_note
    )
    case = advance(
        case=case,
        action=CaseAction.RECORD_ADVICE,
        by=decided_by,
        at=at,
        version=version,
        outcome=answer.code,
        ended_at=at,
        facts={
            "outcome": both_languages(answer.name),
            "reasons": reasons,
            "mitigations": mitigations,
            **told(compared),
        },
    )
    if compared is not None:
        compared.save(force_insert=True)
    advice = Advice.objects.create(
        case=case,
        author=decided_by,
        on_behalf_of_id=acting_for(case, decided_by, clock.local_date(at)),
        requester_id=case.requester_id,
        recorded_at=at,
        outcome=answer.code,
        reasons=reasons,
        mitigations=mitigations,
        language=case.language,
    )
    notices.advice_recorded(case=case, at=at)
    return advice


def _checked(case: Case, outcome: str, reasons: str, mitigations: str) -> Outcome:
    answer = next((answer for answer in case.type.answers if answer.code == outcome), None)
    if answer is None:
        raise Invalid(_("Choose a conclusion."), field="outcome")
    if not reasons.strip():
        raise Invalid(_("Give the reasons: the employee is entitled to them."), field="reasons")
    if answer == COMPATIBLE_WITH_PRECAUTIONS and not mitigations.strip():
        raise Invalid(_("Say which precautions the conclusion rests on."), field="mitigations")
    return answer

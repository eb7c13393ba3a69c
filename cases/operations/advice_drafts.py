"""The draft of an advice: saved, taken up again by whoever handles the case, and thrown away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.answer import Answer, check_parts
from cases.enums import CaseStatus
from cases.models import AdviceDraft, Case
from cases.permissions import may_handle
from polact.access.models import Person
from polact.base.errors import Conflict, NotNow, NotPermitted


@transaction.atomic
def save_advice_draft(
    *,
    case: Case,
    answer: Answer,
    saved_by: Person,
    at: datetime,
    version: int | None = None,
    departure: str = "",
    departure_note: str = "",
) -> AdviceDraft:
    """Keep what was written so far; it may be incomplete. Working papers leave no trace in the trail.

    `version` is the draft's that was read, None when there was none. Raises NotPermitted, NotNow unless the case is in
    review, Conflict when somebody else saved the draft meanwhile, Invalid for a limb or factor that there is not.
    """
    case = _in_review(case, saved_by)
    check_parts(answer)
    draft = AdviceDraft.objects.filter(case=case).first()
    _check_version(draft, version)
    if draft is None:
        draft = AdviceDraft(case=case, version=0)
    for name, value in answer.columns().items():
        setattr(draft, name, value)
    draft.departure, draft.departure_note = departure, departure_note
    draft.version += 1
    draft.saved_by, draft.saved_at = saved_by, at
    draft.save()
    return draft


@transaction.atomic
def discard_advice_draft(*, case: Case, discarded_by: Person, version: int | None = None) -> None:
    """Delete the draft for good. Raises as `save_advice_draft` does; nothing happens when there is no draft."""
    case = _in_review(case, discarded_by)
    draft = AdviceDraft.objects.filter(case=case).first()
    if draft is not None:
        _check_version(draft, version)
        draft.delete()


def _in_review(case: Case, person: Person) -> Case:
    """The case, locked, so that two who save at once come one after the other."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_handle(person, case):
        raise NotPermitted()
    if case.status != CaseStatus.IN_REVIEW:
        raise NotNow(_("An advice can be drafted only while the request is in review."))
    return case


def _check_version(draft: AdviceDraft | None, version: int | None) -> None:
    standing = draft.version if draft else None
    if version != standing:
        raise Conflict(
            _("Somebody else saved the draft since you opened it. What you typed is kept on this page."),
            current_version=standing,
        )

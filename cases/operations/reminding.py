"""What the clock tells about questions to the employee: ahead of the last day, on it, and that it has passed."""

from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.enums import CaseStatus, Reminder
from cases.models import InformationReminder, InformationRequest
from cases.notices import information as notices
from cases.waiting import reminded_up_to
from polact.access.acting import as_system
from polact.base import clock

AT_ONCE = 200


@transaction.atomic
def remind_of_questions(*, at: datetime) -> int:
    """Tell what is due today about open questions, some at a time. Called by the beat, for the system.

    The employee is told two business days ahead of the last calendar day for the answer and on it, the representative
    once it has passed. May run twice, at once, or not at all for some days: what was told of which day is stored, and of
    what was missed only the latest is told. Returns how many were told; what one run leaves, the next does.
    """
    today = clock.local_date(at)
    with as_system():
        due = list(_due(today)[:AT_ONCE])
        for asked in due:
            assert asked.answer_by is not None
            kind = _kind(asked.answer_by, today)
            InformationReminder.objects.create(
                information_request=asked, answer_by=asked.answer_by, kind=kind, sent_at=at
            )
            if kind == Reminder.PASSED:
                notices.never_answered(case=asked.case, at=at)
            else:
                notices.answer_is_awaited(case=asked.case, asked=asked, at=at)
    return len(due)


def _due(today: date) -> QuerySet[InformationRequest]:
    """Open questions about whose last day something is to be told today; rows that another run holds are left to it."""
    told = InformationReminder.objects.filter(information_request=OuterRef("pk"), answer_by=OuterRef("answer_by"))
    days = {
        Reminder.PASSED: Q(answer_by__lt=today),
        Reminder.ON_THE_DAY: Q(answer_by=today),
        Reminder.AHEAD: Q(answer_by__gt=today, answer_by__lte=reminded_up_to(today)),
    }
    due = (when & ~Q(Exists(told.filter(kind=kind))) for kind, when in days.items())
    awaited = InformationRequest.objects.filter(reduce(or_, due), answered_at=None, went_on_at=None)
    waiting = awaited.filter(case__status=CaseStatus.AWAITING_INFORMATION).order_by(F("answer_by"), "pk")
    return waiting.select_related("case__requester").select_for_update(of=("self",), skip_locked=True)


def _kind(answer_by: date, today: date) -> Reminder:
    if answer_by < today:
        return Reminder.PASSED
    return Reminder.ON_THE_DAY if answer_by == today else Reminder.AHEAD

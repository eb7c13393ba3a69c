"""What the employee and those who handle the request are told of its course."""

from datetime import datetime

from django.utils.translation import override

from cases.models import Case
from cases.notices.posting import handlers, tell
from cases.queries.covering import acting_for
from polact.base import clock
from polact.base.templatetags.ui import day_in_words


def request_received(*, case: Case, at: datetime) -> None:
    """To the employee: the request arrived, and when an answer is due under the service standard."""
    language = case.requester.language
    with override(language):
        due = day_in_words(case.due_on, language) if case.due_on else ""
    tell(case.requester, "request_received", case, at, due=due)


def case_arrived(*, case: Case, at: datetime) -> None:
    """To the assigned representative, or to all of the queue: there is a new request."""
    for person in handlers(case, at):
        tell(person, "case_arrived", case, at)


def advice_recorded(*, case: Case, at: datetime) -> None:
    """To the employee: the answer can be read; and by whom for whom, when a stand-in gave it."""
    absent = acting_for(case, case.changed_by, clock.local_date(at))
    if absent is None:
        tell(case.requester, "advice_recorded", case, at)
    else:
        by, away = str(case.changed_by), str(case.assigned_to)
        tell(case.requester, "advice_recorded_by_stand_in", case, at, by=by, absent=away)


def request_redirected(*, case: Case, at: datetime) -> None:
    """To the employee: the request belongs elsewhere, and where."""
    tell(case.requester, "request_redirected", case, at)


def request_withdrawn(*, case: Case, at: datetime) -> None:
    """To whoever had it: nothing more to do."""
    for person in handlers(case, at):
        tell(person, "request_withdrawn", case, at)


def closed_unanswered(*, case: Case, at: datetime) -> None:
    """To the employee: closed for want of a reply, and that nothing was decided."""
    tell(case.requester, "closed_unanswered", case, at)

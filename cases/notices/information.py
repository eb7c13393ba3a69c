"""About what the employee is asked for: the question, reminders, the answer. Never the words of either."""

from datetime import date, datetime

from cases.models import Case, InformationRequest
from cases.notices.posting import handlers, tell
from polact.base.templatetags.ui import day_in_words


def information_requested(*, case: Case, asked: InformationRequest, at: datetime) -> None:
    """To the employee: there is a question to answer, and until when."""
    tell(case.requester, "information_requested", case, at, day=_day(case, asked.answer_by))


def answer_is_awaited(*, case: Case, asked: InformationRequest, at: datetime) -> None:
    """To the employee, ahead of the last day and on it."""
    tell(case.requester, "answer_is_awaited", case, at, day=_day(case, asked.answer_by))


def reminded_again(*, case: Case, asked: InformationRequest, at: datetime) -> None:
    """To the employee: the representative asks once more, with a new last day."""
    tell(case.requester, "reminded_again", case, at, day=_day(case, asked.answer_by))


def less_is_needed(*, case: Case, at: datetime) -> None:
    """To the employee: something on the list is not needed any more."""
    tell(case.requester, "less_is_needed", case, at)


def went_on(*, case: Case, at: datetime) -> None:
    """To the employee: the review goes on, nothing more is waited for."""
    tell(case.requester, "went_on", case, at)


def information_provided(*, case: Case, at: datetime) -> None:
    """To the representative: the answer is there."""
    for person in handlers(case, at):
        tell(person, "information_provided", case, at)


def part_provided(*, case: Case, at: datetime) -> None:
    """To the representative: a part of the answer is there."""
    for person in handlers(case, at):
        tell(person, "part_provided", case, at)


def never_answered(*, case: Case, at: datetime) -> None:
    """To the representative: the last day has passed without an answer."""
    for person in handlers(case, at):
        tell(person, "never_answered", case, at)


def _day(case: Case, day: date | None) -> str:
    return day_in_words(day, case.requester.language) if day else "–"

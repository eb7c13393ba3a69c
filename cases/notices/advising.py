"""What second readers and authors are told of an advice, and that a request was opened again."""

from datetime import datetime

from cases.models import Case
from cases.notices.posting import everybody, handlers, tell
from polact.access.models import Person


def advice_proposed(*, case: Case, by: Person, manager: int | None, at: datetime) -> None:
    """To all who could be the second reader: an advice waits to be read. Not the author, nor the requester's manager."""
    for person in everybody(case, at):
        if person.pk not in (by.pk, manager):
            tell(person, "advice_proposed", case, at, author=str(by))


def advice_returned(*, case: Case, author: Person, at: datetime) -> None:
    """To the author: the second reader returned the advice with a comment, which stands on the page only."""
    tell(author, "advice_returned", case, at)


def advice_approved(*, case: Case, author: Person, at: datetime) -> None:
    """To the author: the advice is recorded, and the employee is told."""
    tell(author, "advice_approved", case, at)


def request_reopened(*, case: Case, by: Person, at: datetime) -> None:
    """To the employee, and to those who handle it except the one who opened it: it is looked at again."""
    tell(case.requester, "request_reopened", case, at)
    for person in handlers(case, at):
        if person.pk != by.pk:
            tell(person, "case_reopened", case, at)

"""Who is told when a case changes hands."""

from datetime import datetime

from cases.models import Case
from cases.notices.posting import handlers, tell
from polact.access.models import Person


def case_given(*, case: Case, to: Person, by: Person, at: datetime) -> None:
    """To the new holder: a colleague gave them the request. Why stands on its page."""
    tell(to, "case_given", case, at, by=str(by))


def case_free(*, case: Case, besides: Person, at: datetime) -> None:
    """To everybody of the queue but the one who knows: nobody has the request."""
    for person in handlers(case, at):
        if person.pk != besides.pk:
            tell(person, "case_free", case, at)

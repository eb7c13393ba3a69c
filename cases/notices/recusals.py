"""That a request was placed anew because somebody stepped aside. Nobody is told who, or why."""

from datetime import datetime

from cases.models import Case
from cases.notices.posting import handlers, tell


def placed_anew(*, case: Case, at: datetime) -> None:
    """To whoever has it now: the assignee, or all of the queue."""
    for person in handlers(case, at):
        tell(person, "placed_anew", case, at)

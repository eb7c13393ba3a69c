"""That there is a message on a request. Its words stay on the page of the request."""

from datetime import datetime

from cases.models import Case
from cases.notices.posting import handlers, tell


def message_from_employee(*, case: Case, at: datetime) -> None:
    """To whoever handles the case: the employee wrote."""
    for person in handlers(case, at):
        tell(person, "message_from_employee", case, at)


def message_from_representative(*, case: Case, at: datetime) -> None:
    """To the employee: the representative wrote."""
    tell(case.requester, "message_from_representative", case, at)

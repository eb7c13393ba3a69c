"""That somebody was given a case."""

from datetime import datetime

from cases.models import Case
from cases.notices.posting import tell
from polact.access.models import Person


def case_assigned(*, case: Case, to: Person, by: Person, at: datetime) -> None:
    """To the one who has the case now."""
    tell(to, "case_assigned", case, at, by=str(by))

"""Who may read what people say about the self-assessment."""

from polact.access.models import Person
from polact.access.permissions import may_administer


def may_read_feedback(person: Person) -> bool:
    """Administrators, who keep the rulebooks. Row-level security says the same of the table."""
    return may_administer(person)

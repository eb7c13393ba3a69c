"""Who may do what with organizations and people."""

from polact.access.enums import Role
from polact.access.models import Person


def may_administer(person: Person) -> bool:
    """Administrators keep organizations, people and rules."""
    return person.standing.holds(Role.ADMINISTRATOR)

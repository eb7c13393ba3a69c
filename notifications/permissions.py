"""Who may do what in the mail room. Reading needs no predicate: everybody reads what is addressed to them."""

from polact.access.enums import Role
from polact.access.models import Person


def may_tend_mail(person: Person) -> bool:
    """Administrators see which e-mails wait, and why, and decide about those that nobody can decide by itself."""
    return person.standing.holds(Role.ADMINISTRATOR)

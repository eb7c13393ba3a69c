"""Who may read reports, and which role they read them in."""

from polact.access.enums import SEES_ALL, Role
from polact.access.models import Person

READERS = (Role.ADMINISTRATOR, Role.AUDITOR, Role.COMMISSION_DECIDER, Role.COMMISSION_OFFICER, Role.REPRESENTATIVE)
assert set(READERS) == {*SEES_ALL, Role.REPRESENTATIVE}, "whoever sees every case may count them"


def may_read_reports(person: Person) -> bool:
    """Those who see every submitted case, and representatives, who count what their own organizations received."""
    return person.standing.holds(*READERS)


def reading_role(person: Person) -> Role:
    """The role in which a person reads reports: the widest that they hold. Raises StopIteration for a stranger."""
    return next(role for role in READERS if person.standing.holds(role))


def may_see_gauge(person: Person) -> bool:
    """Administrators, who keep the rulebook, see how it compares with advice, small counts included."""
    return person.standing.holds(Role.ADMINISTRATOR)


def may_count_allegations(person: Person) -> bool:
    """Those inside the wall around allegations; what they take out has its small counts hidden."""
    return person.standing.holds(Role.INVESTIGATOR, Role.COMMISSION_DECIDER)

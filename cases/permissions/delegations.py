"""Who keeps the instruments under which decisions are made for the Commission, and who makes them."""

from cases.models import Delegation
from polact.access.enums import Role
from polact.access.models import Person


def may_record_delegations(person: Person) -> bool:
    """Administrators record instruments, and read them all."""
    return person.standing.holds(Role.ADMINISTRATOR)


def may_end_delegation(person: Person, delegation: Delegation) -> bool:
    """An administrator other than its holder."""
    return may_record_delegations(person) and person.pk != delegation.person_id


def may_see_waiting(person: Person) -> bool:
    """Decision makers of the Commission see what waits for them."""
    return person.standing.holds(Role.COMMISSION_DECIDER)

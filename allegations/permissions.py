"""Who may do what with allegations: investigators and the Commission's decision maker, and nobody else."""

from collections.abc import Callable

from allegations.models import INSIDE, Allegation
from polact.access.enums import Role
from polact.access.models import Person

Predicate = Callable[[Person, Allegation], bool]


def stands_inside(person: Person) -> bool:
    """Inside the wall: may know that there are allegations, enter one, and count them."""
    return person.standing.holds(*INSIDE)


def may_read(person: Person, allegation: Allegation) -> bool:
    """Everybody inside but the one whom it is, or may be, about."""
    return stands_inside(person) and not allegation.may_be_about(person)


def may_investigate(person: Person, allegation: Allegation) -> bool:
    """Investigators record what happened; never about themselves."""
    return person.standing.holds(Role.INVESTIGATOR) and not allegation.may_be_about(person)


def may_decide(person: Person, allegation: Allegation) -> bool:
    """The Commission's decision maker; never about themselves (PSEA s. 15(1): not delegated to deputy heads)."""
    return person.standing.holds(Role.COMMISSION_DECIDER) and not allegation.may_be_about(person)

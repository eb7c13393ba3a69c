"""Who may do what with a case: named predicates, the same for the button, the API and the deed.

Each takes the person (with their standing today) and the case, and reads nothing from the database.
"""

from collections.abc import Callable

from cases.enums import Queue
from cases.models import Case, SavedView
from polact.access.enums import Role
from polact.access.models import Organization, Person

Predicate = Callable[[Person, Case], bool]


def is_requester(person: Person, case: Case) -> bool:
    return case.requester_id == person.pk


def may_read(person: Person, case: Case) -> bool:
    """One's own request; a submitted one of an organization that one represents; or, for some roles, any submitted one;
    but none from which one is walled off."""
    if is_requester(person, case):
        return True
    return (
        is_not_walled_off(person, case)
        and case.submitted_at is not None
        and (case.organization_id in person.standing.represents or person.standing.sees_all)
    )


def is_not_walled_off(person: Person, case: Case) -> bool:
    """No conflict of interest was found between the person and the case."""
    return person.pk not in case.walled_from


def may_handle(person: Person, case: Case) -> bool:
    """A representative of the case's organization, or for the central queue a Commission officer; never one's own request."""
    if is_requester(person, case) or case.submitted_at is None or not is_not_walled_off(person, case):
        return False
    if case.organization_id in person.standing.represents:
        return True
    return case.queue == Queue.CENTRAL and person.standing.holds(Role.COMMISSION_OFFICER)


def may_assign(person: Person, case: Case) -> bool:
    """Whoever may handle a case may say who has it."""
    return may_handle(person, case)


def may_change_view(person: Person, view: SavedView) -> bool:
    """Its owner, as long as they represent the organization that they shared it with."""
    return may_delete_view(person, view) and (
        view.organization_id is None or view.organization_id in person.standing.represents
    )


def may_delete_view(person: Person, view: SavedView) -> bool:
    return view.owner_id == person.pk


def may_share_view(person: Person, organization: Organization) -> bool:
    """With the representatives of an organization that one represents."""
    return organization.pk in person.standing.represents


def may_use_desk(person: Person) -> bool:
    """Somebody who handles cases somewhere."""
    return person.standing.holds(Role.REPRESENTATIVE, Role.COMMISSION_OFFICER)


def may_simulate(person: Person) -> bool:
    """Administrators try a proposed rulebook on what is stored; only counts come out."""
    return person.standing.holds(Role.ADMINISTRATOR)

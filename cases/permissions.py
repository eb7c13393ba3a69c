"""Who may do what with a case: named predicates, the same for the button, the API and the deed.

Each takes the person (with their standing today) and the case, and reads nothing from the database.
"""

from collections.abc import Callable

from cases.enums import Queue
from cases.models import Case
from polact.access.enums import Role
from polact.access.models import Person

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


def may_use_desk(person: Person) -> bool:
    """Somebody who handles cases somewhere."""
    return person.standing.holds(Role.REPRESENTATIVE, Role.COMMISSION_OFFICER)


def may_simulate(person: Person) -> bool:
    """Administrators try a proposed rulebook on what is stored; only counts come out."""
    return person.standing.holds(Role.ADMINISTRATOR)


def may_read_rules(person: Person, organization_id: int) -> bool:
    """The organization's representatives, and those who see everything."""
    return organization_id in person.standing.represents or person.standing.sees_all


def may_change_rules(person: Person, organization_id: int) -> bool:
    """Whoever leads the organization's representatives, and administrators."""
    return person.standing.leads_in(organization_id) or person.standing.holds(Role.ADMINISTRATOR)


def may_read_routing(person: Person, case: Case) -> bool:
    """Why a case came where it is: for those who may read it, other than the one who asked."""
    return may_read(person, case) and not is_requester(person, case)


def may_record_elections(person: Person) -> bool:
    """Commission officers and administrators keep the periods of elections; reading them is for everybody."""
    return person.standing.holds(Role.COMMISSION_OFFICER, Role.ADMINISTRATOR)


def may_link(person: Person, case: Case) -> bool:
    """Whoever handles a case may say that it belongs with another one that they handle."""
    return may_handle(person, case)

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


def may_answer_alone(person: Person, case: Case) -> bool:
    """Whoever handles the case, where the organization wants no second reader."""
    return may_handle(person, case) and not case.organization.needs_second_reader


def may_approve(person: Person, case: Case) -> bool:
    """Whoever handles the case, but not the one who put the advice before a second reader."""
    return may_handle(person, case) and person.pk != case.proposed_by_id


def may_read_working_papers(person: Person, case: Case) -> bool:
    """Drafts and proposals are for those who see the case otherwise than as the one who asked."""
    return not is_requester(person, case) and may_read(person, case)


def may_write_passages(person: Person, organization_id: int | None) -> bool:
    """Representatives write their organization's own passages; officers of the Commission those shared by all."""
    if organization_id is None:
        return person.standing.holds(Role.COMMISSION_OFFICER)
    return organization_id in person.standing.represents


def may_use_desk(person: Person) -> bool:
    """Somebody who handles cases somewhere."""
    return person.standing.holds(Role.REPRESENTATIVE, Role.COMMISSION_OFFICER)


def may_simulate(person: Person) -> bool:
    """Administrators try a proposed rulebook on what is stored; only counts come out."""
    return person.standing.holds(Role.ADMINISTRATOR)

"""Who may do what with a candidacy. Each takes the person and the candidacy with its case, and reads nothing.

The decision is the authority's alone: under Part 7 a decision maker of the Commission (PSEA s. 15(1)), never anybody of
the employee's organization.
"""

from collections.abc import Callable

from cases.models import Candidacy
from cases.permissions import is_not_walled_off, is_requester, may_read
from polact.access.enums import Role
from polact.access.models import Person

CandidacyPredicate = Callable[[Person, Candidacy], bool]


def is_candidate(person: Person, candidacy: Candidacy) -> bool:
    """The employee who asks."""
    return is_requester(person, candidacy.case)


def is_awaited(person: Person, candidacy: Candidacy) -> bool:
    """Somebody of the organization whose opinion is waited for."""
    return person.pk in candidacy.awaited_from and not is_candidate(person, candidacy)


def may_check(person: Person, candidacy: Candidacy) -> bool:
    """A representative of the employee's organization, other than the employee."""
    case = candidacy.case
    represents = case.organization_id in person.standing.represents and case.submitted_at is not None
    return represents and not is_candidate(person, candidacy) and is_not_walled_off(person, case)


def may_start_check(person: Person, candidacy: Candidacy) -> bool:
    """A representative; and whoever gave the last opinion, with which the check begins."""
    return may_check(person, candidacy) or is_awaited(person, candidacy)


def may_analyse(person: Person, candidacy: Candidacy) -> bool:
    """Whoever prepares the decision: an officer of the Commission or, where the authority is of the organization, its
    representative."""
    if candidacy.rules.authority.of_organization:
        return may_check(person, candidacy)
    case = candidacy.case
    is_officer = person.standing.holds(Role.COMMISSION_OFFICER) and case.submitted_at is not None
    return is_officer and not is_candidate(person, candidacy) and is_not_walled_off(person, case)


def may_complete(person: Person, candidacy: Candidacy) -> bool:
    """What is missing comes from the employee or from the organization (PAR s. 2(2))."""
    return is_candidate(person, candidacy) or may_check(person, candidacy)


def has_authority(person: Person, candidacy: Candidacy) -> bool:
    """Whoever may decide: the holders of the authority's role, in the organization only where the regime says so."""
    authority, case = candidacy.rules.authority, candidacy.case
    where = person.standing.organizations_by_role.get(Role(authority.role), frozenset())
    holds = case.organization_id in where if authority.of_organization else bool(where)
    is_theirs = holds and case.submitted_at is not None
    return is_theirs and not is_candidate(person, candidacy) and is_not_walled_off(person, case)


def may_decide(person: Person, candidacy: Candidacy) -> bool:
    """Whoever has the authority and did not draft the decision."""
    return has_authority(person, candidacy) and person.pk != candidacy.submitted_by_id


def may_follow(person: Person, candidacy: Candidacy) -> bool:
    """Conditions, the Gazette and the result of the election: whoever prepared the decision."""
    return may_analyse(person, candidacy)


def may_read_candidacy(person: Person, candidacy: Candidacy) -> bool:
    """Whoever may read its case. An opinion that the organization gave is the employee's to read too (Privacy Act s. 3(g))."""
    return may_read(person, candidacy.case)

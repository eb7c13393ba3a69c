"""Who may do what after the decision on a candidacy. Each takes the person and the candidacy, and reads nothing."""

from cases.models import Candidacy
from cases.permissions.candidacy import is_candidate, may_check, may_follow
from polact.access.enums import Role
from polact.access.models import Person


def may_acknowledge(person: Person, candidacy: Candidacy) -> bool:
    """The employee alone: it is their statement."""
    return is_candidate(person, candidacy)


def may_give_evidence(person: Person, candidacy: Candidacy) -> bool:
    """Both sides that owe something by a condition, and whoever follows it."""
    return is_candidate(person, candidacy) or may_note_departure(person, candidacy)


def may_note_departure(person: Person, candidacy: Candidacy) -> bool:
    """The organization's representative, and whoever follows the conditions."""
    return may_check(person, candidacy) or may_follow(person, candidacy)


def may_start_change(person: Person, candidacy: Candidacy) -> bool:
    """The employee whose permission it is."""
    return is_candidate(person, candidacy)


def may_tend_gazette(person: Person) -> bool:
    """The Commission's officers: the words of the notice, and what is requested, awaited and published."""
    return person.standing.holds(Role.COMMISSION_OFFICER)


def may_list_conditions(person: Person) -> bool:
    """Officers and representatives: the conditions of what they may see."""
    return person.standing.holds(Role.COMMISSION_OFFICER, Role.REPRESENTATIVE)

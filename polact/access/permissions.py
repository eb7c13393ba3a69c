"""Who may do what with organizations and people."""

from polact.access.enums import Role
from polact.access.models import Cover, Organization, Person


def may_administer(person: Person) -> bool:
    """Administrators keep organizations, people and rules."""
    return person.standing.holds(Role.ADMINISTRATOR)


def may_record_cover(person: Person, absent: Person, organization: Organization) -> bool:
    """Representatives say themselves when they are away, and administrators say it for them."""
    is_own = person.pk == absent.pk and organization.pk in person.standing.represents
    return is_own or may_administer(person)


def may_end_cover(person: Person, cover: Cover) -> bool:
    """Whoever may record it."""
    return may_record_cover(person, cover.absent, cover.organization)


def may_set_standard(person: Person, organization: Organization) -> bool:
    """The lead of the organization's representatives, and administrators."""
    return person.standing.leads_in(organization.pk) or may_administer(person)

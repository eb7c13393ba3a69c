"""Who may change what outreach shows. Reading it is for everybody."""

from polact.access.models import Organization, Person
from polact.access.permissions import may_administer
from polact.outreach.models import GuidanceVersion


def may_edit_guidance(person: Person) -> bool:
    """Administrators draft, compare and read old versions."""
    return may_administer(person)


def may_publish(person: Person, version: GuidanceVersion) -> bool:
    """An administrator who is not the one that last changed the words."""
    return may_edit_guidance(person) and version.is_draft and version.drafted_by_id != person.pk


def may_edit_office(person: Person, organization: Organization) -> bool:
    """The organization's representatives, and administrators."""
    return organization.pk in person.standing.represents or may_administer(person)

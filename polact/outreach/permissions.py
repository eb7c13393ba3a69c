"""Who may change what outreach shows. Reading it is for everybody."""

from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.access.permissions import may_administer
from polact.outreach.models import GuidanceVersion
from polact.outreach.models.session import ORGANIZES_ALL, InformationSession


def may_edit_guidance(person: Person) -> bool:
    """Administrators draft, compare and read old versions."""
    return may_administer(person)


def may_publish(person: Person, version: GuidanceVersion) -> bool:
    """An administrator who is not the one that last changed the words."""
    return may_edit_guidance(person) and version.is_draft and version.drafted_by_id != person.pk


def may_edit_office(person: Person, organization: Organization) -> bool:
    """The organization's representatives, and administrators."""
    return organization.pk in person.standing.represents or may_administer(person)


def may_organize_somewhere(person: Person) -> bool:
    """Representatives, Commission officers and administrators hold sessions."""
    return person.standing.holds(Role.REPRESENTATIVE, *ORGANIZES_ALL)


def may_organize_for(person: Person, organization: Organization | None) -> bool:
    """A representative for the organizations that they represent; officers and administrators for any, and for all."""
    if person.standing.holds(*ORGANIZES_ALL):
        return True
    return organization is not None and organization.pk in person.standing.represents


def may_organize(person: Person, session: InformationSession) -> bool:
    """Change or cancel a session, see who comes, note who came."""
    if person.standing.holds(*ORGANIZES_ALL):
        return True
    return session.organization_id in person.standing.represents


def may_sign_up(person: Person, session: InformationSession) -> bool:
    """Anybody who is signed in for a session for all; else whoever works in the organization today."""
    if session.organization_id is None:
        return True
    return any(session.organization_id in places for places in person.standing.organizations_by_role.values())


def organizing_role(person: Person, session: InformationSession) -> Role:
    """The role in which a person organizes this session. Raises StopIteration for somebody who may not."""
    if session.organization_id in person.standing.represents:
        return Role.REPRESENTATIVE
    return next(role for role in ORGANIZES_ALL if person.standing.holds(role))

"""Who may do what with information sessions. Reading them is for everybody."""

from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.outreach.models.session import ORGANIZES_ALL, InformationSession


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

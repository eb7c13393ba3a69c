"""Who may do what with a case: named predicates, the same for the button, the API and the deed.

Each takes the person (with their standing today) and the case, and reads nothing from the database.
"""

from collections.abc import Callable

from cases.enums import Queue
from cases.models import Attachment, Case, SavedView
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


def may_compare(person: Person, case: Case) -> bool:
    """Whoever handles the case, or may read every case; not the one who asked."""
    return may_handle(person, case) or (
        person.standing.sees_all and not is_requester(person, case) and may_read(person, case)
    )


def may_attach(person: Person, case: Case) -> bool:
    """The requester, while it is a draft or open; and those who handle it, while it is open."""
    if is_requester(person, case):
        return case.submitted_at is None or case.is_open
    return case.is_open and may_handle(person, case)


def may_know_of(person: Person, case: Case, attachment: Attachment) -> bool:
    """A file of a case that the person may read; the requester only what is not kept among those who answer."""
    is_its = attachment.case_id == case.pk and may_read(person, case)
    return is_its and not (attachment.is_internal and is_requester(person, case))


def may_remove(person: Person, case: Case, attachment: Attachment) -> bool:
    """Whoever uploaded it, before the request is sent; afterwards it is a fact."""
    is_own = attachment.case_id == case.pk and attachment.uploaded_by_id == person.pk
    return is_own and is_requester(person, case) and case.submitted_at is None


def may_recuse(person: Person, case: Case) -> bool:
    """Whoever reads an open case of somebody else may step aside from it."""
    return case.is_open and not is_requester(person, case) and may_read(person, case)


def may_read_recusals(person: Person) -> bool:
    """Those who lead representatives somewhere, and the Commission's officers."""
    return bool(person.standing.leads) or person.standing.holds(Role.COMMISSION_OFFICER)


def may_consult(person: Person, case: Case) -> bool:
    """Whoever handles an open case may ask others for an opinion on it."""
    return case.is_open and may_handle(person, case)


def may_direct(person: Person, case: Case) -> bool:
    """Give a case to anybody who may handle it: the lead of the representatives; in the central queue a Commission officer."""
    if not may_handle(person, case):
        return False
    is_central = case.queue == Queue.CENTRAL and person.standing.holds(Role.COMMISSION_OFFICER)
    return is_central or person.standing.leads_in(case.organization_id)


def may_send_back(person: Person, case: Case) -> bool:
    """A Commission officer returns an open case of the central queue to its organization; never a candidacy, which is the
    Commission's to decide."""
    is_officer = person.standing.holds(Role.COMMISSION_OFFICER) and case.type.candidacy is None
    return case.queue == Queue.CENTRAL and case.is_open and is_officer and may_handle(person, case)


def may_explain(person: Person, case: Case) -> bool:
    """Say why a case may stay as it is: whoever directs it, or holds it. A stand-in acts for whoever holds it."""
    return may_direct(person, case) or (may_handle(person, case) and case.assigned_to_id == person.pk)


def may_see_holdings(person: Person) -> bool:
    """Who holds what: for whoever leads representatives, and for the Commission's officers, who share the central queue."""
    return bool(person.standing.leads) or person.standing.holds(Role.COMMISSION_OFFICER)


def may_read_notes(person: Person, case: Case) -> bool:
    """Whoever may read the case and did not ask: not the requester, in whatever role they come."""
    return may_read(person, case) and not is_requester(person, case)


def may_write_notes(person: Person, case: Case) -> bool:
    """Those who handle the case."""
    return may_handle(person, case)


def may_write_messages(person: Person, case: Case) -> bool:
    """The employee who sent the request, and those who handle it."""
    return case.submitted_at is not None and (is_requester(person, case) or may_handle(person, case))


def may_see_clock_differences(person: Person) -> bool:
    """Administrators look after what the nightly replay finds."""
    return person.standing.holds(Role.ADMINISTRATOR)


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


def may_import_history(person: Person) -> bool:
    """Administrators bring in the register of earlier years."""
    return person.standing.holds(Role.ADMINISTRATOR)

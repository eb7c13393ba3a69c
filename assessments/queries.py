"""Reading rulebooks that are kept in the database."""

from datetime import date

from django.db.models import QuerySet

from assessments.models import DraftState, PublishedRulebook, RulebookDraft
from assessments.permissions import may_keep_rulebooks
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.access.queries import organizations_that_take_requests


def drafts_visible_to(person: Person) -> QuerySet[RulebookDraft]:
    """All drafts for those who keep rulebooks, none for anybody else."""
    drafts = RulebookDraft.objects.select_related("drafted_by").prefetch_related("changes__made_by")
    return drafts if may_keep_rulebooks(person) else drafts.none()


def open_drafts(person: Person) -> list[RulebookDraft]:
    """The drafts that are neither published nor discarded, newest first."""
    return list(drafts_visible_to(person).filter(state=DraftState.OPEN))


def published_rows() -> dict[str, PublishedRulebook]:
    """The versions published from the web by their number, with who drafted and who published them."""
    rows = PublishedRulebook.objects.select_related("drafted_by", "published_by").defer("content")
    return {row.version: row for row in rows}


def administrators(on: date) -> list[Person]:
    """Everybody who is an administrator on a day, each once."""
    current = Appointment.objects.current(on).filter(role=Role.ADMINISTRATOR)
    return list({a.person_id: a.person for a in current.select_related("person").order_by("person_id")}.values())


def representatives(organization: Organization, on: date) -> list[Person]:
    """The designated representatives of an organization on a day."""
    current = Appointment.objects.current(on).filter(role=Role.REPRESENTATIVE, organization=organization)
    return [appointment.person for appointment in current.select_related("person").order_by("person_id")]


def organizations_to_rule(person: Person) -> list[Organization]:
    """The organizations whose own rules the person may draft: those they represent, or all that take requests."""
    if may_keep_rulebooks(person):
        return organizations_that_take_requests()
    return list(Organization.objects.filter(pk__in=person.standing.represents))

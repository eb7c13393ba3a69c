"""Reading what is kept: rulebooks in the database, and what people say about the self-assessment (row-level security beneath)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from assessments.models import DraftState, PublishedRulebook, RulebookDraft
from assessments.models.feedback import Feedback, Helpfulness
from assessments.permissions import may_keep_rulebooks
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.access.queries import organizations_that_take_requests

MOST_SHOWN = 200


@dataclass(frozen=True)
class Tally:
    """How many found the result of help, partly, or not, in one month under one version of the rulebook."""

    month: date
    version: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[int]:
        return [self.counts.get(helpful, 0) for helpful in Helpfulness.values]


def feedback_tallies() -> list[Tally]:
    """Newest month first, within it the newest version."""
    rows = Feedback.objects.values_list("month", "rulebook_version", "helpful").annotate(count=Count("pk"))
    tallies: dict[tuple[date, str], dict[str, int]] = {}
    for month, version, helpful, count in rows:
        tallies.setdefault((month, version), {})[helpful] = count
    return [Tally(month, version, counts) for (month, version), counts in sorted(tallies.items(), reverse=True)]


def feedback_words(month: date | None = None) -> list[Feedback]:
    """What was written, newest month first, in no order within a month; at most 200 of them."""
    said = Feedback.objects.exclude(words="")
    if month is not None:
        said = said.filter(month=month)
    return list(said.order_by("-month", "pk")[:MOST_SHOWN])


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

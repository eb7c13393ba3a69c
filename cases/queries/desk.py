"""What the desk shows: open cases, due next first, and what a search finds."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.expressions import RawSQL

from cases.enums import CaseStatus, Queue
from cases.models import Case, CaseQuerySet
from cases.queries.paging import Page, page_of
from polact.access.enums import Role
from polact.access.models import Organization, Person

FOUND_AT_MOST = 500
NUMBER = re.compile(r"\s*(?:PA)?[\s-]*(\d{1,18})\s*", re.IGNORECASE)
SOON_DAYS = 3
ON_DESK = (
    *("status", "organization_id", "requester_id", "assigned_to_id", "language", "subject", "level", "submitted_at"),
    *("submitted_on", "due_on", "queue"),
    *(
        f"organization__{name}_{language}"
        for name in ("applied_title", "name", "abbreviation")
        for language in ("en", "fr")
    ),
)
"""What a row of the desk tells; the rest, texts above all, stays in the database."""

Tab = str
TABS: tuple[Tab, ...] = ("all", "mine", "unassigned", "waiting", "approval", "central")


@dataclass(frozen=True)
class DeskFilter:
    """What the desk is asked for; every part may be empty."""

    tab: Tab = "all"
    words: str = ""
    level: str = ""
    language: str = ""
    organization: int | None = None


def handled_by(person: Person) -> CaseQuerySet:
    """Submitted cases of the queues that the person handles: `permissions.may_handle` as a query.

    All of it lies within `visible_to`, which is left out because its "or" would keep the planner from the order of the
    index; a test holds both, and row-level security stands beneath.
    """
    handled = Q(organization_id__in=list(person.standing.represents))
    if person.standing.holds(Role.COMMISSION_OFFICER):
        handled |= Q(queue=Queue.CENTRAL)
    others = Case.objects.filter(handled, submitted_at__isnull=False).exclude(requester=person)
    return others.exclude(walled_from__contains=[person.pk])


def desk_page(person: Person, wanted: DeskFilter, after: str = "") -> Page:
    """Open cases, due next first; with words, every case that they find, open or not, newest first."""
    cases = _filtered(handled_by(person), person, wanted).select_related("organization").only(*ON_DESK)
    if wanted.words:
        return _newest_first(_found(cases, wanted.words), after)
    return _due_first(cases.open(), after)


def desk_counts(person: Person) -> dict[Tab, int]:
    """How many open cases each tab of the desk holds, in one query."""
    counts = {tab: Count("pk", filter=condition) for tab, condition in _tabs(person).items()}
    found: dict[Tab, int] = handled_by(person).open().aggregate(**counts)
    return found


def organizations_of_desk(person: Person) -> list[Organization]:
    """The organizations that the desk can be narrowed to: none for somebody who represents one only."""
    represented = person.standing.represents
    return list(Organization.objects.filter(pk__in=represented)) if len(represented) > 1 else []


def _tabs(person: Person) -> dict[Tab, Q]:
    tabs = {
        "all": Q(pk__isnull=False),
        "mine": Q(assigned_to=person),
        "unassigned": Q(assigned_to=None),
        "waiting": Q(status=CaseStatus.AWAITING_INFORMATION),
        "approval": Q(status=CaseStatus.AWAITING_APPROVAL),
    }
    if person.standing.holds(Role.COMMISSION_OFFICER):
        tabs["central"] = Q(queue=Queue.CENTRAL)
    return tabs


def _filtered(cases: CaseQuerySet, person: Person, wanted: DeskFilter) -> CaseQuerySet:
    if wanted.tab != "all":
        cases = cases.filter(_tabs(person).get(wanted.tab, Q()))
    if wanted.level:
        cases = cases.filter(level__endswith=wanted.level)
    if wanted.language:
        cases = cases.filter(language=wanted.language)
    if wanted.organization:
        cases = cases.filter(organization_id=wanted.organization)
    return cases


def _found(cases: CaseQuerySet, words: str) -> CaseQuerySet:
    """By number, or by words of subject and question in either language. The function applies the policy itself."""
    number = NUMBER.fullmatch(words)
    if number:
        return cases.filter(pk=int(number[1]))
    return cases.filter(pk__in=RawSQL("select cases_search(%s, %s)", [words, FOUND_AT_MOST]))


def _due_first(cases: CaseQuerySet, after: str) -> Page:
    day, pk = _cursor(after)
    if day is not None:
        cases = cases.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(pk__gt=pk))
    return page_of(cases.order_by("due_on", "pk"), lambda last: f"{last.due_on:%Y%m%d}-{last.pk}")


def _newest_first(cases: CaseQuerySet, after: str) -> Page:
    if after.isdecimal():
        cases = cases.filter(pk__lt=int(after))
    return page_of(cases.order_by("-pk"), lambda last: str(last.pk))


def _cursor(after: str) -> tuple[date | None, int]:
    """Where the page before ended; a cursor that makes no sense is no cursor."""
    day, _dash, pk = after.partition("-")
    try:
        return date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"), int(pk)
    except ValueError:
        return None, 0


def soon(today: date) -> date:
    """Until when a due date counts as near."""
    return today + timedelta(days=SOON_DAYS)

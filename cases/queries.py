"""Reading cases for the pages, always from what the person may see (`visible_to`)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from assessments.comparison import Comparison, compare
from assessments.models import Assessment, Simulation
from assessments.sitting import Situation
from cases.enums import CaseStatus, Queue
from cases.models import Advice, Case, CaseQuerySet, InformationRequest
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person

PAGE = 25
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
PEOPLE = ("requester", "assigned_to", "author")

Tab = str
TABS: tuple[Tab, ...] = ("all", "mine", "unassigned", "waiting", "central")


@dataclass(frozen=True)
class Page:
    """A page of cases and the cursor of the next one, empty on the last."""

    cases: list[Case]
    following: str


@dataclass(frozen=True)
class DeskFilter:
    """What the desk is asked for; every part may be empty."""

    tab: Tab = "all"
    words: str = ""
    level: str = ""
    language: str = ""
    organization: int | None = None


# One's own ----------------------------------------------------------------------------------------------------


def requests_of(person: Person, before: str = "") -> Page:
    """The person's own requests, newest first; `before` is the cursor that the page before ended with."""
    own = Case.objects.visible_to(person).filter(requester=person).select_related("organization")
    if before.isdecimal():
        own = own.filter(pk__lt=int(before))
    return _page(own.order_by("-pk"), lambda last: str(last.pk))


def visible_case(person: Person, pk: int) -> Case:
    """One case with all that its page tells, except what there can be many of. Raises Case.DoesNotExist."""
    case = Case.objects.visible_to(person).select_related("organization", "assessment", "advice").get(pk=pk)
    _introduce([case, *_advice(case)])
    return case


def bare_case(person: Person, pk: int) -> Case:
    """One case to act upon, without what its page tells. Raises Case.DoesNotExist."""
    return Case.objects.visible_to(person).select_related("organization").get(pk=pk)


def own_case(person: Person, pk: int) -> Case:
    """A case that the person began. Raises Case.DoesNotExist, also for one that they may read otherwise."""
    return Case.objects.visible_to(person).select_related("organization", "assessment").get(pk=pk, requester=person)


def assessments_of(case: Case) -> list[Assessment]:
    """What is attached to a case: its main assessment, then the companions in the order in which they were checked."""
    main = case.assessment
    return [main, *main.companions.order_by("place")] if main else []


def compared_with_current(assessments: Sequence[Assessment]) -> list[Comparison]:
    """Each kept assessment beside the same answers under the rulebook in force; computed, never stored."""
    return [compare(one.rulebook_version, Situation(one.activity, one.answers), one.result) for one in assessments]


def questions_of(case: Case) -> list[InformationRequest]:
    """What was asked of the employee and answered, oldest first."""
    return list(case.information_requests.select_related("asked_by"))


def appointments_of(person: Person, organization: Organization, on: date) -> list[Appointment]:
    """The roles that a person holds in an organization on a day."""
    return list(Appointment.objects.current(on).filter(person=person, organization=organization))


def places() -> dict[int, Organization]:
    """Every organization that somebody may work in, by its key."""
    return {organization.pk: organization for organization in Organization.objects.active()}


# The desk -----------------------------------------------------------------------------------------------------


def handled_by(person: Person) -> CaseQuerySet:
    """Submitted cases of the queues that the person handles: `permissions.may_handle` as a query.

    All of it lies within `visible_to`, which is left out because its "or" would keep the planner from the order of the
    index; a test holds both, and row-level security stands beneath.
    """
    handled = Q(organization_id__in=list(person.standing.represents))
    if person.standing.holds(Role.COMMISSION_OFFICER):
        handled |= Q(queue=Queue.CENTRAL)
    return Case.objects.filter(handled, submitted_at__isnull=False).exclude(requester=person)


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
    return _page(cases.order_by("due_on", "pk"), lambda last: f"{last.due_on:%Y%m%d}-{last.pk}")


def _newest_first(cases: CaseQuerySet, after: str) -> Page:
    if after.isdecimal():
        cases = cases.filter(pk__lt=int(after))
    return _page(cases.order_by("-pk"), lambda last: str(last.pk))


def _page(cases: CaseQuerySet, cursor: Callable[[Any], str]) -> Page:
    found = list(cases[: PAGE + 1])
    shown = found[:PAGE]
    _introduce(shown)
    return Page(shown, cursor(shown[-1]) if len(found) > PAGE else "")


def _introduce(things: Sequence[Any]) -> None:
    """Fetch the people of all of them at once: each join to people would make the database plan their policies anew."""
    places = [(thing, name) for thing in things for name in PEOPLE if getattr(thing, f"{name}_id", None)]
    found = Person.objects.in_bulk({getattr(thing, f"{name}_id") for thing, name in places})
    for thing, name in places:
        person = found.get(getattr(thing, f"{name}_id"))
        if person is not None:
            setattr(thing, name, person)


def _advice(case: Case) -> list[Advice]:
    return [case.advice] if hasattr(case, "advice") else []


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


# Simulations --------------------------------------------------------------------------------------------------


def simulations() -> QuerySet[Simulation]:
    """Every run, newest first, with how many parts it has and how many are done. For those who `may_simulate`."""
    runs = Simulation.objects.select_related("started_by").defer("content")
    return runs.annotate(parts_in_all=Count("parts"), parts_done=Count("parts", filter=Q(parts__counts__isnull=False)))


def unfinished_simulations() -> list[UUID]:
    """The runs that have not ended."""
    return list(Simulation.objects.filter(finished_at=None).values_list("pk", flat=True))


def organization_names() -> dict[int, str]:
    """What every organization is called in the current language, dormant ones too."""
    return {organization.pk: str(organization) for organization in Organization.objects.all()}

"""What the safety net holds: open cases that nobody touched, nobody has, that wait for somebody who left, or are late.

The page, the API and the daily run read the same rows. A finding that was explained is left out until its day is over.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from cases.enums import CaseStatus, FindingKind, Queue
from cases.models import Case, CaseQuerySet, Explanation, SafetyRun
from cases.queries.paging import Page, page_of
from polact.access.covering import Roster
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.catalogue.calendars import business_days_before

KINDS = tuple(FindingKind)


def uncovered(known: Iterable[Roster]) -> frozenset[tuple[int, int]]:
    """(person, organization) of everybody who is away while nobody at work stands behind them."""
    return frozenset(
        (member.person_id, roster.organization_id)
        for roster in known
        for member in roster.members
        if roster.works_for(member.person_id) is None
    )


def untouched_since(on: date) -> datetime:
    """Before which moment somebody should have touched a case by now (settings.SAFETY_NET_DAYS, business days)."""
    day = business_days_before(on, untouched_days())
    return timezone.make_aware(datetime.combine(day, time.min))


def found(cases: CaseQuerySet, on: date, alone: Collection[tuple[int, int]] = ()) -> CaseQuerySet:
    """Of these cases the open ones with a finding that nobody explained; each says which: `is_late`, `is_left`, …

    `alone` are the `uncovered` of the day. A case stays on the list for each reason that is not explained.
    """
    flags = {
        attribute(kind): ExpressionWrapper(condition & ~_explained(kind, on), output_field=BooleanField())
        for kind, condition in _conditions(on, alone).items()
    }
    anything = Q()
    for name in flags:
        anything |= Q(**{name: True})
    return cases.open().annotate(**flags).filter(anything)


def attribute(kind: FindingKind) -> str:
    """The attribute of a found case that says whether this is why it was found."""
    return f"is_{kind.value.lower()}"


def kinds_of(case: Case) -> list[FindingKind]:
    """Why a case of `found` was found."""
    return [kind for kind in KINDS if getattr(case, attribute(kind))]


def findings_page(cases: CaseQuerySet, kind: FindingKind | None = None, after: str = "") -> Page:
    """A page of found cases, the oldest first; of one kind only, if one is named."""
    if kind is not None:
        cases = cases.filter(**{attribute(kind): True})
    if after.isascii() and after.isdigit() and len(after) < 19:
        cases = cases.filter(pk__gt=int(after))
    return page_of(cases.select_related("organization").order_by("pk"), lambda last: str(last.pk))


def finding_counts(cases: CaseQuerySet) -> dict[FindingKind, int]:
    """How many of the found cases there are of each kind, in one query."""
    counts = {kind.value: Count("pk", filter=Q(**{attribute(kind): True})) for kind in KINDS}
    told: dict[str, int] = cases.aggregate(**counts)
    return {FindingKind(kind): count for kind, count in told.items()}


def untouched_days() -> int:
    """After how many business days without a hand on it a case stands in the net."""
    return int(settings.SAFETY_NET_DAYS)


def explanations_of(case: Case) -> list[Explanation]:
    """What was said about the findings of a case, newest first."""
    return list(case.explanations.select_related("by").order_by("-at", "-pk"))


def last_run(organizations: Collection[int], central: bool) -> datetime | None:
    """When the open work of these organizations (and the central queue) was last looked through."""
    of_these = Q(organization_id__in=list(organizations))
    if central:
        of_these |= Q(organization=None)
    return SafetyRun.objects.filter(of_these).order_by("-at").values_list("at", flat=True).first()


def _conditions(on: date, alone: Collection[tuple[int, int]]) -> dict[FindingKind, Q]:
    current = Appointment.objects.current(on).filter(person=OuterRef("assigned_to"), person__is_active=True)
    represents = Exists(current.filter(role=Role.REPRESENTATIVE, organization=OuterRef("organization")))
    serves = Q(queue=Queue.CENTRAL) & Q(Exists(current.filter(role=Role.COMMISSION_OFFICER)))
    left = Q(assigned_to__isnull=False) & ~represents & ~serves
    for person, organization in sorted(alone):
        left |= Q(assigned_to_id=person, organization_id=organization)
    return {
        FindingKind.UNTOUCHED: Q(changed_at__lt=untouched_since(on)),
        FindingKind.UNOWNED: Q(assigned_to__isnull=True),
        FindingKind.LEFT: left & Q(status__in=(CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW)),
        FindingKind.LATE: Q(due_on__lt=on),
    }


def _explained(kind: FindingKind, on: date) -> Exists:
    return Exists(Explanation.objects.filter(case=OuterRef("pk"), kind=kind, until__gte=on))

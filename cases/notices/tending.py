"""Who is told what the daily look at open work found: counts and a link, nothing of the requests themselves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from cases.enums import FindingKind
from cases.models import Case
from cases.queries.safety import kinds_of
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person


def open_work_found(*, found: Mapping[int | None, list[Case]], on: date, at: datetime) -> None:
    """For each organization with findings: to its leads, else its representatives, else the Commission's officers.

    Nobody is told of a case that is their own or from which they are walled off, nor counts it; such a case falls to the
    next group. Costs three queries however many organizations there are, and one INSERT for each who is told.
    """
    if not found:
        return
    names = Organization.objects.in_bulk([pk for pk in found if pk is not None])
    people = _people(on)
    for pk, cases in found.items():
        left = cases
        for group in _groups(pk, people):
            left = _tell(group, left, names.get(pk) if pk is not None else None, at)


def _tell(group: Iterable[Person], cases: list[Case], organization: Organization | None, at: datetime) -> list[Case]:
    """Tell each of the group what they may know of these cases; returns those of which none of them may."""
    reached: set[int] = set()
    for person in group:
        known = [case for case in cases if person.pk not in (case.requester_id, *case.walled_from)]
        if known:
            _notify(person, known, organization, at)
            reached.update(case.pk for case in known)
    return [case for case in cases if case.pk not in reached]


def _notify(person: Person, cases: list[Case], organization: Organization | None, at: datetime) -> None:
    with override(person.language):
        place = str(organization) if organization else gettext("the central queue")
        total = ngettext("%(count)d request", "%(count)d requests", len(cases)) % {"count": len(cases)}
        link = reverse("cases:safety_net")
        values = {"place": place, "total": total, "counts": counts_in_words(cases)}
    notify(recipient=person, template="cases/notices/open_work_found", values=values, link=link, at=at)


def counts_in_words(cases: Iterable[Case]) -> str:
    """`past its standard: 2; nobody has it: 1`, in the current language."""
    kinds = [kind for case in cases for kind in kinds_of(case)]
    told = [(FindingKind(kind).label, kinds.count(kind)) for kind in FindingKind if kind in kinds]
    return "; ".join(gettext("%(kind)s: %(count)d") % {"kind": label, "count": count} for label, count in told)


def _people(on: date) -> list[Appointment]:
    roles = (Role.REPRESENTATIVE, Role.COMMISSION_OFFICER)
    current = Appointment.objects.current(on).filter(role__in=roles, person__is_active=True)
    return list(current.select_related("person").order_by("person_id"))


def _groups(organization: int | None, people: list[Appointment]) -> list[list[Person]]:
    """Who is asked first, second, and at last; for the central queue its officers only."""
    here = [one for one in people if one.role == Role.REPRESENTATIVE and one.organization_id == organization]
    officers = list({one.person_id: one.person for one in people if one.role == Role.COMMISSION_OFFICER}.values())
    return [[one.person for one in here if one.is_lead], [one.person for one in here], officers]

"""One case, and one's own cases, always from what the person may see (`visible_to`)."""

from collections.abc import Sequence
from datetime import date

from assessments.comparison import Comparison, compare
from assessments.models import Assessment
from assessments.sitting import Situation
from cases.models import Advice, AdviceDraft, Case
from cases.queries.paging import Page, introduce, page_of
from polact.access.models import Appointment, Organization, Person
from polact.access.queries import representatives_of


def requests_of(person: Person, before: str = "") -> Page:
    """The person's own requests, newest first; `before` is the cursor that the page before ended with."""
    own = Case.objects.visible_to(person).filter(requester=person).select_related("organization")
    if before.isdecimal():
        own = own.filter(pk__lt=int(before))
    return page_of(own.order_by("-pk"), lambda last: str(last.pk))


def visible_case(person: Person, pk: int) -> Case:
    """One case with all that its page tells, except what there can be many of. Raises Case.DoesNotExist."""
    case = (
        Case.objects.visible_to(person)
        .select_related("organization", "assessment", "advice", "advice_draft")
        .get(pk=pk)
    )
    introduce([case, *_advice(case), *_draft(case)])
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


def appointments_of(person: Person, organization: Organization, on: date) -> list[Appointment]:
    """The roles that a person holds in an organization on a day."""
    return list(Appointment.objects.current(on).filter(person=person, organization=organization))


def representatives(organization: Organization, on: date) -> list[Person]:
    """Who may handle an organization's requests on a day, by name."""
    return representatives_of(organization, on)


def named_in(case: Case) -> list[str]:
    """The names of those whom the requester named as not to handle it; no query when there is nobody."""
    return [str(person) for person in Person.objects.filter(pk__in=case.named)] if case.named else []


def colleague(pk: int) -> Person:
    """The person with this key, as a page offered them. Raises Person.DoesNotExist."""
    return Person.objects.get(pk=pk)


def places() -> dict[int, Organization]:
    """Every organization that somebody may work in, by its key."""
    return {organization.pk: organization for organization in Organization.objects.active()}


def _advice(case: Case) -> list[Advice]:
    return [case.advice] if case.advice else []


def _draft(case: Case) -> list[AdviceDraft]:
    """The draft of an advice, joined; row-level security joins none for the one who asked."""
    return [case.advice_draft] if hasattr(case, "advice_draft") else []

"""What is told after the decision on a candidacy. Never the words of anything: they stand on the page."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import override

from cases.enums.after import DayAhead
from cases.enums.candidacy import ElectionResult
from cases.leaving import Parcel, check
from cases.models import Case, Condition
from cases.notices.posting import administrators
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.templatetags.ui import day_in_words
from polact.catalogue.registry import rules_of

OF_EMPLOYEE = "EMPLOYEE"


def conditions_acknowledged(*, case: Case, at: datetime) -> None:
    """To the representatives: the employee acknowledged the conditions."""
    for person in _holders(case, Role.REPRESENTATIVE, at):
        _tell(person, "conditions_acknowledged", case, at)


def condition_noted(*, case: Case, noted_by: Person, at: datetime) -> None:
    """To the employee and the representatives, but not to whoever noted it: something was noted on a condition."""
    for person in [case.requester, *_holders(case, Role.REPRESENTATIVE, at)]:
        if person.pk != noted_by.pk:
            _tell(person, "condition_noted", case, at)


def condition_ahead(*, case: Case, condition: Condition, which: DayAhead, day: date, at: datetime) -> None:
    """To whose the condition is: it begins, or ends, on a day."""
    kinds = {kind.code: kind.name for kind in rules_of(case.request_type).conditions}
    own = condition.owner == OF_EMPLOYEE
    occasion = "condition_begins" if which == DayAhead.FIRST_DAY else "condition_ends"
    for person in [case.requester] if own else _holders(case, Role.REPRESENTATIVE, at):
        name = kinds[condition.kind].in_language(person.language) if condition.kind in kinds else condition.kind
        _tell(person, occasion, case, at, condition=name, day=day_in_words(day, person.language))


def gazette_published(*, case: Case, at: datetime) -> None:
    """To the employee and the representatives: the notice was published."""
    for person in [case.requester, *_holders(case, Role.REPRESENTATIVE, at)]:
        _tell(person, "gazette_published", case, at)


def result_recorded(*, case: Case, kind: ElectionResult, day: date, at: datetime) -> None:
    """To the employee, the representatives and the deputy head: what became of the candidacy."""
    for person, link in _sides(case, at):
        with override(person.language):
            result = str(kind.label)
        _tell(person, "result_recorded", case, at, link, result=result, day=day_in_words(day, person.language))


def employment_ceased(*, case: Case, day: date, at: datetime) -> None:
    """To both sides: the employment ceased on the day of the declaration (PSEA s. 114(8)); to the administrators: the
    appointments are theirs to end."""
    for person, link in _sides(case, at):
        occasion = "employment_ceased" if person.pk == case.requester_id else "employment_ceased_organization"
        _tell(person, occasion, case, at, link, day=day_in_words(day, person.language))
    for person in administrators(at):
        if person.pk != case.requester_id and person.pk not in case.walled_from:
            _tell(person, "employment_ceased_administrator", case, at, day=day_in_words(day, person.language))


def facts_changed(*, case: Case, is_grant: bool, at: datetime) -> None:
    """To the employee, with the way to have it looked at again, and to the representatives: something changed on which a
    permission, or an advice, rests."""
    with override(case.requester.language):
        again = reverse("after:of_request", args=[case.pk, "change"])
        again = again if is_grant else reverse("routing:ask_again", args=[case.pk])
    _tell(case.requester, "facts_changed" if is_grant else "facts_changed_advice", case, at, again)
    for person in _holders(case, Role.REPRESENTATIVE, at):
        with override(person.language):
            listed = reverse("after:touched")
        _tell(person, "facts_changed_organization", case, at, listed)


def _sides(case: Case, at: datetime) -> list[tuple[Person, str]]:
    """The employee, the representatives, and the deputy heads, who do not see the case and are led to their messages."""
    people = [(person, "") for person in (case.requester, *_holders(case, Role.REPRESENTATIVE, at))]
    known = {person.pk for person, _link in people}
    for head in _holders(case, Role.DEPUTY_HEAD, at):
        if head.pk not in known:
            with override(head.language):
                people.append((head, reverse("notifications:inbox")))
    return people


def _holders(case: Case, role: Role, at: datetime) -> list[Person]:
    """Who holds a role in the organization today, in a fixed order; never the employee, nor anybody walled off."""
    current = Appointment.objects.current(clock.local_date(at)).filter(
        role=role, organization_id=case.organization_id, person__is_active=True
    )
    current = current.exclude(person_id__in=[case.requester_id, *case.walled_from])
    people = {one.person_id: one.person for one in current.select_related("person").order_by("person_id")}
    return list(people.values())


def _tell(person: Person, occasion: str, case: Case, at: datetime, link: str = "", **values: str) -> None:
    """One notice, after the check that it belongs to this case. All of `_holders` may know of it by their role."""
    page = "cases:request" if person.pk == case.requester_id else "cases:case"
    with override(person.language):
        link = link or reverse(page, args=[case.pk])
    values = {"number": case.number, **values}
    check(Parcel(case, person, at, texts=tuple(values.values()), link=link, shared_with=frozenset({person.pk})))
    notify(recipient=person, template=f"cases/notices/{occasion}", values=values, link=link, at=at)

"""What the employee, the organization and the Commission are told of a request for permission, until it is analysed.

Whoever is invited for an opinion learns no more by mail than that they are, and by when: the rest stands on their page.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import override

from cases.leaving import Parcel, check
from cases.limit_words import begins_when_received, begins_when_whole, due, may_take
from cases.models import Candidacy, CandidacyInput, Case
from cases.notices.posting import handlers, tell
from notifications.operations import notify
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text


def signed(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee: it is with the organization, and not sent yet; to the representatives: there is one."""
    case = candidacy.case
    tell(case.requester, "candidacy_signed", case, at, due=_day(case.due_on, case.requester))
    limit = begins_when_received(candidacy.rules.limit)
    for person in handlers(case, at):
        due_on, said = _day(case.due_on, person), limit.in_language(person.language)
        tell(person, "candidacy_arrived", case, at, due=due_on, limit=said)


def input_asked(*, candidacy: Candidacy, asked: CandidacyInput, at: datetime) -> None:
    """To whoever is invited: an opinion is asked, and until when."""
    _to_invited("candidacy_input_asked", candidacy, asked, at)


def input_ended(*, candidacy: Candidacy, ended: Iterable[CandidacyInput], at: datetime) -> None:
    """To those whose opinion is no longer awaited."""
    for asked in ended:
        _to_invited("candidacy_input_ended", candidacy, asked, at)


def input_given(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee, who may read it, and to the representatives."""
    for person in (candidacy.case.requester, *handlers(candidacy.case, at)):
        tell(person, "candidacy_input_given", candidacy.case, at)


def check_started(*, candidacy: Candidacy, at: datetime) -> None:
    """To the representatives: the file waits for their check, and for being sent."""
    for person in handlers(candidacy.case, at):
        tell(person, "candidacy_to_check", candidacy.case, at)


def sent(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee: it left the organization; to the officers: there is one."""
    tell(candidacy.case.requester, "candidacy_sent", candidacy.case, at)
    _to_officers(candidacy, at)


def filed_directly(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee, the representatives, and the officers."""
    tell(candidacy.case.requester, "candidacy_sent", candidacy.case, at)
    for person in representatives(candidacy.case, at):
        tell(person, "candidacy_filed_directly", candidacy.case, at)
    _to_officers(candidacy, at)


def acknowledged(*, candidacy: Candidacy, at: datetime) -> None:
    """The receipt: to the employee, with a copy to the representatives."""
    _of_limit("candidacy_received", candidacy, at, may_take(candidacy.rules.limit))


def items_asked(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee and the representatives: either can send what is missing."""
    _of_limit("candidacy_items_asked", candidacy, at, begins_when_whole(candidacy.rules.limit))


def items_provided(*, candidacy: Candidacy, at: datetime) -> None:
    """To the officer who prepares it."""
    for person in handlers(candidacy.case, at):
        tell(person, "candidacy_items_provided", candidacy.case, at)


def complete(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee, with a copy to the representatives: it is complete, and decided by when, or that no law sets it."""
    _of_limit("candidacy_complete", candidacy, at, due(candidacy.rules.limit, candidacy.decide_by))


def withdrawn(*, candidacy: Candidacy, at: datetime) -> None:
    """To whoever had it."""
    for person in handlers(candidacy.case, at):
        tell(person, "candidacy_withdrawn", candidacy.case, at)


def not_decided(*, candidacy: Candidacy, at: datetime) -> None:
    """To the employee, with a copy to the representatives: no decision, and why is on its page."""
    _to_both_sides("candidacy_not_decided", candidacy, at)


def representatives(case: Case, at: datetime) -> list[Person]:
    """Those of the employee's organization, also while the Commission has the case; nobody walled off. Who represents it
    is the system's to look up: the employee may be the one who acts."""
    current = Appointment.objects.current(clock.local_date(at))
    with as_system():
        found = current.filter(
            role=Role.REPRESENTATIVE, organization_id=case.organization_id, person__is_active=True
        ).exclude(person_id__in=[case.requester_id, *case.walled_from])
        return [appointment.person for appointment in found.select_related("person").order_by("person_id")]


def _to_both_sides(occasion: str, candidacy: Candidacy, at: datetime) -> None:
    for person in (candidacy.case.requester, *representatives(candidacy.case, at)):
        tell(person, occasion, candidacy.case, at)


def _of_limit(occasion: str, candidacy: Candidacy, at: datetime, said: Text) -> None:
    """To both sides, with what the limit of the regime means."""
    for person in (candidacy.case.requester, *representatives(candidacy.case, at)):
        tell(person, occasion, candidacy.case, at, limit=said.in_language(person.language))


def _to_officers(candidacy: Candidacy, at: datetime) -> None:
    for person in handlers(candidacy.case, at):
        tell(person, "candidacy_at_commission", candidacy.case, at)


def _to_invited(occasion: str, candidacy: Candidacy, asked: CandidacyInput, at: datetime) -> None:
    """The invitation goes to whoever the law's practice names, also when they are walled off as representatives: their
    opinion is not the handling of the request. It says nothing of the case, so that there is nothing to compare."""
    case, person = candidacy.case, asked.person
    if not person.is_active:
        return
    until = _day(asked.answer_by, person)
    with override(person.language):
        link = reverse("cases:candidacy_input", args=[asked.pk])
    if person.pk not in case.walled_from:
        check(Parcel(case, person, at, texts=(until,), link=link, shared_with=frozenset({person.pk})))
    notify(recipient=person, template=f"cases/notices/{occasion}", values={"until": until}, link=link, at=at)


def _day(day: date | None, person: Person) -> str:
    return day_in_words(day, person.language) if day else "–"

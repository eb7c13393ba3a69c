"""What the expert, the employee and those who handle the request are told of an opinion that is asked for.

The expert learns neither the number nor the subject by mail: what they may see stands on their own page, until the day.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.leaving import Parcel, check
from cases.models import Case, Consultation
from cases.notices.posting import handlers, tell
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.templatetags.ui import day_in_words


def consent_asked(*, case: Case, at: datetime) -> None:
    """To the employee: whether their manager may be asked."""
    tell(case.requester, "consent_asked", case, at)


def consent_answered(*, consultation: Consultation, case: Case, at: datetime) -> None:
    """To the asker: what the employee said."""
    occasion = "consent_given" if consultation.consent else "consent_refused"
    for person in _askers(consultation, case, at):
        tell(person, occasion, case, at)


def opinion_asked(*, consultation: Consultation, case: Case, at: datetime) -> None:
    """To the expert, or to every officer who may see the request."""
    _tell_experts("opinion_asked", consultation, case, at)


def opinion_extended(*, consultation: Consultation, case: Case, at: datetime) -> None:
    """To the expert: there is more time."""
    _tell_experts("opinion_extended", consultation, case, at)


def opinion_withdrawn(*, consultation: Consultation, case: Case, at: datetime) -> None:
    """To the expert: nothing more to do. Who left, or may no longer know of the request, is told nothing."""
    _tell_experts("opinion_withdrawn", consultation, case, at)


def opinion_given(*, consultation: Consultation, case: Case, at: datetime) -> None:
    """To the asker: the opinion can be read."""
    for person in _askers(consultation, case, at):
        tell(person, "opinion_given", case, at)


def _askers(consultation: Consultation, case: Case, at: datetime) -> list[Person]:
    """The one who asked; if they stepped aside meanwhile, those who have the request now."""
    asker = consultation.asked_by
    return handlers(case, at) if asker.pk in case.walled_from else [asker]


def _tell_experts(occasion: str, consultation: Consultation, case: Case, at: datetime) -> None:
    for person in _experts(consultation, case, at):
        if occasion == "opinion_withdrawn" and (not person.is_active or person.pk in case.walled_from):
            continue
        with override(person.language):
            link = reverse("cases:consultation", args=[consultation.pk])
            until = day_in_words(consultation.until, person.language)
        check(_parcel(occasion, consultation, case, person, until, link, at))
        notify(recipient=person, template=f"cases/notices/{occasion}", values={"until": until}, link=link, at=at)


def _parcel(
    occasion: str, consultation: Consultation, case: Case, person: Person, until: str, link: str, at: datetime
) -> Parcel:
    """The mail, and the question to which it leads: both are shared with the expert, and with nobody else."""
    is_asked = occasion == "opinion_asked"
    return Parcel(
        case,
        person,
        at,
        texts=(until,),
        written=(consultation.question,) if is_asked else (),
        sender=consultation.asked_by if is_asked else None,
        link=link,
        shared_with=frozenset({person.pk}),
    )


def _experts(consultation: Consultation, case: Case, at: datetime) -> list[Person]:
    if consultation.expert is not None:
        return [consultation.expert]
    officers = Appointment.objects.current(clock.local_date(at)).filter(role=Role.COMMISSION_OFFICER)
    officers = officers.exclude(person_id__in=[case.requester_id, consultation.asked_by_id, *case.walled_from])
    return [appointment.person for appointment in officers.select_related("person").order_by("person_id")]

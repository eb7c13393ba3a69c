"""Asking somebody else for an opinion on one question of a request, for a while; the employee's consent; the opinion.

These rows are written as the system, after the operation asked permission: an expert must be able to answer what they
can no longer see the moment they answered it, and nobody may give themselves a look at a request.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.advance import note
from cases.enums import ConsultationKind, Shown
from cases.enums import ConsultationState as State
from cases.models import Case, Consultation, Opinion
from cases.notices import consultations as notices
from cases.permissions import is_requester, may_consult
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages
from polact.catalogue.calendars import add_business_days

LONGEST_LOOK = 30  # business days
CAPACITY = {
    ConsultationKind.MANAGER: Role.MANAGER,
    ConsultationKind.LABOUR_RELATIONS: Role.EMPLOYEE,
    ConsultationKind.COMMISSION: Role.COMMISSION_OFFICER,
}
"""In which role the trail says that an expert answered."""


@transaction.atomic
def ask_opinion(
    *,
    case: Case,
    asked_by: Person,
    kind: ConsultationKind,
    email: str,
    question: str,
    shown: Collection[Shown],
    until: date,
    at: datetime,
) -> Consultation:
    """Ask somebody for an opinion on one question. What is picked in `shown` is copied, and stays as it is now.

    `email` says who: somebody of the organization, or an officer of the Commission (empty: any of them); for the
    manager it may be empty when one is on record. A manager is shown nothing before the employee agreed. `until` is the
    last day, at most 30 business days away. Raises NotPermitted for those who do not handle the request, Invalid for an
    empty question, a day out of reach, an unknown person, and somebody with a conflict of interest.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_consult(asked_by, case):
        raise NotPermitted()
    if not question.strip():
        raise Invalid(_("Write the question for the expert."), field="question")
    _check_day(until, clock.local_date(at))
    expert = _expert(case, asked_by, kind, email.strip(), clock.local_date(at))
    consultation = Consultation(
        case=case,
        kind=kind,
        expert=expert,
        expert_name=str(expert) if expert else "",
        asked_by=asked_by,
        asked_at=at,
        question=question,
        language=asked_by.language,
        shown=_copy(case, shown),
        until=until,
    )
    with as_system():
        consultation.save(force_insert=True)
    note(case=case, verb=Verb.OPINION_ASKED, by=asked_by, at=at, facts=_facts(consultation))
    if consultation.needs_consent:
        notices.consent_asked(case=case, at=at)
    else:
        notices.opinion_asked(consultation=consultation, case=case, at=at)
    return consultation


@transaction.atomic
def answer_consent(*, consultation: Consultation, answered_by: Person, agrees: bool, at: datetime) -> Consultation:
    """The employee says whether their manager may be asked. Said once; only with a yes is anything shown.

    Raises NotPermitted for anybody else, NotNow when there is nothing (more) to agree to.
    """
    case = Case.objects.get(pk=consultation.case_id)
    if not is_requester(answered_by, case):
        raise NotPermitted()
    with as_system():
        consultation = _locked(consultation, case, at, State.AWAITING_CONSENT)
        consultation.consent, consultation.consent_at = agrees, at
        consultation.save(update_fields=["consent", "consent_at"])
    note(case=case, verb=Verb.CONSENT_GIVEN if agrees else Verb.CONSENT_REFUSED, by=answered_by, at=at)
    if agrees:
        notices.opinion_asked(consultation=consultation, case=case, at=at)
    notices.consent_answered(consultation=consultation, case=case, at=at)
    return consultation


@transaction.atomic
def give_opinion(*, consultation: Consultation, given_by: Person, text: str, at: datetime) -> Opinion:
    """The expert's answer, given once; with it their look at the question ends.

    Raises Invalid for an empty text, NotPermitted for anybody else, NotNow when it is no longer awaited.
    """
    if not text.strip():
        raise Invalid(_("Write your opinion."), field="text")
    awaited = Consultation.objects.asked_of(given_by, clock.local_date(at)).filter(pk=consultation.pk)
    if not awaited.exists():
        raise NotPermitted()
    with as_system():
        case = Case.objects.select_related("requester", "assigned_to").get(pk=consultation.case_id)
        consultation = _locked(consultation, case, at, State.OPEN)
        opinion = Opinion(
            consultation=consultation,
            case=case,
            given_by=given_by,
            given_by_name=str(given_by),
            given_at=at,
            text=text,
        )
        opinion.save(force_insert=True)
        consultation.answered_at = at
        consultation.save(update_fields=["answered_at"])
        # Who it was stands in the sealed facts: the employee reads the trail, and learns of experts only where they agreed.
        facts = {**_facts(consultation), "given_by": str(given_by), "person": given_by.pk}
        role = CAPACITY[ConsultationKind(consultation.kind)]
        record(verb=Verb.OPINION_GIVEN, subject=case.ref, actor=None, role=role, at=at, facts=facts)
        notices.opinion_given(consultation=consultation, case=case, at=at)
    return opinion


@transaction.atomic
def withdraw_consultation(*, consultation: Consultation, withdrawn_by: Person, at: datetime) -> Consultation:
    """No longer ask. The expert sees the question no more, and is told if they were asked.

    Raises NotPermitted for those who do not handle the request, NotNow when nothing is awaited any more.
    """
    case, consultation = _under_way(consultation, withdrawn_by, at)
    was_asked = consultation.state(clock.local_date(at)) == State.OPEN
    with as_system():
        consultation.withdrawn_at = at
        consultation.save(update_fields=["withdrawn_at"])
    note(case=case, verb=Verb.OPINION_WITHDRAWN, by=withdrawn_by, at=at)
    if was_asked:
        notices.opinion_withdrawn(consultation=consultation, case=case, at=at)
    return consultation


@transaction.atomic
def extend_consultation(*, consultation: Consultation, extended_by: Person, until: date, at: datetime) -> Consultation:
    """Give the expert more time: a later last day, at most 30 business days from today.

    Raises Invalid for a day that is not later or out of reach, NotPermitted and NotNow as `withdraw_consultation`.
    """
    case, consultation = _under_way(consultation, extended_by, at)
    _check_day(until, clock.local_date(at))
    if until <= consultation.until:
        raise Invalid(_("Choose a later day than the one that is set."), field="until")
    was_asked = consultation.state(clock.local_date(at)) == State.OPEN
    with as_system():
        consultation.until = until
        consultation.save(update_fields=["until"])
    note(case=case, verb=Verb.OPINION_EXTENDED, by=extended_by, at=at, facts={"until": until.isoformat()})
    if was_asked:
        notices.opinion_extended(consultation=consultation, case=case, at=at)
    return consultation


def _under_way(consultation: Consultation, by: Person, at: datetime) -> tuple[Case, Consultation]:
    case = Case.objects.select_for_update().get(pk=consultation.case_id)
    if not may_consult(by, case):
        raise NotPermitted()
    with as_system():
        return case, _locked(consultation, case, at, State.OPEN, State.AWAITING_CONSENT)


def _locked(consultation: Consultation, case: Case, at: datetime, *states: State) -> Consultation:
    """The row as it stands now, in one of these states. Raises NotNow otherwise, and when the request is closed."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("expert", "asked_by")
    consultation = found.get(pk=consultation.pk)
    if consultation.state(clock.local_date(at)) not in states or not case.is_open:
        raise NotNow(_("This is no longer awaited: it was answered or taken back, or its date has passed."))
    return consultation


def _check_day(until: date, today: date) -> None:
    last = add_business_days(today, LONGEST_LOOK)[0]
    if not today <= until <= last:
        said = _("Choose a day from today to %(last)s: at most %(days)s business days.")
        raise Invalid(said % {"last": last.isoformat(), "days": LONGEST_LOOK}, field="until")


def _copy(case: Case, shown: Collection[Shown]) -> dict[str, str]:
    told = {
        Shown.QUESTION: case.question,
        Shown.ACTIVITY: case.activity,
        Shown.LEVEL: case.level,
        Shown.REQUESTER: str(case.requester),
    }
    return {fact.value: told[fact] for fact in Shown if fact in shown and told[fact]}


def _facts(consultation: Consultation) -> dict[str, object]:
    return {
        "kind": both_languages(ConsultationKind(consultation.kind).label),
        "expert": consultation.expert_name,
        "until": consultation.until.isoformat(),
        "shown": ", ".join(sorted(consultation.shown)),
    }


def _expert(case: Case, asked_by: Person, kind: ConsultationKind, email: str, on: date) -> Person | None:
    """Whom the asker means: on record where they work, and free to say something about it."""
    current = Appointment.objects.current(on).select_related("person", "reports_to")
    if kind == ConsultationKind.COMMISSION:
        if not email:
            return None
        held = current.filter(role=Role.COMMISSION_OFFICER)
    else:
        held = current.filter(organization_id=case.organization_id)
    expert = _by_email(held, email) if email else _manager(held, case, kind)
    if expert.pk == case.requester_id or expert.pk in case.walled_from:
        raise Invalid(_("This person has a conflict of interest with the request and cannot be asked."), field="email")
    if expert.pk == asked_by.pk:
        raise Invalid(_("Ask somebody else than yourself."), field="email")
    return expert


def _by_email(held: QuerySet[Appointment], email: str) -> Person:
    found = held.filter(person__email__iexact=email, person__is_active=True).first()
    if found is None:
        raise Invalid(_("Nobody with this address is on record there."), field="email")
    return found.person


def _manager(held: QuerySet[Appointment], case: Case, kind: ConsultationKind) -> Person:
    """The requester's manager as their appointment has it."""
    if kind != ConsultationKind.MANAGER:
        raise Invalid(_("Say whom you ask, by e-mail address."), field="email")
    appointed = held.filter(person_id=case.requester_id, reports_to__isnull=False).first()
    if appointed is None or appointed.reports_to is None:
        raise Invalid(_("No manager is on record for this employee. Give the manager’s e-mail address."), field="email")
    return appointed.reports_to

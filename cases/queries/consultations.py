"""Opinions asked for: of a case, of an expert."""

from datetime import date
from uuid import UUID

from cases.enums import ConsultationKind
from cases.models import Case, Consultation
from polact.access.models import Person

MOST_SHOWN = 50


def consultations_of(case: Case) -> list[Consultation]:
    """What was asked on a case, oldest first, with the opinions as far as the reader may see them. One query."""
    return list(case.consultations.select_related("opinion").order_by("asked_at")[:MOST_SHOWN])


def consultations_with_consent(case: Case) -> list[Consultation]:
    """Those that the employee was asked to agree to. One query."""
    return list(case.consultations.filter(kind=ConsultationKind.MANAGER)[:MOST_SHOWN])


def consultation_of(case: Case, pk: UUID) -> Consultation:
    """One that was asked on a case. Raises Consultation.DoesNotExist."""
    return case.consultations.get(pk=pk)


def asked_of(person: Person, today: date) -> list[Consultation]:
    """What a person's opinion is awaited on, the nearest day first."""
    return list(Consultation.objects.asked_of(person, today).order_by("until", "asked_at")[:MOST_SHOWN])


def one_asked_of(person: Person, pk: UUID, today: date) -> Consultation:
    """One on which a person's opinion is awaited. Raises Consultation.DoesNotExist."""
    return Consultation.objects.asked_of(person, today).get(pk=pk)

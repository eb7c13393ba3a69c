"""Candidacies for the pages and the API: one's own, those that one may read, and what one's opinion is awaited on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.models import Attachment, Candidacy, CandidacyInput, CandidacyItem, Case, ElectionPeriod
from cases.queries.attachments import attachment_of
from polact.access.acting import as_system
from polact.access.lasting import not_over
from polact.access.models import Person

MOST_SHOWN = 50


@dataclass(frozen=True)
class CandidacyFile:
    """A candidacy with the opinions and what the Commission asked for, as far as the reader may see them."""

    candidacy: Candidacy
    inputs: Sequence[CandidacyInput]
    items: Sequence[CandidacyItem]


def candidacy_of(case: Case) -> Candidacy:
    """The candidacy of a case that the reader may see, with that case. Raises Candidacy.DoesNotExist."""
    found = Candidacy.objects.select_related("election", "description_file", "chart_file").get(pk=case.pk)
    found.case = case
    return found


def candidacy_file(case: Case) -> CandidacyFile:
    """The same with all that hangs on it: four queries. The names of those invited are the system's to look up: the
    employee knows whom they are waiting for."""
    candidacy = candidacy_of(case)
    inputs = list(candidacy.inputs.all())
    items = list(candidacy.items.all())
    if inputs:
        with as_system():
            people = Person.objects.in_bulk({one.person_id for one in inputs})
        for one in inputs:
            one.person = people[one.person_id]
    return CandidacyFile(candidacy, inputs, items)


def inputs_awaited_from(person: Person) -> list[CandidacyInput]:
    """What one's opinion on a candidacy is awaited on, the nearest day first."""
    open_ = CandidacyInput.objects.filter(person=person, given_at=None, given_up_at=None)
    return list(open_.select_related("candidacy").order_by("answer_by", "invited_at")[:MOST_SHOWN])


def input_awaited_from(person: Person, pk: UUID) -> CandidacyInput:
    """One of these, with the facts of the candidacy, whose case the person does not see otherwise. Raises
    CandidacyInput.DoesNotExist."""
    asked = CandidacyInput.objects.get(person=person, pk=pk, given_at=None, given_up_at=None)
    with as_system():
        asked.candidacy = Candidacy.objects.select_related("election").get(pk=asked.candidacy_id)
        asked.candidacy.case = Case.objects.select_related("organization", "requester").get(pk=asked.candidacy_id)
    return asked


def elections_to_come(today: date) -> list[ElectionPeriod]:
    """Elections that are not over, by name."""
    return sorted(ElectionPeriod.objects.filter(not_over(today)), key=str)


def file_of(person: Person, case: Case, pk: object) -> Attachment | None:
    """The file with this key among those of the case that the person knows of; None for an empty key. Raises
    Attachment.DoesNotExist."""
    return attachment_of(person, case, UUID(str(pk))) if pk else None

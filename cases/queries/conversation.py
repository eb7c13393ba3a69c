"""What was asked and answered, and what is written beside: always of a case that the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DateTimeField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from cases.enums import ItemState
from cases.models import AnswerDraft, Case, CaseMessage, Ending, InformationItem, InformationRequest, InternalNote
from cases.permissions import may_read_notes
from cases.queries.paging import introduce
from polact.access.models import Person

NOTE, MESSAGE = "note", "message"


@dataclass(frozen=True)
class Needed:
    """One thing on the list of a question, and where it stands."""

    id: UUID
    needed: str
    state: ItemState
    answer: str
    changed_at: datetime


@dataclass
class Written:
    """A note or a message. `author` is None where the reader may not know the person any more."""

    id: UUID
    kind: str
    author_id: int
    at: datetime
    text: str
    is_from_requester: bool
    read_at: datetime | None
    author: Person | None = None


@dataclass(frozen=True)
class Correspondence:
    """What is written about a case: notes (none for whoever asked), and messages, each oldest first."""

    notes: list[Written]
    messages: list[Written]

    def unread_by(self, case: Case, person: Person) -> int:
        """How many messages of the other side nobody of this side has read."""
        own = person.pk == case.requester_id
        return sum(1 for one in self.messages if one.is_from_requester != own and one.read_at is None)


@dataclass(frozen=True)
class CaseFile:
    """A case with what hangs on it."""

    case: Case
    questions: list[InformationRequest]
    correspondence: Correspondence
    endings: list[Ending]

    @property
    def open_question(self) -> InformationRequest | None:
        """The question that waits for its answer."""
        return next((asked for asked in self.questions if asked.ended_at is None), None)


def asked_with_items() -> QuerySet[InformationRequest]:
    """Questions with their lists, in one statement; `checklist_of` reads the list."""
    told = JSONObject(id="pk", needed="needed", state="state", answer="answer", changed_at="changed_at")
    items = InformationItem.objects.filter(information_request=OuterRef("pk")).order_by("place").values(told=told)
    return InformationRequest.objects.annotate(told_items=ArraySubquery(items))


def questions_of(case: Case) -> list[InformationRequest]:
    """What was asked of the employee and answered, oldest first, with the people in it."""
    found = _questions_of(case)
    introduce(found)
    return found


def _questions_of(case: Case) -> list[InformationRequest]:
    found = list(asked_with_items().filter(case=case)) if case.submitted_at else []
    for one in found:
        one.checklist = checklist_of(one)
    return found


def checklist_of(asked: InformationRequest) -> list[Needed]:
    """The list of a question that came from `asked_with_items`."""
    told: list[dict[str, Any]] = asked.told_items  # type: ignore[attr-defined]
    return [
        Needed(
            UUID(one["id"]),
            one["needed"],
            ItemState(one["state"]),
            one["answer"],
            datetime.fromisoformat(one["changed_at"]),
        )
        for one in told
    ]


def answer_draft_of(asked: InformationRequest) -> AnswerDraft | None:
    """What the employee has begun to write: theirs alone."""
    return AnswerDraft.objects.filter(information_request=asked).first()


def correspondence_of(case: Case, person: Person) -> Correspondence:
    """Notes and messages in one statement; whoever asked is given no note, whatever their roles. Without their authors."""
    columns = ("id", "kind", "author_id", "at", "text", "is_from_requester", "read_at")
    found = CaseMessage.objects.filter(case=case).annotate(kind=_kind(MESSAGE), at=F("sent_at")).values_list(*columns)
    if may_read_notes(person, case):
        never: Any = Cast(Value(None), DateTimeField())
        notes = InternalNote.objects.filter(case=case).annotate(
            kind=_kind(NOTE), at=F("written_at"), is_from_requester=Value(False), read_at=never
        )
        found = found.union(notes.order_by().values_list(*columns), all=True)
    rows = [Written(*row) for row in found.order_by("at")]
    return Correspondence([one for one in rows if one.kind == NOTE], [one for one in rows if one.kind == MESSAGE])


def case_file(person: Person, pk: int) -> CaseFile:
    """A case with all that its page tells; the people in it are fetched at once. Raises Case.DoesNotExist."""
    related = ("organization", "assessment", "advice", "advice_draft")
    case = Case.objects.visible_to(person).select_related(*related).get(pk=pk)
    questions = _questions_of(case)
    correspondence = correspondence_of(case, person)
    endings = list(case.endings.all()) if case.ended_at or case.turn else []
    advice = [case.advice] if case.advice else []
    draft = [case.advice_draft] if hasattr(case, "advice_draft") else []
    introduce([case, *advice, *draft, *questions, *endings, *correspondence.notes, *correspondence.messages])
    return CaseFile(case, questions, correspondence, endings)


def _kind(name: str) -> Value:
    return Value(name, output_field=CharField())

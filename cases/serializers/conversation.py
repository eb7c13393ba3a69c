"""Notes, messages, and the answer thing by thing, as the API takes and tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.queries.conversation import Written
from cases.waiting import MOST_ITEMS
from polact.access.serializers import PersonBrief
from polact.rest.fields import Text, Whole

VERSION = "the version that was read; If-Match says the same"


class NoteIn(serializers.Serializer[Any]):
    """An internal note. It cannot be changed afterwards."""

    text = Text()


class _WrittenOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(read_only=True)
    author = serializers.SerializerMethodField()
    text = serializers.CharField(read_only=True)

    @extend_schema_field(PersonBrief(allow_null=True))
    def get_author(self, written: Written) -> dict[str, Any] | None:
        """Who wrote it; null for a reader to whom row-level security does not show that person."""
        return None if written.author is None else dict(PersonBrief(written.author).data)


class NoteOut(_WrittenOut):
    """An internal note of those who handle a request."""

    written_at = serializers.DateTimeField(read_only=True, source="at")


class CaseMessageIn(serializers.Serializer[Any]):
    """A message to the other side."""

    text = Text()


class CaseMessageOut(_WrittenOut):
    """A message between the employee and those who handle the request."""

    is_from_requester = serializers.BooleanField(read_only=True)
    sent_at = serializers.DateTimeField(read_only=True, source="at")
    read_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text="by the other side")


class ItemAnswerIn(serializers.Serializer[Any]):
    """An answer to one thing that is needed."""

    item = serializers.UUIDField()
    answer = Text()


class ItemAnswersIn(serializers.Serializer[Any]):
    """Answers to some of what is needed."""

    answers = serializers.ListField(child=ItemAnswerIn(), max_length=MOST_ITEMS)
    version = Whole(required=False, help_text=VERSION)


class AnswerDraftIn(serializers.Serializer[Any]):
    """What is kept of an answer until it is sent: one text, answers to single things, or both."""

    answer = Text(default="")
    answers = serializers.ListField(child=ItemAnswerIn(), max_length=MOST_ITEMS, default=list)


class AnswerDraftOut(serializers.Serializer[Any]):
    """What is kept of an answer: nobody but the employee sees it."""

    answer = serializers.CharField(read_only=True)
    items = serializers.DictField(child=serializers.CharField(), read_only=True, help_text="item → answer")
    saved_at = serializers.DateTimeField(read_only=True)


class NotNeededIn(serializers.Serializer[Any]):
    """What of the list is not needed any more."""

    not_needed = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_ITEMS)
    version = Whole(required=False, help_text=VERSION)

"""The shapes in which the API takes and gives versions and drafts of the rulebook. They check shape and never save."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessments.authoring.draft_forms import VERSION
from assessments.draft_standing import Standing
from assessments.gate import Moved
from assessments.models import DraftState
from assessments.serializers import Shape, TextShape

SEEN = (
    "What the draft's `seen` was when you read it. If it is another by now, the answer is 409 and nothing is written."
)


class VersionOut(Shape):
    version = serializers.CharField()
    effective_from = serializers.DateField()
    note = TextShape()
    in_force = serializers.BooleanField()
    shipped = serializers.BooleanField(help_text="Whether it came with the product.")


class VersionFileOut(Shape):
    version = serializers.CharField()
    content_hash = serializers.CharField(help_text="SHA-256 of the content's bytes.")
    content = serializers.CharField(help_text="The file, YAML in UTF-8.")


class ProblemOut(Shape):
    where = serializers.CharField()
    sentence = serializers.CharField()


class MovedOut(Shape):
    item = serializers.CharField(help_text="A published example or a golden vector.")
    before = serializers.CharField()
    after = serializers.CharField()
    direction = serializers.CharField()
    tendency = serializers.CharField(help_text="toward or away from what the source says; empty when it says neither.")
    reviewed = serializers.BooleanField()


class RulebookDraftOut(Shape):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=DraftState.choices)
    version = serializers.CharField()
    based_on = serializers.CharField()
    proposed_version = serializers.CharField(help_text="The least number that the kind of change allows.")
    effective_from = serializers.DateField(allow_null=True)
    note = TextShape()
    seen = serializers.CharField(help_text="The stamp of the file, to be sent back with a change.")
    problems = ProblemOut(many=True)
    changes = serializers.IntegerField()
    moved = MovedOut(many=True)
    content = serializers.CharField()


class StartIn(Shape):
    based_on = serializers.CharField(max_length=20)
    proposal = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class FileIn(Shape):
    content = serializers.CharField(max_length=200_000)
    seen = serializers.CharField(max_length=64, help_text=SEEN)


class DetailsIn(Shape):
    version = serializers.CharField(max_length=14, validators=[VERSION])
    note_en = serializers.CharField(max_length=4_000, allow_blank=True)
    note_fr = serializers.CharField(max_length=4_000, allow_blank=True)
    effective_from = serializers.DateField(allow_null=True)
    seen = serializers.CharField(max_length=64, help_text=SEEN)


class ResultIn(Shape):
    item = serializers.CharField(max_length=60)
    before = serializers.CharField(max_length=60)
    after = serializers.CharField(max_length=60)


class ReviewsIn(Shape):
    results = serializers.ListField(child=ResultIn(), min_length=1)
    reason = serializers.CharField(max_length=2_000)

    def keys(self) -> list[tuple[str, str, str]]:
        return [(one["item"], one["before"], one["after"]) for one in self.validated_data["results"]]


class PublishIn(Shape):
    seen = serializers.CharField(max_length=64, help_text=SEEN)


def draft_data(standing: Standing) -> dict[str, Any]:
    """A draft as it stands, ready for RulebookDraftOut."""
    draft = standing.draft
    return {
        "id": draft.pk,
        "state": draft.state,
        "version": standing.version,
        "based_on": draft.based_on,
        "proposed_version": standing.proposed,
        "effective_from": draft.effective_from,
        "note": {"en": draft.note_en, "fr": draft.note_fr},
        "seen": standing.seen,
        "problems": [{"where": problem.where, "sentence": problem.sentence} for problem in standing.problems],
        "changes": len(standing.changes),
        "moved": [_moved(found, standing) for found in standing.moved],
        "content": standing.content.decode(),
    }


def _moved(found: Moved, standing: Standing) -> dict[str, Any]:
    return {
        "item": found.item.id,
        "before": found.before,
        "after": found.after,
        "direction": found.direction,
        "tendency": found.tendency,
        "reviewed": found.key in standing.reviews,
    }

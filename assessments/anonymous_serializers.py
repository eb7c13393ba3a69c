"""The shapes of what anonymous people save, open and say in the API, and of comparisons. They check shape and never save."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessments.codes import read_code
from assessments.comparison import Comparison
from assessments.models.feedback import LANGUAGES, MOST_WORDS, Helpfulness
from assessments.queries import Tally
from assessments.rulebook import current
from assessments.rulebook_parts import RESULTS
from assessments.serializers import WORKPLACE, Shape
from assessments.sitting import MOST_ACTIVITIES, Sitting, Situation, read_sitting
from polact.rest.fields import Choice, Text, Whole

_MESSAGES = {
    "sitting": _(
        "These activities and answers do not belong to that version of the rulebook, or one stands there twice."
    ),
    "code": _("This cannot be a code: a letter or digit is wrong, missing or in the wrong place. Check each of them."),
}


class OneActivityShape(Shape):
    """An activity with answers: the code of each question, and the code of the option; "unsure" for "I don't know"."""

    activity = Text(max_length=30)
    answers = serializers.DictField(child=Text(max_length=30), default=dict)


class SittingShape(Shape):
    """What was checked in one sitting: one to ten activities, each once, under one version of the rulebook."""

    version = Text(max_length=20, required=False, help_text="the one in force when left out")
    organization = Whole(required=False, help_text=WORKPLACE)
    situations = serializers.ListField(child=OneActivityShape(), min_length=1, max_length=MOST_ACTIVITIES)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        told = tuple(Situation(one["activity"], one["answers"]) for one in attrs["situations"])
        version = attrs.get("version") or current().version
        sitting = read_sitting(Sitting.at_work(version, attrs.get("organization"), told).as_text())
        if sitting is None:
            raise serializers.ValidationError({"situations": [str(_MESSAGES["sitting"])]})
        return {"sitting": sitting}


class CodeShape(Shape):
    """The code that was given when the result was saved, however it is written."""

    code = Text(max_length=100)

    def validate_code(self, written: str) -> str:
        code = read_code(written)
        if code is None:
            raise serializers.ValidationError(str(_MESSAGES["code"]))
        return code


class SavedShape(Shape):
    """What was saved: the code, told this once, and the day on which the result is deleted."""

    code = serializers.CharField()
    goes_on = serializers.DateField()


class StoredShape(Shape):
    """One activity as it was saved. `result` is what was stored; nothing is computed anew."""

    activity = serializers.CharField()
    answers = serializers.DictField(child=serializers.CharField())
    result = serializers.ListField(child=serializers.ChoiceField(choices=RESULTS))


class OpenedShape(Shape):
    """What a code opened."""

    version = serializers.CharField()
    hash = serializers.CharField()
    organization = serializers.IntegerField(allow_null=True, help_text="whose own rules were added; null without")
    in_force = serializers.BooleanField(help_text="Whether this version, with the same own rules, is the one in force.")
    goes_on = serializers.DateField()
    situations = StoredShape(many=True)


class FeedbackShape(Shape):
    """What somebody thinks of the self-assessment. Leave out everything personal."""

    helpful = Choice(choices=Helpfulness.choices)
    words = Text(max_length=MOST_WORDS, default="")
    language = Choice(choices=LANGUAGES)
    rulebook_version = Text(max_length=20)


class TallyShape(Shape):
    """How many clicks there were in a month under a version of the rulebook."""

    month = serializers.DateField(help_text="its first day")
    rulebook_version = serializers.CharField(source="version")
    yes = serializers.SerializerMethodField()
    partly = serializers.SerializerMethodField()
    no = serializers.SerializerMethodField()

    def get_yes(self, tally: Tally) -> int:
        return tally.counts.get("yes", 0)

    def get_partly(self, tally: Tally) -> int:
        return tally.counts.get("partly", 0)

    def get_no(self, tally: Tally) -> int:
        return tally.counts.get("no", 0)


class WordsShape(Shape):
    """What somebody wrote."""

    words = serializers.CharField()
    helpful = serializers.ChoiceField(choices=Helpfulness.choices)
    language = serializers.ChoiceField(choices=LANGUAGES)
    month = serializers.DateField()
    rulebook_version = serializers.CharField()


class FeedbackGivenShape(Shape):
    """Counts by month and version, and the words, newest month first."""

    tallies = TallyShape(many=True)
    words = WordsShape(many=True)


class WeighedShape(Shape):
    """A reason whose points differ; null where it does not count."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name, not the serializer's own label
    then = serializers.IntegerField(allow_null=True)
    now = serializers.IntegerField(allow_null=True)


class ComparisonShape(Shape):
    """One activity as it was kept, beside the same answers under the rulebook in force; in the language asked for."""

    activity = serializers.CharField()
    then = serializers.ListField(child=serializers.CharField(), source="then.result.result")
    now = serializers.SerializerMethodField(help_text="Null when the rulebook in force no longer has the activity.")
    same_result = serializers.BooleanField()
    same_reasons = serializers.BooleanField()
    reasons = WeighedShape(many=True)
    gone = serializers.ListField(child=serializers.CharField())
    come = serializers.ListField(child=serializers.CharField())
    dropped = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_now(self, one: Comparison) -> list[str] | None:
        return list(one.now.result["result"]) if one.now else None

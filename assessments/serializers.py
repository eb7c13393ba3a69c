"""The shapes that the self-assessment takes and gives in the API. They check shape and never save."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.department import rulebook_for
from assessments.evaluation import InvalidAnswers, check
from assessments.rulebook_parts import BEARINGS, KINDS, RESULTS, ROUTES, Rulebook
from polact.rest.fields import Whole

WORKPLACE = "id of where one works: what this organization adds to the rulebook counts too; an unknown one adds nothing"
_MESSAGES = {
    "activity": _("This activity is not in the rulebook."),
    "question": _("This question is not in the rulebook."),
    "option": _("This is not one of the question’s answers."),
    "answers": _("Answers must map the codes of questions to the codes of options."),
}


class Shape(serializers.Serializer):
    """A serializer that describes and checks. It is never saved; operations do that."""


class SituationShape(Shape):
    """An activity with answers: the code of each question, and the code of the option; "unsure" for "I don't know"."""

    activity = serializers.CharField(max_length=30)
    answers = serializers.DictField(child=serializers.CharField(max_length=30), default=dict)
    organization = Whole(required=False, help_text=WORKPLACE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            check(rulebook_at(attrs), attrs["activity"], attrs["answers"])
        except InvalidAnswers as error:
            raise serializers.ValidationError(_by_field(error)) from error
        return attrs


def rulebook_at(situation: dict[str, Any]) -> Rulebook:
    """The rulebook in force where the person works; without more for whoever does not say."""
    return rulebook_for(str(situation.get("organization", "")))


def _by_field(error: InvalidAnswers) -> dict[str, Any]:
    """The activity's fault under `activity`, each answer's under its question."""
    found: dict[str, Any] = {}
    for problem in error.problems:
        message = [str(_MESSAGES[problem.kind])]
        if problem.kind == "activity":
            found["activity"] = message
        else:
            found.setdefault("answers", {})[problem.field] = message
    return found


class TextShape(Shape):
    en = serializers.CharField()
    fr = serializers.CharField()


class BandShape(Shape):
    code = serializers.CharField()
    least = serializers.IntegerField(help_text="Points from which the band begins.")
    text = TextShape()


class OptionShape(Shape):
    code = serializers.CharField()
    points = serializers.IntegerField()
    link = serializers.IntegerField(help_text="How close the link between duties and activity is, 0 to 2.")
    text = TextShape()


class QuestionShape(Shape):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    bears_on = serializers.ChoiceField(choices=BEARINGS, allow_null=True)
    changeable = serializers.BooleanField()
    text = TextShape()
    help = TextShape(allow_null=True)
    options = OptionShape(many=True)


class ActivityShape(Shape):
    code = serializers.CharField()
    group = serializers.CharField()
    route = serializers.ChoiceField(choices=ROUTES)
    ratings = serializers.ListField(
        child=serializers.IntegerField(), help_text="Reach, closeness, initiative and record, each 0 to 3."
    )
    asks = serializers.ListField(child=serializers.CharField())
    floor = serializers.ChoiceField(choices=RESULTS, allow_null=True)
    text = TextShape()


class HardRuleShape(Shape):
    code = serializers.CharField()
    order = serializers.IntegerField()
    result = serializers.ChoiceField(choices=RESULTS)
    text = TextShape()
    basis = TextShape()


class FloorShape(Shape):
    code = serializers.CharField()
    at_least = serializers.ChoiceField(choices=RESULTS, allow_null=True, help_text="Null: the activity's own floor.")
    text = TextShape()
    basis = TextShape(allow_null=True)


class ResultTextShape(Shape):
    title = TextShape()
    next_step = TextShape()


class RulebookShape(Shape):
    """The rulebook in force: everything that a form needs to ask and to explain, in both languages."""

    version = serializers.CharField()
    content_hash = serializers.CharField(help_text="SHA-256 of the rulebook's file.")
    status = serializers.CharField()
    formula = serializers.ListField(
        child=serializers.IntegerField(), help_text="Points per step of reach, closeness, initiative and record."
    )
    groups = serializers.DictField(child=TextShape())
    activities = ActivityShape(many=True, source="listed_activities")
    questions = QuestionShape(many=True, source="listed_questions")
    exposure_bands = BandShape(many=True)
    position_bands = BandShape(many=True)
    matrix = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    hard_rules = HardRuleShape(many=True)
    floors = FloorShape(many=True)
    results = serializers.DictField(child=ResultTextShape())
    disclaimer = TextShape()


class RatingShape(Shape):
    name = serializers.CharField()
    rating = serializers.IntegerField()
    points = serializers.IntegerField()


class ContributionShape(Shape):
    axis = serializers.ChoiceField(choices=["A", "P"])
    points = serializers.IntegerField()
    bears_on = serializers.ChoiceField(choices=BEARINGS)
    question = serializers.CharField(allow_null=True, help_text="Null for the activity itself.")
    option = serializers.CharField(allow_null=True)
    ratings = RatingShape(many=True)


class FloorUseShape(Shape):
    code = serializers.CharField()
    at_least = serializers.ChoiceField(choices=RESULTS)
    certain = serializers.BooleanField(help_text="False when it holds only because a question is open.")
    raises = serializers.BooleanField()


class UnsettledShape(Shape):
    question = serializers.CharField()
    adds = serializers.ChoiceField(choices=RESULTS)


class NearLineShape(Shape):
    axis = serializers.ChoiceField(choices=["A", "P"])
    line = serializers.IntegerField()
    distance = serializers.IntegerField()
    level = serializers.ChoiceField(choices=RESULTS)


class OverlayShape(Shape):
    organization = serializers.CharField()
    hash = serializers.CharField(help_text="SHA-256 of the organization's own rules.")


class VersionShape(Shape):
    version = serializers.CharField()
    hash = serializers.CharField()
    overlay = OverlayShape(required=False)


class ReasonShape(Shape):
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name, not the serializer's own label
    answer = serializers.CharField()
    parts = serializers.ListField(child=serializers.CharField())
    points = serializers.IntegerField()
    axis = serializers.CharField()
    bears_on = serializers.ChoiceField(choices=BEARINGS)
    bears_on_label = serializers.CharField()


class RuleWordsShape(Shape):
    code = serializers.CharField()
    text = serializers.CharField()
    basis = serializers.CharField(allow_blank=True)


class FloorWordsShape(RuleWordsShape):
    at_least = serializers.CharField()
    certain = serializers.BooleanField()


class OpenQuestionShape(Shape):
    code = serializers.CharField()
    text = serializers.CharField()


class LighterWayShape(Shape):
    kind = serializers.ChoiceField(choices=["answer", "activity"])
    subject = serializers.CharField()
    text = serializers.CharField()
    result = serializers.CharField()
    changes_level = serializers.BooleanField()
    saves = serializers.IntegerField()


class ExplanationShape(Shape):
    """The result in words of one language, in the order in which to read them."""

    right = serializers.CharField()
    activity = serializers.CharField()
    title = serializers.CharField()
    next_step = serializers.CharField()
    possible = serializers.ListField(child=serializers.CharField())
    axes = serializers.CharField(allow_blank=True)
    reasons = ReasonShape(many=True)
    rules = RuleWordsShape(many=True)
    floors = FloorWordsShape(many=True)
    close_to_line = serializers.ListField(child=serializers.CharField())
    unsettled = serializers.ListField(child=serializers.CharField())
    unanswered = OpenQuestionShape(many=True)
    lower = LighterWayShape(many=True)
    notes = serializers.ListField(child=serializers.CharField())
    limits = serializers.ListField(child=serializers.CharField())
    version = serializers.CharField()
    disclaimer = serializers.CharField()


class BothExplanationsShape(Shape):
    en = ExplanationShape()
    fr = ExplanationShape()


class ResultShape(Shape):
    """The explained result. `result` lists what is possible; `code` is the only one, or OPEN."""

    rulebook = VersionShape()
    activity = serializers.CharField()
    code = serializers.ChoiceField(choices=RESULTS)
    result = serializers.ListField(child=serializers.ChoiceField(choices=RESULTS))
    decided_by_rule = serializers.BooleanField()
    A = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="Exposure, lowest and highest; null if not scored."
    )
    P = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="Position, lowest and highest; null if not scored."
    )
    contributions = ContributionShape(many=True)
    floors = FloorUseShape(many=True)
    rules = serializers.ListField(child=serializers.CharField(), help_text="All that match, the deciding one first.")
    unanswered = serializers.ListField(child=serializers.CharField())
    unsettled = UnsettledShape(many=True)
    close_to_line = NearLineShape(many=True)
    explanation = BothExplanationsShape()

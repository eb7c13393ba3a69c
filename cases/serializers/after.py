"""What follows a decision on a candidacy, as the API takes and tells it."""

from typing import Any

from rest_framework import serializers

from cases.enums.after import Fact
from cases.enums.candidacy import ConditionEventKind, ConditionState, ElectionResult
from cases.open_data import COLUMNS
from polact.rest.fields import Choice, Flag, Text, Whole

NOTED = [(kind.value, kind.label) for kind in ConditionEventKind if kind in ("EVIDENCE", "BREACH", "MET", "LIFTED")]
ISSUE, LINK = 100, 200  # characters


class AcknowledgeIn(serializers.Serializer[Any]):
    """The employee's statement; false acknowledges nothing."""

    statement = Flag()


class ConditionNoteIn(serializers.Serializer[Any]):
    """Something noted on a condition: a fact, and its day."""

    kind = Choice(choices=NOTED)
    happened_on = serializers.DateField()
    text = Text(max_length=20_000)


class ConditionEventOut(serializers.Serializer[Any]):
    """What was noted, by whom."""

    kind = serializers.ChoiceField(choices=ConditionEventKind.choices, read_only=True)
    text = serializers.CharField(read_only=True)
    happened_on = serializers.DateField(read_only=True)
    by = serializers.CharField(read_only=True, allow_null=True)
    at = serializers.DateTimeField(read_only=True)


class ConditionOut(serializers.Serializer[Any]):
    """An obligation that goes with a grant. `owner` is EMPLOYEE or ORGANIZATION; both days are included."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    owner = serializers.CharField(read_only=True)
    active_from = serializers.DateField(read_only=True, allow_null=True)
    last_day = serializers.DateField(read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=ConditionState.choices, read_only=True)
    acknowledged_at = serializers.DateTimeField(read_only=True, allow_null=True)


class ConditionWithEventsOut(ConditionOut):
    """A condition with everything that was noted on it."""

    events = ConditionEventOut(many=True, read_only=True, source="events.all")


class ConditionInForceOut(ConditionOut):
    """A condition in force, with the request whose permission it goes with."""

    request = serializers.IntegerField(read_only=True, source="decision.candidacy_id")
    number = serializers.CharField(read_only=True, source="decision.candidacy.case.number")


class PublicationIn(serializers.Serializer[Any]):
    """Where the notice was published. `link` is an https address."""

    published_on = serializers.DateField()
    issue = Text(max_length=ISSUE)
    link = Text(max_length=LINK)


class GazetteNoticeOut(serializers.Serializer[Any]):
    """The notice of a grant, in both languages."""

    text_en = serializers.CharField(read_only=True)
    text_fr = serializers.CharField(read_only=True)
    requested_on = serializers.DateField(read_only=True)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    issue = serializers.CharField(read_only=True)
    link = serializers.CharField(read_only=True)


class GazetteWordsIn(serializers.Serializer[Any]):
    """The words of the notice, in both languages with the same placeholders. `version` is the one read, 0 for the shipped."""

    text_en = Text(max_length=20_000)
    text_fr = Text(max_length=20_000)
    version = Whole()


class GazetteWordsOut(serializers.Serializer[Any]):
    """The words in force; version 0 are those that ship with the product."""

    text_en = serializers.CharField(read_only=True)
    text_fr = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)


class CandidacyResultIn(serializers.Serializer[Any]):
    """What became of the candidacy, on which day."""

    kind = Choice(choices=ElectionResult.choices)
    happened_on = serializers.DateField()
    note = Text(max_length=20_000, default="")


class CandidacyResultOut(serializers.Serializer[Any]):
    """One thing that became of the candidacy."""

    kind = serializers.ChoiceField(choices=ElectionResult.choices, read_only=True)
    happened_on = serializers.DateField(read_only=True)
    note = serializers.CharField(read_only=True)
    recorded_by = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)


class ChangeIn(serializers.Serializer[Any]):
    """What has changed since the permission."""

    change = Text(max_length=20_000)


class ChangeOut(serializers.Serializer[Any]):
    """The draft that was begun."""

    id = serializers.IntegerField(read_only=True, source="case_id")
    number = serializers.CharField(read_only=True, source="case.number")


class TouchedFactOut(serializers.Serializer[Any]):
    """A fact under a permission or an advice that is not so any more; `change` is the request that looks at it again."""

    id = serializers.UUIDField(read_only=True)
    request = serializers.IntegerField(read_only=True, source="case_id")
    number = serializers.CharField(read_only=True, source="case.number")
    fact = serializers.ChoiceField(choices=Fact.choices, read_only=True)
    was = serializers.CharField(read_only=True)
    became = serializers.CharField(read_only=True)
    found_at = serializers.DateTimeField(read_only=True)
    change = serializers.IntegerField(read_only=True, source="change_id", allow_null=True)


class PublishedGrantOut(serializers.Serializer[Any]):
    """One grant as the Canada Gazette has published it. Nothing else of a candidacy is public."""

    def get_fields(self) -> dict[str, Any]:
        return {name: serializers.CharField(read_only=True) for name in COLUMNS}

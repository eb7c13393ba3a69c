"""Elections, districts and days to file by as the API takes and tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.election_facts import Days
from cases.election_files import LARGEST_FILE, Found
from cases.enums import ElectionChangeReason, ElectionKind, ElectionLevel
from cases.filing import MOST_DAYS, USUAL_DAYS, Chance, Filing
from cases.serializers.routing import UNTIL
from polact.catalogue.jurisdictions import JURISDICTIONS
from polact.catalogue.offices import MUNICIPALITY_KINDS
from polact.rest.fields import BothLanguages, Choice, Text, Whole

OF_A_DISTRICT = "id of a district; null: everywhere"
SOURCE = "where it can be read"


class ElectionDaysIn(serializers.Serializer[Any]):
    """The days of an election."""

    active_from = serializers.DateField()
    active_to = serializers.DateField(
        allow_null=True, default=None, help_text=f"{UNTIL}; with a polling day: it ends then"
    )
    polling_day = serializers.DateField(allow_null=True, default=None)
    nominations_close = serializers.DateField(
        allow_null=True,
        default=None,
        help_text="null for a federal election with a polling day: the Monday 21 days before",
    )
    nominations_time = serializers.TimeField(allow_null=True, default=None, help_text="on the clock of the place")
    source = Text(max_length=300, help_text=SOURCE)  # type: ignore[assignment]


def days_in(asked: dict[str, Any]) -> Days:
    return Days(**{name: asked[name] for name in Days.__dataclass_fields__})


class ElectionIn(ElectionDaysIn):
    """An election to record."""

    level = Choice(choices=ElectionLevel.values)
    jurisdiction = Choice(choices=list(JURISDICTIONS), help_text="CA for a federal election")
    kind = Choice(choices=["", *ElectionKind.values], default="", help_text="empty: the general election of the level")
    label_en = Text(max_length=200)
    label_fr = Text(max_length=200)
    district = Whole(allow_null=True, default=None, help_text="id of the district of a by-election")
    municipality = Text(max_length=200, default="", help_text="if it is that of one")
    municipality_kind = Choice(choices=["", *MUNICIPALITY_KINDS], default="")


class PostponeElectionIn(serializers.Serializer[Any]):
    """A later polling day."""

    reason = Choice(
        choices=[ElectionChangeReason.POSTPONED.value, ElectionChangeReason.CANDIDATE_DIED.value],
        default=ElectionChangeReason.POSTPONED.value,
    )
    district = Whole(allow_null=True, default=None, help_text=OF_A_DISTRICT)
    polling_day = serializers.DateField()
    nominations_close = serializers.DateField(allow_null=True, default=None, help_text="null: as before")
    source = Text(max_length=300, help_text=SOURCE)  # type: ignore[assignment]


class WithdrawWritIn(serializers.Serializer[Any]):
    """Where the writ is withdrawn, and by which source."""

    district = Whole(allow_null=True, default=None, help_text=OF_A_DISTRICT)
    source = Text(max_length=300, help_text=SOURCE)  # type: ignore[assignment]


class ElectionImportIn(serializers.Serializer[Any]):
    """A file of elections or districts as text."""

    content = Text(max_length=LARGEST_FILE, help_text="CSV with the columns that the documentation names")
    dry_run = serializers.BooleanField(default=False, help_text="try everything, keep nothing")


class ElectionImportRowOut(serializers.Serializer[Any]):
    """What came, or would come, of one line."""

    line = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    found = serializers.SerializerMethodField()
    field = serializers.CharField()
    problem = serializers.CharField()

    @extend_schema_field(serializers.ChoiceField(choices=[found.value for found in Found]))
    def get_found(self, row: Any) -> str:
        return str(row.found.value)


class ElectionImportOut(serializers.Serializer[Any]):
    """`imported`: whether all of it was taken; otherwise nothing was."""

    imported = serializers.BooleanField()
    rows = ElectionImportRowOut(many=True)


class DistrictOut(serializers.Serializer[Any]):
    """An electoral district."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name_en = serializers.CharField()
    name_fr = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True, help_text=UNTIL)
    source = serializers.CharField()  # type: ignore[assignment]


class ElectionOut(serializers.Serializer[Any]):
    """An election. One whose last day lies before its first never held."""

    id = serializers.IntegerField()
    level = serializers.ChoiceField(choices=ElectionLevel.choices)
    jurisdiction = serializers.CharField()
    kind = serializers.CharField(help_text="empty where it was not told")
    label_en = serializers.CharField()
    label_fr = serializers.CharField()
    municipality = serializers.CharField()
    municipality_kind = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    active_from = serializers.DateField()
    active_to = serializers.DateField(allow_null=True, help_text=UNTIL)
    polling_day = serializers.DateField(allow_null=True)
    nominations_close = serializers.DateField(allow_null=True)
    nominations_time = serializers.TimeField(allow_null=True)
    withdrawn_on = serializers.DateField(allow_null=True)


class OwnDaysOut(serializers.Serializer[Any]):
    """Days of an election as they were before a change, or as they are in a district."""

    reason = serializers.ChoiceField(choices=ElectionChangeReason.choices)
    active_from = serializers.DateField()
    active_to = serializers.DateField(allow_null=True, help_text=UNTIL)
    polling_day = serializers.DateField(allow_null=True)
    nominations_close = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    recorded_at = serializers.DateTimeField()


class DistrictPeriodOut(OwnDaysOut):
    """The days of an election in one district."""

    district = DistrictOut()


class ElectionFileOut(ElectionOut):
    """An election with its districts (at most 50 of `district_count`), their days, and what it was before."""

    district = DistrictOut(allow_null=True)
    districts = DistrictOut(many=True)
    district_count = serializers.IntegerField()
    district_periods = DistrictPeriodOut(many=True)
    changes = OwnDaysOut(many=True)


class ElectionFilingIn(serializers.Serializer[Any]):
    """How long the organization takes."""

    organization_days = serializers.IntegerField(min_value=0, max_value=MOST_DAYS, default=USUAL_DAYS)


class FilingOut(serializers.Serializer[Filing]):
    """By when to file; days are the Commission's calendar days and the organization's business days."""

    nominations_close = serializers.DateField()
    decided_by = serializers.DateField()
    complete_by = serializers.DateField(help_text="last day on which a complete file must reach the Commission")
    send_by = serializers.DateField(help_text="last business day on which to hand it to the organization")
    organization_days = serializers.IntegerField(help_text="business days")
    chance = serializers.ChoiceField(choices=[one.value for one in Chance], help_text="of who sends it today")
    explanation = BothLanguages()
    warning = BothLanguages(allow_null=True)

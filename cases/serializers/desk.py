"""Saved views, their alerts, and deeds on several requests, as the API takes and tells them."""

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.enums import Why
from cases.models import MOST_AT_ONCE, AlertKind, BulkAction, BulkRun, SavedView
from cases.operations.saving_views import LARGEST_THRESHOLD
from polact.access.serializers import OrganizationBrief, PersonBrief
from polact.rest.fields import Choice, Text, Whole

RUN = RegexValidator(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
FILTERS = (
    "The filters of the desk as its address has them: words, tab, level, due, waiting, status, assigned, language, group, "
    "region, before, organization. What does not exist is refused."
)


class SavedViewIn(serializers.Serializer[Any]):
    """A view to keep."""

    name = Text(max_length=80)
    query = serializers.DictField(child=Text(max_length=200), help_text=FILTERS)
    organization = Whole(allow_null=True, default=None, help_text="share it with the representatives of this one")


class SavedViewPatch(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    name = Text(max_length=80, required=False)
    organization = Whole(allow_null=True, required=False, help_text="null: for oneself only")


class ViewAlertIn(serializers.Serializer[Any]):
    """What to be told of a view."""

    kind = Choice(choices=AlertKind.choices)
    threshold = Whole(
        allow_null=True, default=None, max_value=LARGEST_THRESHOLD, help_text="needed for THRESHOLD, ignored otherwise"
    )


class ViewAlertOut(serializers.Serializer[Any]):
    """What the caller is told of a view."""

    kind = serializers.ChoiceField(choices=AlertKind.choices, read_only=True)
    threshold = serializers.IntegerField(read_only=True, allow_null=True)


class SavedViewOut(serializers.Serializer[Any]):
    """A view: its filters, and who sees it. It shows nobody more than they may see."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    query = serializers.DictField(child=serializers.CharField(), read_only=True)
    organization = OrganizationBrief(read_only=True, allow_null=True)
    owner = PersonBrief(read_only=True)
    alert = serializers.SerializerMethodField()

    @extend_schema_field(ViewAlertOut(allow_null=True))
    def get_alert(self, view: SavedView) -> dict[str, Any] | None:
        alert = getattr(view, "alert", None)
        return dict(ViewAlertOut(alert).data) if alert else None


class ChosenIn(serializers.Serializer[Any]):
    """A request, and the version of it that was read."""

    id = Whole()
    version = Whole(allow_null=True, default=None, help_text="with another version standing, this one is left as it is")


class BulkPreviewIn(serializers.Serializer[Any]):
    """A deed on several requests that is only looked at."""

    action = Choice(choices=BulkAction.choices)
    requests = serializers.ListField(child=Whole(), min_length=1, max_length=MOST_AT_ONCE)
    to = Whole(allow_null=True, default=None, help_text="assign: the person who would get them")


class BulkIn(serializers.Serializer[Any]):
    """A deed on several requests."""

    run = Text(validators=[RUN], max_length=36, help_text="a UUID that you draw; the same again does nothing again")
    action = Choice(choices=BulkAction.choices)
    requests = serializers.ListField(child=ChosenIn(), min_length=1, max_length=MOST_AT_ONCE)
    to = Whole(allow_null=True, default=None, help_text="assign: the person who gets them")
    question = Text(default="", help_text="ask: the question")


class PlannedOut(serializers.Serializer[Any]):
    """What would come of the deed on one request: `done`, or why it would be left as it is."""

    request = serializers.IntegerField(read_only=True, source="key")
    result = serializers.ChoiceField(choices=Why.choices, read_only=True, source="why.value")
    detail = serializers.CharField(read_only=True, source="why.label")


class BulkResultOut(serializers.Serializer[Any]):
    """What came of the deed on one request."""

    request = serializers.IntegerField(read_only=True)
    result = serializers.ChoiceField(choices=Why.choices, read_only=True)
    detail = serializers.CharField(read_only=True)


class BulkOut(serializers.Serializer[Any]):
    """A deed on several requests, and what came of it for each."""

    run = serializers.UUIDField(read_only=True, source="id")
    action = serializers.ChoiceField(choices=BulkAction.choices, read_only=True)
    started_at = serializers.DateTimeField(read_only=True)
    results = serializers.SerializerMethodField()
    can_be_undone = serializers.SerializerMethodField()
    undone_at = serializers.DateTimeField(read_only=True, allow_null=True)
    undo_results = serializers.SerializerMethodField()

    @extend_schema_field(BulkResultOut(many=True))
    def get_results(self, run: BulkRun) -> list[dict[str, Any]]:
        return _told(run.results)

    @extend_schema_field(BulkResultOut(many=True))
    def get_undo_results(self, run: BulkRun) -> list[dict[str, Any]]:
        return _told(run.undo_results)

    def get_can_be_undone(self, run: BulkRun) -> bool:
        return bool(self.context["can_be_undone"])


def _told(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"request": one["case"], "result": one["result"], "detail": str(Why(one["result"]).label)} for one in results
    ]

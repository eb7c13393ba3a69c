"""Requests as the API takes and tells them. These check shape; operations check rules; nothing here saves."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessments.models import Assessment
from assessments.serializers import WORKPLACE
from assessments.sitting import MOST_ACTIVITIES
from cases.enums import CaseAction, CaseStatus, ClockReason, EndingKind, ItemState, Queue
from cases.models import LANGUAGES, Case, DepartureReason
from cases.operations.ending import DESTINATIONS
from cases.serializers.advice import ADVICE_FIELDS, ANSWERS, AdviceOut
from cases.timing import timing_of
from cases.waiting import LONGEST_ITEM, MOST_ITEMS
from cases.workflow import BY_ACTION, Row, available_actions
from polact.access.models import Person
from polact.access.serializers import OrganizationBrief, PersonBrief
from polact.catalogue.kinds import Family
from polact.catalogue.registry import REQUEST_TYPES, types_of
from polact.rest.fields import BothLanguages, Choice, Flag, Text, Whole

Data = dict[str, Any]

# What is sent -------------------------------------------------------------------------------------------------


class CompanionIn(serializers.Serializer[Any]):
    """One activity with its answers."""

    activity = Text(max_length=30)
    answers = serializers.DictField(child=Text(max_length=30), help_text="question code → option code")


class AssessmentIn(CompanionIn):
    """A self-assessment to attach: the results are computed here from the answers, never taken from the caller."""

    companions = serializers.ListField(
        child=CompanionIn(),
        required=False,
        max_length=MOST_ACTIVITIES - 1,
        help_text="what was checked in the same sitting",
    )
    rulebook_version = Text(max_length=20, required=False, help_text="the current one when left out")
    organization = Whole(required=False, help_text=WORKPLACE)


class DraftFields(serializers.Serializer[Any]):
    """What of a draft can be changed; it may be incomplete until it is submitted."""

    language = Choice(choices=LANGUAGES, help_text="of the answer")
    subject = Text(max_length=200, default="")
    question = Text(default="")
    planned_on = serializers.DateField(allow_null=True, default=None)
    named = serializers.ListField(
        child=Whole(),
        default=list,
        max_length=20,
        help_text="ids of the organization's representatives who should not handle it; they will not see it",
    )


class RequestIn(DraftFields):
    """A new request."""

    organization = Whole(help_text="id of the organization whose representatives are asked")
    request_type = Choice(
        choices=[(kind.code, str(kind.name.en)) for kind in types_of(Family.ADVICE)], default="ADVICE"
    )
    assessment = AssessmentIn(allow_null=True, default=None)
    submit = Flag(default=False, help_text="true: send it at once; false: keep a draft")


class DraftPatch(DraftFields):
    """What is left out stays as it is."""

    organization = Whole(help_text="id of another organization to ask")
    attached = Flag(help_text="false takes the self-assessment off the draft")
    version = Whole(required=False, help_text="the version that was read; If-Match says the same")


class RequestFilter(serializers.Serializer[Any]):
    """How the list of requests can be narrowed."""

    status = serializers.ChoiceField(choices=CaseStatus.choices, required=False)
    organization = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    words = serializers.CharField(
        max_length=200,
        required=False,
        help_text="a number, or words of subject, question, employee's name and activity, in either language",
    )
    mine = serializers.BooleanField(required=False, help_text="true: only what I asked; false: only what others asked")


def _day(**options: Any) -> serializers.DateField:
    return serializers.DateField(allow_null="default" in options, help_text=DAY, **options)


def _items(**options: Any) -> serializers.ListField:
    given = {**options, "default": list} if "default" in options else options
    return serializers.ListField(child=Text(max_length=LONGEST_ITEM), max_length=MOST_ITEMS, help_text=ITEMS, **given)


DAY = "the last calendar day for the answer, at least one business day ahead; as your organization has it when left out"
ITEMS = "what is needed, thing by thing"
ASKED: dict[str, Callable[..., serializers.Field[Any, Any, Any, Any]]] = {
    "outcome": lambda **options: Choice(choices=ANSWERS, **options),
    "departure": lambda **options: Choice(choices=[*DepartureReason.values, ""], **options),
    "items": _items,
    "answer_by": _day,
    "destination": lambda **options: Choice(choices=tuple(DESTINATIONS), **options),
    **ADVICE_FIELDS,
}


def form_of(row: Row, operation: Callable[..., Any]) -> type[serializers.Serializer[Data]]:
    """The body of an action: one field for each thing that the table asks, optional where the operation does not
    insist, and the version that was read."""
    parameters = signature(operation).parameters
    fields: Data = {"version": Whole(required=False, help_text="the version that was read; If-Match says the same")}
    for name in row.asks:
        default = parameters[name].default
        options = {} if default is Parameter.empty else {"default": default}
        fields[name] = ASKED[name](**options) if name in ASKED else Text(**options)
    fields["__doc__"] = f"What the action {row.action.value} asks."
    return type(f"{row.action.name.title().replace('_', '')}In", (serializers.Serializer,), fields)


# What is told -------------------------------------------------------------------------------------------------


class OutcomeOut(serializers.Serializer[Any]):
    """A way in which a request can end."""

    code = serializers.CharField(read_only=True)
    name = BothLanguages()
    meaning = BothLanguages()
    is_answer = serializers.BooleanField(read_only=True, help_text="whether advice can conclude with it")


class RequestTypeOut(serializers.Serializer[Any]):
    """A kind of request, as the law and the catalogue have it."""

    code = serializers.CharField(read_only=True)
    name = BothLanguages()
    asks = BothLanguages()
    legal_basis = serializers.CharField(read_only=True)
    standard_days = serializers.IntegerField(read_only=True, help_text="business days, where an organization sets none")
    outcomes = OutcomeOut(many=True, read_only=True)


class InformationItemOut(serializers.Serializer[Any]):
    """One thing that is needed, and where it stands."""

    id = serializers.UUIDField(read_only=True)
    needed = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=ItemState.choices, read_only=True)
    answer = serializers.CharField(read_only=True)
    changed_at = serializers.DateTimeField(read_only=True)


class InformationRequestOut(serializers.Serializer[Any]):
    """A question to the employee with what is needed, and their answer, or that the review went on without it."""

    question = serializers.CharField(read_only=True)
    asked_at = serializers.DateTimeField(read_only=True)
    answer_by = serializers.DateField(read_only=True, allow_null=True, help_text="the last calendar day for the answer")
    items = InformationItemOut(many=True, read_only=True, source="checklist")
    answer = serializers.CharField(read_only=True)
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    went_on_at = serializers.DateTimeField(read_only=True, allow_null=True)
    went_on_reasons = serializers.CharField(read_only=True)


class EndingOut(serializers.Serializer[Any]):
    """How a request ended otherwise than by advice, or that it was put away."""

    kind = serializers.ChoiceField(choices=EndingKind.choices, read_only=True)
    outcome = serializers.CharField(read_only=True)
    reasons = serializers.CharField(read_only=True)
    ended_at = serializers.DateTimeField(read_only=True)


class CompanionOut(serializers.Serializer[Any]):
    """One activity of what was attached, as it was kept."""

    id = serializers.UUIDField(read_only=True)
    rulebook_version = serializers.CharField(read_only=True)
    rulebook_hash = serializers.CharField(read_only=True, help_text="SHA-256 of the rulebook's content")
    activity = serializers.CharField(read_only=True)
    answers = serializers.DictField(child=serializers.CharField(), read_only=True)
    result = serializers.DictField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)


class AssessmentOut(CompanionOut):
    """The self-assessment that was attached, as it was kept: the activity with the highest result, and its companions."""

    companions = serializers.SerializerMethodField()

    @extend_schema_field(CompanionOut(many=True))
    def get_companions(self, main: Assessment) -> list[Data]:
        return [dict(CompanionOut(one).data) for one in sorted(main.companions.all(), key=lambda one: one.place)]


class PauseOut(serializers.Serializer[Any]):
    """Calendar days on which the employee was waited for: from the first on, until the day before `until`."""

    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True)


class ClockOut(serializers.Serializer[Any]):
    """Until when an answer is due under the organization's service standard, and how that day was found.

    `due_on` is the stored day, which desks are sorted by. While the employee is waited for it stands still.
    """

    due_on = serializers.DateField(read_only=True)
    started_on = serializers.DateField(read_only=True)
    business_days = serializers.IntegerField(read_only=True, help_text="the standard on the day of submission")
    explanation = BothLanguages()
    steps = serializers.ListField(child=BothLanguages(), read_only=True, help_text="which days counted, and why not")
    pauses = PauseOut(many=True, read_only=True)
    paused_since = serializers.DateField(read_only=True, allow_null=True)
    if_answered_today = serializers.DateField(read_only=True, allow_null=True)
    calendar = serializers.CharField(read_only=True, help_text="version of the calendar of business days")
    read_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text="when `due_on` was computed")
    reason = serializers.ChoiceField(choices=[*ClockReason.choices, ("", "")], read_only=True)
    agrees = serializers.BooleanField(read_only=True, help_text="whether the facts give the stored day")


class ActionOut(serializers.Serializer[Any]):
    """Something that the caller can do with the request now."""

    action = serializers.ChoiceField(choices=CaseAction.choices, read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    asks = serializers.ListField(child=serializers.CharField(), read_only=True)


class RequestRow(serializers.Serializer[Any]):
    """A request in a list."""

    id = serializers.IntegerField(read_only=True)
    number = serializers.CharField(read_only=True, help_text="what people quote")
    request_type = serializers.ChoiceField(choices=[kind.code for kind in REQUEST_TYPES], read_only=True)
    status = serializers.ChoiceField(choices=CaseStatus.choices, read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    organization = OrganizationBrief(read_only=True)
    requester = serializers.SerializerMethodField()
    assigned_to = PersonBrief(read_only=True, allow_null=True)
    language = serializers.ChoiceField(choices=LANGUAGES, read_only=True)
    subject = serializers.CharField(read_only=True)
    activity = serializers.CharField(read_only=True, help_text="of the self-assessment; empty without one")
    level = serializers.CharField(read_only=True, help_text="of the self-assessment; two codes are a range")
    queue = serializers.ChoiceField(choices=[*Queue.choices, ("", "")], read_only=True)
    submitted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)
    outcome = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)

    @extend_schema_field(PersonBrief(allow_null=True))
    def get_requester(self, case: Case) -> Data | None:
        """Who asked; null for a reader to whom row-level security does not show that person."""
        try:
            return dict(PersonBrief(case.requester).data)
        except ObjectDoesNotExist:
            return None


class RequestOut(RequestRow):
    """A request with all that goes with it, and what the caller can do with it now."""

    question = serializers.CharField(read_only=True)
    planned_on = serializers.DateField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    changed_at = serializers.DateTimeField(read_only=True)
    ended_at = serializers.DateTimeField(read_only=True, allow_null=True)
    named = serializers.SerializerMethodField(help_text="whom the requester named; told to nobody else")
    assessment = AssessmentOut(read_only=True, allow_null=True)
    information_requests = InformationRequestOut(many=True, read_only=True, source="information_requests.all")
    advice = serializers.SerializerMethodField()
    endings = EndingOut(many=True, read_only=True, source="endings.all")
    clock = serializers.SerializerMethodField()
    available_actions = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_named(self, case: Case) -> list[int]:
        return case.named if self.context["person"].pk == case.requester_id else []

    @extend_schema_field(AdviceOut(allow_null=True))
    def get_advice(self, case: Case) -> Data | None:
        return None if case.advice is None else dict(AdviceOut(case.advice).data)

    @extend_schema_field(ClockOut(allow_null=True))
    def get_clock(self, case: Case) -> Data | None:
        timing = timing_of(case, case.information_requests.all(), self.context["today"])
        if timing is None:
            return None
        facts = {
            "due_on": timing.due_on,
            "started_on": timing.clock.started_on,
            "business_days": timing.clock.business_days,
            "explanation": timing.clock.explanation(),
            "steps": timing.clock.in_steps(),
            "pauses": timing.clock.pauses,
            "paused_since": timing.paused_since,
            "if_answered_today": timing.if_answered_today,
            "calendar": case.clock_calendar,
            "read_at": case.clock_read_at,
            "reason": case.clock_reason,
            "agrees": timing.agrees,
        }
        return dict(ClockOut(facts).data)

    @extend_schema_field(ActionOut(many=True))
    def get_available_actions(self, case: Case) -> list[Data]:
        person: Person = self.context["person"]
        return [
            {"action": action.value, "label": str(action.label), "asks": list(BY_ACTION[action].asks)}
            for action in available_actions(person, case)
        ]


class TrailEntryOut(serializers.Serializer[Any]):
    """One entry of the trail; `sentence` in the language of Accept-Language."""

    seq = serializers.IntegerField(read_only=True)
    verb = serializers.CharField(read_only=True, source="verb.value")
    sentence = serializers.CharField(read_only=True, source="__str__")
    at = serializers.DateTimeField(read_only=True)
    role = serializers.CharField(read_only=True)
    before = serializers.CharField(read_only=True)
    after = serializers.CharField(read_only=True)
    actor_name = serializers.CharField(read_only=True)
    signature = serializers.CharField(
        read_only=True, help_text="the actor, and the absent colleague for whom they acted"
    )

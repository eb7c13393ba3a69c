"""Requests for permission as the API takes and tells them, up to their analysis."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.candidacy_content import completeness
from cases.candidacy_timing import clock_of_decision, safe_filing
from cases.enums import CaseStatus, ElectionLevel
from cases.enums.candidacy import CandidacyAction, Employment, Stage, Stance
from cases.models import LANGUAGES, Candidacy, CandidacyInput
from cases.workflow.candidacy import available_on
from polact.catalogue.candidacy import NO_DECISION_REASONS
from polact.catalogue.jurisdictions import JURISDICTIONS
from polact.rest.fields import BothLanguages, Choice, Flag, Text, Whole

Data = dict[str, Any]
BY_LAW = "by the limit of the regime (30 calendar days under PAR s. 5); null where no law sets one"
VERSION = "the version that was read; If-Match says the same"
LEVEL: Data = {"choices": ElectionLevel.choices}
PLACE: Data = {
    "choices": tuple(JURISDICTIONS),
    "help_text": "CA for a federal election, else the province or territory",
}


class CandidacyIn(serializers.Serializer[Any]):
    """What decides whether permission can be asked for at all."""

    organization = Whole(help_text="id of the organization where one works")
    language = Choice(choices=LANGUAGES, help_text="of the decision")
    level = Choice(**LEVEL)
    jurisdiction = Choice(**PLACE)
    employment = Choice(choices=Employment.choices)
    on_leave = Flag(default=False)


class CandidacyPatch(serializers.Serializer[Any]):
    """What is left out stays as it is. Never which party."""

    language = Choice(choices=LANGUAGES)
    level = Choice(**LEVEL)
    jurisdiction = Choice(**PLACE)
    election = Whole(allow_null=True, help_text="id of an election period on record")
    district = Text(max_length=200)
    office = Text(max_length=100)
    nomination_from = serializers.DateField(allow_null=True)
    candidate_from = serializers.DateField(allow_null=True)
    nominations_close = serializers.DateField(allow_null=True)
    polling_day = serializers.DateField(allow_null=True)
    employment = Choice(choices=Employment.choices)
    on_leave = Flag()
    position_title = Text(max_length=200)
    group_level = Text(max_length=20)
    work_location = Text(max_length=200)
    duties = Text()
    visibility = Text()
    has_temporary_duties = Flag()
    temporary_title = Text(max_length=200)
    temporary_duties = Text()
    manager_name = Text(max_length=201)
    public_steps = Text(help_text="a site, a poster, an interview: they count as seeking nomination")
    description_file = serializers.UUIDField(allow_null=True, help_text="of the request's attachments")
    chart_file = serializers.UUIDField(allow_null=True, help_text="of the request's attachments")
    named = serializers.ListField(
        child=Whole(), max_length=20, help_text="ids of representatives who should not handle it; they will not see it"
    )
    version = Whole(required=False, help_text=VERSION)


class StepIn(serializers.Serializer[Any]):
    """A step that asks nothing."""

    version = Whole(required=False, help_text=VERSION)


class SignIn(StepIn):
    """Whom to invite for which kind of opinion; left out, whoever is on record."""

    emails = serializers.DictField(child=Text(max_length=254), default=dict, help_text="kind of opinion → address")


class FilesIn(StepIn):
    """Which attachments are the approved work description and the organization chart; left out, as before."""

    description_file = serializers.UUIDField(allow_null=True, default=None)
    chart_file = serializers.UUIDField(allow_null=True, default=None)


class ProvideItemsIn(FilesIn):
    """Everything that was asked for, in words."""

    answer = Text()


class AskForItemsIn(StepIn):
    """Content of the law by its code, and what else is needed in words."""

    codes = serializers.ListField(child=Text(max_length=20), default=list, max_length=20)
    texts = serializers.ListField(child=Text(max_length=2000), default=list, max_length=20)


class EndWithoutDecisionIn(StepIn):
    """Under which reason it is counted, and why in words."""

    reason = Choice(choices=[term.code for term in NO_DECISION_REASONS])
    reasons = Text()


class WithdrawCandidacyIn(StepIn):
    """Why, if one wants to say."""

    reasons = Text(default="")


class InviteIn(serializers.Serializer[Any]):
    """Whose opinion, and of whom."""

    kind = Text(max_length=20, help_text="one of the kinds of the level of government")
    email = Text(max_length=254)


class InputIn(serializers.Serializer[Any]):
    """The opinion; given once, and read by the employee."""

    stance = Choice(choices=Stance.choices)
    impartiality = Text()
    operations = Text(default="")


FORMS: dict[CandidacyAction, type[serializers.Serializer[Any]]] = {
    CandidacyAction.SIGN: SignIn,
    CandidacyAction.START_CHECK: StepIn,
    CandidacyAction.SEND: FilesIn,
    CandidacyAction.FILE_DIRECTLY: StepIn,
    CandidacyAction.ACKNOWLEDGE: StepIn,
    CandidacyAction.ASK_FOR_ITEMS: AskForItemsIn,
    CandidacyAction.PROVIDE_ITEMS: ProvideItemsIn,
    CandidacyAction.FIND_COMPLETE: StepIn,
    CandidacyAction.END_WITHOUT_DECISION: EndWithoutDecisionIn,
    CandidacyAction.WITHDRAW: WithdrawCandidacyIn,
}


class ContentOut(serializers.Serializer[Any]):
    """One line of the checklist, the same for the employee and the officer."""

    code = serializers.CharField(read_only=True)
    name = BothLanguages()
    rule = serializers.CharField(read_only=True, source="source", help_text="empty for what practice asks")
    is_there = serializers.BooleanField(read_only=True)
    is_mandatory = serializers.BooleanField(read_only=True)
    why = serializers.CharField(read_only=True, help_text="what is missing, in the language of Accept-Language")


class InputOut(serializers.Serializer[Any]):
    """An opinion of the organization: from whom, by when, and what it says once it is given."""

    kind = serializers.CharField(read_only=True)
    person = serializers.CharField(read_only=True)
    invited_at = serializers.DateTimeField(read_only=True)
    answer_by = serializers.DateField(read_only=True)
    stance = serializers.ChoiceField(choices=[*Stance.choices, ("", "")], read_only=True)
    impartiality = serializers.CharField(read_only=True)
    operations = serializers.CharField(read_only=True)
    given_at = serializers.DateTimeField(read_only=True, allow_null=True)
    given_up_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text="the file went on without it")


class ItemOut(serializers.Serializer[Any]):
    """Something that the Commission asked for."""

    code = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    asked_at = serializers.DateTimeField(read_only=True)
    received_at = serializers.DateTimeField(read_only=True, allow_null=True)
    answer = serializers.CharField(read_only=True)


def _text() -> serializers.CharField:
    return serializers.CharField(read_only=True)


def _day() -> serializers.DateField:
    return serializers.DateField(read_only=True, allow_null=True)


def _flag() -> serializers.BooleanField:
    return serializers.BooleanField(read_only=True)


class CandidacyFacts(serializers.Serializer[Any]):
    """The election, the position and the steps taken."""

    level = serializers.ChoiceField(choices=ElectionLevel.choices, read_only=True)
    jurisdiction = _text()
    election = serializers.IntegerField(source="election_id", read_only=True, allow_null=True)
    district = _text()
    office = _text()
    nomination_from = _day()
    candidate_from = _day()
    nominations_close = _day()
    polling_day = _day()
    employment = serializers.ChoiceField(choices=Employment.choices, read_only=True)
    on_leave = _flag()
    position_title = _text()
    group_level = _text()
    work_location = _text()
    duties = _text()
    visibility = _text()
    has_temporary_duties = _flag()
    temporary_title = _text()
    temporary_duties = _text()
    manager_name = _text()
    public_steps = _text()


class AwaitedInputOut(serializers.Serializer[Any]):
    """An opinion that is awaited from the caller, in the list."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(read_only=True)
    answer_by = serializers.DateField(read_only=True)


class OneAwaitedInputOut(AwaitedInputOut):
    """The same with the facts of the candidacy. The employee may read the opinion."""

    employee = serializers.CharField(read_only=True, source="candidacy.case.requester")
    candidacy = CandidacyFacts(read_only=True)


class DecisionLimitOut(serializers.Serializer[Any]):
    """How much time the law of the regime gives for the decision, from the day after everything is there."""

    is_set = serializers.BooleanField(read_only=True, help_text="false where no law sets a limit")
    days = serializers.IntegerField(read_only=True, help_text="0 where no law sets a limit")
    in_business_days = serializers.BooleanField(read_only=True, help_text="else calendar days")
    rule = BothLanguages(source="source")


class CandidacyOut(CandidacyFacts):
    """A request for permission with its checklist, opinions, clock, and what the caller can do with it now."""

    id = serializers.IntegerField(source="pk", read_only=True)
    number = serializers.CharField(source="case.number", read_only=True)
    status = serializers.ChoiceField(source="case.status", choices=CaseStatus.choices, read_only=True)
    language = serializers.ChoiceField(source="case.language", choices=LANGUAGES, read_only=True)
    organization = serializers.IntegerField(source="case.organization_id", read_only=True)
    version = serializers.IntegerField(source="case.version", read_only=True)
    stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    description_file = serializers.UUIDField(source="description_file_id", read_only=True, allow_null=True)
    chart_file = serializers.UUIDField(source="chart_file_id", read_only=True, allow_null=True)
    sent_at = serializers.DateTimeField(read_only=True, allow_null=True)
    filed_directly = _flag()
    acknowledged_at = serializers.DateTimeField(read_only=True, allow_null=True)
    complete_on = _day()
    decide_by = serializers.DateField(read_only=True, allow_null=True, help_text=BY_LAW)
    calendar = serializers.CharField(read_only=True, help_text="version of the calendar of `decide_by`")
    limit = DecisionLimitOut(source="rules.limit", read_only=True)
    no_decision_reason = _text()
    is_sent = serializers.SerializerMethodField(help_text="whether it was sent to the Commission")
    content = serializers.SerializerMethodField()
    inputs = serializers.SerializerMethodField()
    items = serializers.SerializerMethodField()
    latest_safe_filing = serializers.SerializerMethodField(
        help_text="for a decision before nominations close; null where no law limits the time of the decision"
    )
    target_on = serializers.SerializerMethodField(help_text="the last business day by `decide_by`")
    clock_steps = serializers.SerializerMethodField()
    available_actions = serializers.SerializerMethodField()

    @extend_schema_field(serializers.BooleanField())
    def get_is_sent(self, candidacy: Candidacy) -> bool:
        return candidacy.sent_at is not None

    @extend_schema_field(ContentOut(many=True))
    def get_content(self, candidacy: Candidacy) -> list[Data]:
        found = self.context["file"]
        lines = completeness(candidacy, inputs=found.inputs, items=found.items)
        return [dict(ContentOut(line).data) for line in lines]

    @extend_schema_field(InputOut(many=True))
    def get_inputs(self, candidacy: Candidacy) -> list[Data]:
        inputs: list[CandidacyInput] = self.context["file"].inputs
        return [dict(InputOut(one).data) for one in inputs]

    @extend_schema_field(ItemOut(many=True))
    def get_items(self, candidacy: Candidacy) -> list[Data]:
        return [dict(ItemOut(one).data) for one in self.context["file"].items]

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_latest_safe_filing(self, candidacy: Candidacy) -> str | None:
        safe = safe_filing(candidacy)
        return safe.send_by.isoformat() if safe else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_target_on(self, candidacy: Candidacy) -> str | None:
        due = candidacy.case.due_on
        return due.isoformat() if due and candidacy.decide_by else None

    @extend_schema_field(serializers.ListField(child=BothLanguages()))
    def get_clock_steps(self, candidacy: Candidacy) -> list[Data]:
        steps = clock_of_decision(candidacy, self.context["file"].items).in_steps()
        return [{"en": step.en, "fr": step.fr} for step in steps]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_available_actions(self, candidacy: Candidacy) -> list[str]:
        return [action.value for action in available_on(self.context["person"], candidacy)]

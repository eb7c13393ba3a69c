"""Words of a case: where it stands, what can be done with it, which queue it is in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    IN_REVIEW = "IN_REVIEW", _("In review")
    AWAITING_INFORMATION = "AWAITING_INFORMATION", _("Waiting for information")
    AWAITING_APPROVAL = "AWAITING_APPROVAL", _("Waiting for a second reader")
    ANSWERED = "ANSWERED", _("Answered")
    REDIRECTED = "REDIRECTED", _("Redirected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    CLOSED = "CLOSED", _("Closed")


OPEN = (
    CaseStatus.SUBMITTED,
    CaseStatus.IN_REVIEW,
    CaseStatus.AWAITING_INFORMATION,
    CaseStatus.AWAITING_APPROVAL,
)
"""Statuses in which somebody still owes the employee an answer."""


TAKES_MESSAGES = (*OPEN, CaseStatus.ANSWERED, CaseStatus.REDIRECTED)
"""Statuses in which the employee and those who handle the case write to each other: nothing after it is closed."""


class CaseAction(models.TextChoices):
    SUBMIT = "submit", _("Submit the request")
    TAKE_UP = "take-up", _("Take up")
    REQUEST_INFORMATION = "request-information", _("Ask for more information")
    PROVIDE_INFORMATION = "provide-information", _("Answer the question")
    REMIND_AGAIN = "remind-again", _("Ask once more")
    GO_ON = "go-on", _("Go on without the answer")
    CLOSE_UNANSWERED = "close-unanswered", _("Close without a reply")
    RECORD_ADVICE = "record-advice", _("Record advice")
    PROPOSE_ADVICE = "propose-advice", _("Send to a second reader")
    APPROVE_ADVICE = "approve-advice", _("Approve the advice")
    RETURN_ADVICE = "return-advice", _("Return to the author")
    REDIRECT = "redirect", _("Redirect")
    WITHDRAW = "withdraw", _("Withdraw the request")
    CLOSE = "close", _("Close")
    REOPEN = "reopen", _("Open again")


class Queue(models.TextChoices):
    ORGANIZATION = "ORGANIZATION", _("the organization’s representatives")
    CENTRAL = "CENTRAL", _("the central queue of the Commission")


class EndingKind(models.TextChoices):
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    REDIRECTED = "REDIRECTED", _("Redirected")
    CLOSED = "CLOSED", _("Closed")
    UNANSWERED = "UNANSWERED", _("Closed without a reply")
    NO_DECISION = "NO_DECISION", _("Ended without a decision")


class AttachmentState(models.TextChoices):
    """How far the scan of a file is. Nobody reads it before it is clean, except where nothing is scanned at all."""

    WAITING_FOR_SCAN = "WAITING_FOR_SCAN", _("waits for the virus scan")
    CLEAN = "CLEAN", _("no virus found")
    INFECTED = "INFECTED", _("virus found: nobody can open it")
    REFUSED = "REFUSED", _("could not be examined: nobody can open it")
    NOT_SCANNED = "NOT_SCANNED", _("not scanned for viruses")


READABLE = (AttachmentState.CLEAN, AttachmentState.NOT_SCANNED)
"""States in which the bytes can be had. The policy beneath says the same."""


class Ground(models.TextChoices):
    """Why somebody must not handle a request."""

    REQUESTER = "REQUESTER", _("it is their own request")
    MANAGER = "MANAGER", _("one of the two reports to the other")
    SAME_UNIT = "SAME_UNIT", _("same unit")
    NAMED = "NAMED", _("named by the employee")
    DECLARED = "DECLARED", _("declared")


class ConsultationKind(models.TextChoices):
    """In which capacity somebody is asked for an opinion."""

    MANAGER = "MANAGER", _("the employee’s manager")
    LABOUR_RELATIONS = "LABOUR_RELATIONS", _("labour relations")
    COMMISSION = "COMMISSION", _("the Commission")


class ConsultationState(models.TextChoices):
    AWAITING_CONSENT = "AWAITING_CONSENT", _("Waiting for the employee’s consent")
    REFUSED = "REFUSED", _("The employee did not agree")
    OPEN = "OPEN", _("Waiting for the opinion")
    ANSWERED = "ANSWERED", _("Opinion given")
    WITHDRAWN = "WITHDRAWN", _("No longer asked")
    ENDED = "ENDED", _("The date has passed")


class Shown(models.TextChoices):
    """What of a request can be shown to an expert."""

    QUESTION = "QUESTION", _("What the employee asks")
    ACTIVITY = "ACTIVITY", _("The activity")
    LEVEL = "LEVEL", _("The level of the self-assessment")
    REQUESTER = "REQUESTER", _("The employee’s name")


class Handover(models.TextChoices):
    """How a case came into somebody's hands, or out of them."""

    RULE = "RULE", _("named by a rule")
    BALANCE = "BALANCE", _("least open work")
    TAKEN = "TAKEN", _("taken")
    ASSIGNED = "ASSIGNED", _("assigned")
    PASSED_ON = "PASSED_ON", _("passed on")
    RELEASED = "RELEASED", _("released")
    MOVED_UP = "MOVED_UP", _("moved to the central queue")
    SENT_BACK = "SENT_BACK", _("sent back to the organization")


class FindingKind(models.TextChoices):
    """Why the safety net holds a case."""

    UNTOUCHED = "UNTOUCHED", _("nobody touched it")
    UNOWNED = "UNOWNED", _("nobody has it")
    LEFT = "LEFT", _("waits for somebody who left")
    LATE = "LATE", _("past its standard")


class ItemState(models.TextChoices):
    """Where one thing that the employee was asked for stands."""

    NEEDED = "NEEDED", _("needed")
    RECEIVED = "RECEIVED", _("received")
    NOT_NEEDED = "NOT_NEEDED", _("not needed")


class Reminder(models.TextChoices):
    """What the clock told about a question: ahead of the day, on the day, and that the day has passed."""

    AHEAD = "AHEAD", _("ahead of the day")
    ON_THE_DAY = "ON_THE_DAY", _("on the day")
    PASSED = "PASSED", _("the day has passed")


class ClockReason(models.TextChoices):
    """Why a due date was computed."""

    SUBMITTED = "SUBMITTED", _("the request was submitted")
    RESUMED = "RESUMED", _("the wait for the employee ended")
    REOPENED = "REOPENED", _("the request was opened again")
    COMPLETE = "COMPLETE", _("the file was complete")


class ClockKind(models.TextChoices):
    """Which time limit of a case is meant."""

    SERVICE_STANDARD = "SERVICE_STANDARD", _("answer to a request, service standard")
    CANDIDACY_DECISION = "CANDIDACY_DECISION", _("decision on a candidacy, by law")


class RoutingReason(models.TextChoices):
    """Why a case was placed where it is."""

    SUBMITTED = "SUBMITTED", _("sent by the employee")
    REROUTED = "REROUTED", _("sent on")


class ElectionLevel(models.TextChoices):
    FEDERAL = "FEDERAL", _("Federal")
    PROVINCIAL = "PROVINCIAL", _("Provincial")
    TERRITORIAL = "TERRITORIAL", _("Territorial")
    MUNICIPAL = "MUNICIPAL", _("Municipal")


class ElectionKind(models.TextChoices):
    """Of everybody, or of one district or municipality."""

    GENERAL = "GENERAL", _("General election")
    BY_ELECTION = "BY_ELECTION", _("By-election")
    MUNICIPAL_GENERAL = "MUNICIPAL_GENERAL", _("Municipal general election")
    MUNICIPAL_BY = "MUNICIPAL_BY", _("Municipal by-election")

    @classmethod
    def municipal(cls) -> list[str]:
        return [cls.MUNICIPAL_GENERAL.value, cls.MUNICIPAL_BY.value]


class ElectionChangeReason(models.TextChoices):
    """Why the days of an election changed (Canada Elections Act ss. 59 and 77 for the first three, federally)."""

    POSTPONED = "POSTPONED", _("Postponed")
    CANDIDATE_DIED = "CANDIDATE_DIED", _("Postponed after the death of a candidate")
    WITHDRAWN = "WITHDRAWN", _("Writ withdrawn")
    CORRECTED = "CORRECTED", _("Dates set anew")


class LinkKind(models.TextChoices):
    """How two requests belong together; the later one is the duplicate, or follows the earlier one."""

    DUPLICATE = "DUPLICATE", _("The same request again")
    RELATED = "RELATED", _("Related")
    FOLLOW_UP = "FOLLOW_UP", _("Asked after an answer")


class Why(models.TextChoices):
    """What came, or would come, of a deed on one of several cases."""

    DONE = "done", _("Done")
    GONE = "gone", _("There is no such request, or it is not yours to see.")
    NOT_YOURS = "not-yours", _("You may not do this with it.")
    NOT_NOW = "not-now", _("Not possible in the state that it is in.")
    ALREADY = "already", _("That person has it already.")
    NOT_THEIRS = "not-theirs", _("It cannot be given to that person.")
    CHANGED = "changed", _("Somebody changed it in the meantime.")


class Limb(models.TextChoices):
    """The two limbs of the test of s. 113(1)."""

    ACTUAL = "ACTUAL", _("Whether the ability to do the duties impartially is impaired")
    PERCEIVED = "PERCEIVED", _("Whether it would be seen as impaired")


class LimbConclusion(models.TextChoices):
    NOT_IMPAIRED = "NOT_IMPAIRED", _("Not impaired")
    NOT_WITH_PRECAUTIONS = "NOT_WITH_PRECAUTIONS", _("Not impaired if the precautions are taken")
    IMPAIRED = "IMPAIRED", _("Impaired")


class Factor(models.TextChoices):
    """What is weighed: the factors of s. 113(2) and (3), and what guidance adds to them (domain.md 4)."""

    ACTIVITY = "ACTIVITY", _("Nature of the activity")
    DUTIES = "DUTIES", _("Nature of the duties")
    POSITION = "POSITION", _("Level and visibility of the position")
    PERSON = "PERSON", _("Visibility of the person, time and place")


class Weight(models.TextChoices):
    FOR = "FOR", _("Speaks for compatibility")
    NEUTRAL = "NEUTRAL", _("Weighs neither way")
    AGAINST = "AGAINST", _("Speaks against compatibility")


class PassageKind(models.TextChoices):
    """Where a passage goes in an advice; a template gathers passages."""

    FACTS = "FACTS", _("Facts relied on")
    REASONS = "REASONS", pgettext_lazy("of advice", "Reasons")
    PRECAUTIONS = "PRECAUTIONS", _("Precautions")
    LIMITS = "LIMITS", _("Limits of validity")
    TEMPLATE = "TEMPLATE", _("Template: several passages at once")


class WorkRegion(models.TextChoices):
    """Where somebody works, as published figures tell it."""

    NCR = "NCR", _("National Capital Region")
    OTHER = "OTHER", _("Outside the National Capital Region")

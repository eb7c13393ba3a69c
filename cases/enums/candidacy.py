"""Words of a candidacy: its stages, what can be done in them, and what is recorded on the way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus


class Stage(models.TextChoices):
    """How far a request for permission is (domain.md 8). A case's status follows from it (`STATUS_OF`)."""

    DRAFT = "DRAFT", _("Draft")
    GATHERING_INPUT = "GATHERING_INPUT", _("With your organization: opinions are gathered")
    DEPARTMENTAL_CHECK = "DEPARTMENTAL_CHECK", _("With your organization: the representative checks the file")
    SENT = "SENT", _("Sent to the Commission")
    ACKNOWLEDGED = "ACKNOWLEDGED", _("Received by the Commission, which checks that it is complete")
    INCOMPLETE = "INCOMPLETE", _("Incomplete: the Commission waits for information")
    ANALYSIS = "ANALYSIS", _("Complete: the Commission analyses it")
    BEFORE_DECIDER = "BEFORE_DECIDER", _("Before the decision maker")
    DECIDED = "DECIDED", _("Decided: the notices go out")
    NOTIFIED = "NOTIFIED", _("Decided, and both sides notified")
    GAZETTED = "GAZETTED", _("Granted, and published in the Canada Gazette")
    MONITORING = "MONITORING", _("Conditions are followed")
    NO_DECISION = "NO_DECISION", _("Ended without a decision")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    CLOSED = "CLOSED", _("Closed")


STATUS_OF = {
    Stage.DRAFT: CaseStatus.DRAFT,
    Stage.GATHERING_INPUT: CaseStatus.SUBMITTED,
    Stage.DEPARTMENTAL_CHECK: CaseStatus.SUBMITTED,
    Stage.SENT: CaseStatus.SUBMITTED,
    Stage.ACKNOWLEDGED: CaseStatus.IN_REVIEW,
    Stage.INCOMPLETE: CaseStatus.AWAITING_INFORMATION,
    Stage.ANALYSIS: CaseStatus.IN_REVIEW,
    Stage.BEFORE_DECIDER: CaseStatus.AWAITING_APPROVAL,
    Stage.DECIDED: CaseStatus.AWAITING_APPROVAL,
    Stage.NOTIFIED: CaseStatus.ANSWERED,
    Stage.GAZETTED: CaseStatus.ANSWERED,
    Stage.MONITORING: CaseStatus.ANSWERED,
    Stage.NO_DECISION: CaseStatus.CLOSED,
    Stage.WITHDRAWN: CaseStatus.WITHDRAWN,
    Stage.CLOSED: CaseStatus.CLOSED,
}
"""The status of the case in each stage: lists, the desk, the safety net and messages look at that."""

WITH_ORGANIZATION = (Stage.GATHERING_INPUT, Stage.DEPARTMENTAL_CHECK)
"""Signed by the employee and not yet sent to the Commission."""
BEFORE_DECISION = (Stage.SENT, Stage.ACKNOWLEDGED, Stage.INCOMPLETE, Stage.ANALYSIS, Stage.BEFORE_DECIDER)
"""With the Commission, and not decided."""
AFTER_DECISION = (Stage.NOTIFIED, Stage.GAZETTED, Stage.MONITORING)
"""Decided, both sides notified, and not closed."""


class CandidacyAction(models.TextChoices):
    SIGN = "sign", _("Sign and send to my organization")
    GIVE_INPUT = "give-input", _("Give an opinion")
    START_CHECK = "start-check", _("Go on to the check of the file")
    SEND = "send", _("Send to the Commission")
    FILE_DIRECTLY = "file-directly", _("Send to the Commission myself")
    ACKNOWLEDGE = "acknowledge", _("Confirm receipt")
    ASK_FOR_ITEMS = "ask-for-items", _("Ask for what is missing")
    PROVIDE_ITEMS = "provide-items", _("Send what was missing")
    FIND_COMPLETE = "find-complete", _("Find the file complete")
    SUBMIT_FOR_DECISION = "submit-for-decision", _("Submit to the decision maker")
    RETURN_TO_OFFICER = "return-to-officer", _("Return to the officer")
    DECIDE = "decide", _("Decide")
    CONFIRM_NOTICES = "confirm-notices", _("Confirm that both sides were notified")
    RECORD_PUBLICATION = "record-publication", _("Record the publication in the Gazette")
    FOLLOW_CONDITIONS = "follow-conditions", _("Follow the conditions")
    DECIDE_AGAIN = "decide-again", _("Take up again for a new decision")
    END_WITHOUT_DECISION = "end-without-decision", _("End without a decision")
    WITHDRAW = "withdraw", _("Withdraw the request")
    CLOSE = "close", _("Close")


class Employment(models.TextChoices):
    """How somebody is employed (domain.md 1.4)."""

    INDETERMINATE = "INDETERMINATE", _("Indeterminate")
    TERM = "TERM", _("Term")
    SEASONAL = "SEASONAL", _("Seasonal")
    PART_TIME = "PART_TIME", _("Part-time")
    STUDENT = "STUDENT", _("Student")
    CASUAL = "CASUAL", _("Casual worker")
    GIC = "GIC", _("Appointed by the Governor in Council")


NOT_SUBJECT = (Employment.CASUAL,)
"""To whom Part 7 does not apply (PSEA s. 50(3))."""


class Stance(models.TextChoices):
    """What somebody of the organization thinks of a candidacy."""

    FAVOURABLE = "FAVOURABLE", _("Sees no impairment")
    WITH_CONDITIONS = "WITH_CONDITIONS", _("Sees none under conditions")
    UNFAVOURABLE = "UNFAVOURABLE", _("Sees an impairment")


class AuthorizationOutcome(models.TextChoices):
    GRANTED = "GRANTED", _("Granted")
    REFUSED = "REFUSED", _("Not granted")
    NOT_NEEDED = "NOT_NEEDED", _("Not needed")


class ConditionState(models.TextChoices):
    OPEN = "OPEN", _("In force")
    MET = "MET", _("Met")
    LIFTED = "LIFTED", _("Lifted")


class ConditionEventKind(models.TextChoices):
    """What was noted about a condition. A breach is noted as a fact, and judged by nobody here."""

    ACKNOWLEDGED = "ACKNOWLEDGED", _("Acknowledged by the employee")
    EVIDENCE = "EVIDENCE", _("Evidence")
    REMINDED = "REMINDED", _("Reminder sent")
    BREACH = "BREACH", _("Departure from the condition noted")
    MET = "MET", _("Met")
    LIFTED = "LIFTED", _("Lifted")


class ElectionResult(models.TextChoices):
    """What became of the candidacy."""

    NOT_NOMINATED = "NOT_NOMINATED", _("Not nominated")
    WITHDREW = "WITHDREW", _("Withdrew from the election")
    NOT_ELECTED = "NOT_ELECTED", _("Not elected")
    ELECTED_PENDING = "ELECTED_PENDING", _("Elected, not yet declared")
    ELECTED = "ELECTED", _("Declared elected")
    ACCLAIMED = "ACCLAIMED", _("Acclaimed")
    RETURNED = "RETURNED", _("Returned from leave")

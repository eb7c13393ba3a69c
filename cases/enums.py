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


class CaseAction(models.TextChoices):
    SUBMIT = "submit", _("Submit the request")
    TAKE_UP = "take-up", _("Take up")
    REQUEST_INFORMATION = "request-information", _("Ask for more information")
    PROVIDE_INFORMATION = "provide-information", _("Answer the question")
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

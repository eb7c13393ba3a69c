"""Words of a case: where it stands, what can be done with it, which queue it is in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    IN_REVIEW = "IN_REVIEW", _("In review")
    AWAITING_INFORMATION = "AWAITING_INFORMATION", _("Waiting for information")
    ANSWERED = "ANSWERED", _("Answered")
    REDIRECTED = "REDIRECTED", _("Redirected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    CLOSED = "CLOSED", _("Closed")


OPEN = (CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW, CaseStatus.AWAITING_INFORMATION)
"""Statuses in which somebody still owes the employee an answer."""


class CaseAction(models.TextChoices):
    SUBMIT = "submit", _("Submit the request")
    TAKE_UP = "take-up", _("Take up")
    REQUEST_INFORMATION = "request-information", _("Ask for more information")
    PROVIDE_INFORMATION = "provide-information", _("Answer the question")
    RECORD_ADVICE = "record-advice", _("Record advice")
    REDIRECT = "redirect", _("Redirect")
    WITHDRAW = "withdraw", _("Withdraw the request")
    CLOSE = "close", _("Close")


class Queue(models.TextChoices):
    ORGANIZATION = "ORGANIZATION", _("the organization’s representatives")
    CENTRAL = "CENTRAL", _("the central queue of the Commission")


class EndingKind(models.TextChoices):
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    REDIRECTED = "REDIRECTED", _("Redirected")
    CLOSED = "CLOSED", _("Closed")


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

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


class Why(models.TextChoices):
    """What came, or would come, of a deed on one of several cases."""

    DONE = "done", _("Done")
    GONE = "gone", _("There is no such request, or it is not yours to see.")
    NOT_YOURS = "not-yours", _("You may not do this with it.")
    NOT_NOW = "not-now", _("Not possible in the state that it is in.")
    ALREADY = "already", _("That person has it already.")
    NOT_THEIRS = "not-theirs", _("It cannot be given to that person.")
    CHANGED = "changed", _("Somebody changed it in the meantime.")

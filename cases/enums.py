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
    UNANSWERED = "UNANSWERED", _("Closed without a reply")


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

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


class RoutingReason(models.TextChoices):
    """Why a case was placed where it is."""

    SUBMITTED = "SUBMITTED", _("sent by the employee")
    REROUTED = "REROUTED", _("sent on")


class ElectionLevel(models.TextChoices):
    FEDERAL = "FEDERAL", _("Federal")
    PROVINCIAL = "PROVINCIAL", _("Provincial")
    TERRITORIAL = "TERRITORIAL", _("Territorial")
    MUNICIPAL = "MUNICIPAL", _("Municipal")


class LinkKind(models.TextChoices):
    """How two requests belong together; the later one is the duplicate, or follows the earlier one."""

    DUPLICATE = "DUPLICATE", _("The same request again")
    RELATED = "RELATED", _("Related")
    FOLLOW_UP = "FOLLOW_UP", _("Asked after an answer")


SEEN_BY_REQUESTER = (LinkKind.DUPLICATE, LinkKind.FOLLOW_UP)
"""Links that the person who asked sees between their own requests."""

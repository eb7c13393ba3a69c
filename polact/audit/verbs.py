"""What can stand in the trail: one verb per kind of deed, each with a sentence in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """The code is stored for ever; the sentence is told to people and takes `{actor}` and the entry's facts."""

    CASE_SUBMITTED = "case.submitted", _("{actor} submitted the request.")
    CASE_ROUTED = "case.routed", _("The request was routed: {queue}.")
    CASE_TAKEN_UP = "case.taken-up", _("{actor} took up the request.")
    INFORMATION_REQUESTED = "case.information-requested", _("{actor} asked for more information.")
    INFORMATION_PROVIDED = "case.information-provided", _("{actor} answered the question.")
    ADVICE_RECORDED = "case.advice-recorded", _("{actor} recorded advice: {outcome}.")
    CASE_REDIRECTED = "case.redirected", _("{actor} redirected the request: {destination}.")
    CASE_WITHDRAWN = "case.withdrawn", _("{actor} withdrew the request.")
    CASE_CLOSED = "case.closed", _("{actor} closed the request.")
    REGIME_CONFIRMED = "organization.regime-confirmed", _("{actor} confirmed the regime of the organization: {regime}.")
    MESSAGE_SENT_AGAIN = "message.sent-again", _("{actor} had the message sent again.")
    MESSAGE_SETTLED = "message.settled", _("{actor} noted that the message arrived.")
    REPORT_EXPORTED = "report.exported", _("{actor} exported the report {report}.")
    SESSION_ANNOUNCED = "session.announced", _("{actor} announced the information session {title}.")
    SESSION_CHANGED = "session.changed", _("{actor} changed the information session {title}: {fields}.")
    SESSION_CANCELLED = "session.cancelled", _("{actor} cancelled the information session {title}.")
    ATTENDANCE_RECORDED = "session.attendance-recorded", _("{actor} noted who came: {present} of {expected}.")

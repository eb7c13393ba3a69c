"""Why a message waits, in words for an administrator."""

from datetime import datetime

from django.utils.translation import gettext as _

from notifications.enums import State
from notifications.models import Message
from notifications.outbox import LAST_ATTEMPT

TONES = {State.FAILED: "danger", State.UNCERTAIN: "warning"}


def why_it_waits(message: Message, at: datetime) -> str:
    """One or two sentences: what happened, and what happens next or is to be done."""
    if message.state == State.FAILED:
        return _given_up(message)
    if message.state == State.UNCERTAIN:
        return _(
            "The connection ended while the text was under way, so that nobody knows whether it arrived. "
            "Ask the recipient; if you send it again, they may have it twice."
        )
    if message.state == State.SENDING:
        return _("The program that was sending it stopped. It is looked after within a minute.")
    if message.attempts:
        return _("The last attempt did not succeed: %(error)s") % {"error": error_of(message)}
    return _("Nobody has picked it up: the worker is not running, or has too much to do.")


def _given_up(message: Message) -> str:
    if message.attempts >= LAST_ATTEMPT:
        return _("It could not be sent for a day and is not tried any more. The last answer: %(error)s") % {
            "error": error_of(message)
        }
    return _("The mail server refused it for good: %(error)s") % {"error": error_of(message)}


def error_of(message: Message) -> str:
    """The mail server's words as they are, ours in the language of the page."""
    return _(message.last_error) if message.last_error else _("no answer")


def tone_of(message: Message) -> str:
    """The tone of the badge: danger, warning or info."""
    return TONES.get(State(message.state), "info")

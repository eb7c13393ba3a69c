"""The conversation with the mail server, cut where it matters: before and after the text is handed over.

Why not Django's e-mail backend: it makes one call of greeting, envelope and text, and after a failure nobody can say
whether the recipient has the e-mail. Here each failure says which of three it was.
"""

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext_noop

from notifications.composing import address_of, wire
from notifications.models import Message

Answer = tuple[int, bytes]

ENVELOPE_SECONDS = 15.0
DATA_SECONDS = 5.0
FAREWELL_SECONDS = 2.0
"""With settings.EMAIL_TIMEOUT for the text, a conversation ends before a task is interrupted: a slow server makes a
message late, not doubtful."""

UNUSABLE = gettext_noop("The e-mail address cannot be used.")
"""Stored as it stands here, translated when it is shown."""


class NotSent(Exception):
    """Nothing was sent, and another attempt may succeed: no connection, a temporary refusal (4xx), a refused login."""


class Refused(Exception):
    """Nothing was sent, and the server will say the same next time (5xx to the envelope or to the text)."""


class InDoubt(Exception):
    """The connection failed while the text was under way: the server may or may not have taken it."""


class Unreachable(NotSent):
    """There is no talking to the server at all, for this message or any other."""


class Patience:
    """The time that is left for greeting and envelope together; no single wait gets more."""

    def __init__(self) -> None:
        self.end = time.monotonic() + ENVELOPE_SECONDS

    def left(self) -> float:
        """Seconds; raises `TimeoutError` when there are none left."""
        left = min(self.end - time.monotonic(), settings.EMAIL_TIMEOUT)
        if left <= 0:
            raise TimeoutError("the mail server is too slow")
        return left


class Conversation:
    """One connection for one message: `open`, then `hand_over`; as a context manager it always hangs up."""

    def __init__(self, message: Message) -> None:
        self.sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self.message = message
        self.text = b""
        self.server: smtplib.SMTP | None = None

    def __enter__(self) -> "Conversation":
        return self

    def __exit__(self, *failure: object) -> None:
        if self.server is not None:
            _hang_up(self.server, politely=failure[0] is None)

    def open(self) -> None:
        """Connect, and agree on sender and recipient. Raises `NotSent` or `Refused`; nothing has been sent yet."""
        try:
            address, self.text = address_of(self.message), wire(self.message)
        except ValueError as error:
            raise Refused(UNUSABLE) from error
        patience = Patience()
        self.server = server = _connected(patience)
        for ask in (lambda: server.mail(self.sender), lambda: server.rcpt(address)):
            _pass(_asked(server, ask, patience.left))

    def hand_over(self) -> None:
        """Send the text and return when the server has taken it. Raises `NotSent`, `Refused` or `InDoubt`."""
        assert self.server is not None
        server = self.server
        wait = min(DATA_SECONDS, settings.EMAIL_TIMEOUT)
        _pass(_asked(server, lambda: server.docmd("DATA"), lambda: wait), expected=range(354, 355))
        try:
            _wait_at_most(server, settings.EMAIL_TIMEOUT)
            server.send(self.text)
            answer = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise InDoubt(describe(error)) from error
        _pass(answer)


def _connected(patience: Patience) -> smtplib.SMTP:
    """A connection on which the server knows us. Whatever goes wrong so far is between us and it: worth a retry."""
    server = None
    try:
        server = _greeted(patience.left())
        for introduce in _introductions(server):
            _wait_at_most(server, patience.left())
            introduce()
    except (OSError, smtplib.SMTPException) as error:
        if server is not None:
            server.close()
        raise Unreachable(describe(error)) from error
    return server


def _greeted(seconds: float) -> smtplib.SMTP:
    place, name = (
        (settings.EMAIL_HOST, settings.EMAIL_PORT),
        settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> "),
    )
    if settings.EMAIL_USE_SSL:
        return smtplib.SMTP_SSL(*place, name, timeout=seconds, context=ssl.create_default_context())
    return smtplib.SMTP(*place, name, timeout=seconds)


def _introductions(server: smtplib.SMTP) -> Iterator[Callable[[], object]]:
    """What is to be said before the envelope, as the settings want it."""
    yield server.ehlo_or_helo_if_needed
    if settings.EMAIL_USE_TLS:
        yield lambda: server.starttls(context=ssl.create_default_context())
    if settings.EMAIL_HOST_USER:
        yield lambda: server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD or "")


def _asked(server: smtplib.SMTP, ask: Callable[[], Answer], seconds: Callable[[], float]) -> Answer:
    """The server's answer to a command that sends no text yet, for which we wait so many seconds."""
    try:
        _wait_at_most(server, seconds())
        return ask()
    except UnicodeError as error:
        raise Refused(UNUSABLE) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(describe(error)) from error


def _pass(answer: Answer, expected: range = range(200, 300)) -> None:
    """Go on if the code is the expected one; else raise `Refused` for 5xx and `NotSent` for everything else."""
    code, words = answer
    if code in expected:
        return
    text = f"{code} {words.decode('utf-8', 'replace')}"
    raise Refused(text) if 500 <= code < 600 else NotSent(text)


def describe(error: Exception) -> str:
    """One line for the administrator: the server's words where there are some, else the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    return str(error) or type(error).__name__


def _wait_at_most(server: smtplib.SMTP, seconds: float) -> None:
    """From now on, wait no longer for an answer. Raises `SMTPServerDisconnected` when there is no connection."""
    if server.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    server.sock.settimeout(seconds)


def _hang_up(server: smtplib.SMTP, *, politely: bool) -> None:
    """End the connection; a failure after everything is said changes nothing."""
    try:
        if politely:
            _wait_at_most(server, FAREWELL_SECONDS)
            server.quit()
    except (OSError, smtplib.SMTPException):
        pass
    finally:
        server.close()

"""A message as an e-mail: its header, its text, and its bytes on the line."""

import re
from email.charset import QP, Charset
from email.header import Header
from email.message import Message as Email
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from notifications.models import Message

WIRE = compat32.clone(linesep="\r\n")
SEVEN_BITS = Charset("utf-8")
SEVEN_BITS.header_encoding = SEVEN_BITS.body_encoding = QP


def address_of(message: Message) -> str:
    """The recipient's address as SMTP wants it: a domain with accents in its ASCII form. Raises `UnicodeError`."""
    name, at, domain = message.recipient.email.rpartition("@")
    return f"{name}{at}{domain.encode('idna').decode('ascii')}"


def compose(message: Message) -> "Email[Any, Any]":
    """The e-mail: the stored words, and the address of the page that says more. The same words at every attempt.

    Made with the older half of the standard library: before Python 3.13, the newer one loses spaces when it folds a
    long subject with accents.
    """
    with translation.override(message.language):
        reason = _("You also find this message in polact, under Messages.")
        farewell = _("This e-mail was sent automatically; an answer to it would not be read.")
    address = f"{settings.PUBLIC_URL.rstrip('/')}{message.link}"
    email: Email[Any, Any] = Email()
    email.set_payload(f"{message.body}\n{address}\n\n-- \n{reason}\n{farewell}\n", SEVEN_BITS)
    email["From"] = formataddr(parseaddr(settings.DEFAULT_FROM_EMAIL))
    email["To"] = formataddr((" ".join(str(message.recipient).split()), address_of(message)))
    email["Subject"] = Header(message.subject, None if message.subject.isascii() else SEVEN_BITS, header_name="Subject")
    email["Date"] = format_datetime(message.created_at)
    email["Message-ID"] = message.message_id
    email["Content-Language"] = message.language
    email["Auto-Submitted"] = "auto-generated"
    return email


def wire(message: Message) -> bytes:
    """The e-mail as it goes over the line: dots at line beginnings doubled, a lone dot at the end (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", compose(message).as_bytes(policy=WIRE)) + b".\r\n"

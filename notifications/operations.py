"""What others ask of the mail room: tell somebody something; and what readers and administrators do with it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications import outbox, templates
from notifications.models import Message
from notifications.permissions import may_tend_mail
from notifications.waking import wake_on_commit
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import NotNow, NotPermitted


def notify(*, recipient: Person, template: str, values: Mapping[str, str], link: str, at: datetime) -> Message:
    """Write the message `template` to `recipient`, in their language, in the caller's transaction.

    `values` fill the template's placeholders: names, references and dates, never reasons or answers, because an
    e-mail leaves the building. `link` is the path, in the recipient's language, of the page that says more. The
    worker is woken when the transaction commits; if that fails, the sweep finds the row within half a minute.
    Costs one INSERT. Raises `templates.TemplateError` for a text that cannot be filled, `ValueError` for a link
    that is not a path of this site.
    """
    if not link.startswith("/") or link.startswith(("//", "/\\")):
        raise ValueError(f"{link!r} is not a path of this site.")
    subject, body = templates.render(template, recipient.language, values)
    message = Message(
        recipient_id=recipient.pk,
        template=template,
        language=recipient.language,
        subject=subject,
        body=body,
        link=link,
        created_at=at,
        next_attempt_at=at,
    )
    message.save(force_insert=True)
    wake_on_commit(message.pk)
    return message


def mark_read(*, message: Message, read_by: Person, at: datetime) -> Message:
    """Note that the recipient has read the message; a second time changes nothing. The message is returned.

    Raises `Message.DoesNotExist` when it is not addressed to `read_by`.
    """
    if message.recipient_id != read_by.pk:
        raise Message.DoesNotExist
    if message.is_unread:
        Message.objects.visible_to(read_by).unread().filter(pk=message.pk).update(read_at=at)
        message.read_at = at
    return message


@transaction.atomic
def send_again(*, message: Message, asked_by: Person, at: datetime) -> None:
    """Start the delivery of a message over, by an administrator's decision. Its Message-ID stays the same.

    Raises `NotPermitted` for everybody else, and `NotNow` for a message that was sent or is being sent.
    """
    if not may_tend_mail(asked_by):
        raise NotPermitted
    if not outbox.queue_again(message, at):
        raise NotNow(_("This message was sent in the meantime, or is being sent."))
    _note(Verb.MESSAGE_SENT_AGAIN, message, asked_by, at)
    wake_on_commit(message.pk)


@transaction.atomic
def confirm_arrival(*, message: Message, confirmed_by: Person, at: datetime) -> None:
    """Settle a doubt: an administrator knows that the message arrived.

    Raises `NotPermitted` for everybody else, and `NotNow` when there is no doubt about it.
    """
    if not may_tend_mail(confirmed_by):
        raise NotPermitted
    if not outbox.confirm_arrival(message):
        raise NotNow(_("There is no doubt about this message any more."))
    _note(Verb.MESSAGE_SETTLED, message, confirmed_by, at)


def _note(verb: Verb, message: Message, by: Person, at: datetime) -> None:
    """A message's own chain in the trail; `facts` name the kind of message, never its words."""
    record(
        verb=verb, subject=message.pk, actor=by, role=Role.ADMINISTRATOR, at=at, facts={"template": message.template}
    )

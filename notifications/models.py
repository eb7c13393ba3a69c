"""A message: what one person is told, where they can read more, and how far its e-mail is."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notifications.enums import State

UNDER_WAY = (State.QUEUED, State.SENDING)


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, person: Any) -> "MessageQuerySet":
        """Those addressed to `person`: nobody reads another one's inbox, whatever their role."""
        return self.filter(recipient_id=person.pk)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def claimable(self, at: datetime) -> "MessageQuerySet":
        """Those that may be given to the mail server at `at` without any risk of sending them twice."""
        due = Q(state=State.QUEUED, next_attempt_at__lte=at)
        abandoned = Q(state=State.SENDING, claimed_until__lte=at, handed_over_at=None)
        return self.filter(due | abandoned)

    def left_in_doubt(self, at: datetime) -> "MessageQuerySet":
        """Those whose sender fell silent after the hand-over had begun: perhaps sent, perhaps not."""
        return self.filter(state=State.SENDING, claimed_until__lte=at, handed_over_at__isnull=False)


class Message(models.Model):
    """Written in the recipient's language in the transaction of what it tells; sent later by the worker.

    `state` and the moments beside it are changed in `notifications.outbox` and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    template = models.CharField(_("template"), max_length=100)
    language = models.CharField(_("language"), max_length=2, choices=[("en", _("English")), ("fr", _("French"))])
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    link = models.CharField(_("where to read more"), max_length=500)
    created_at = models.DateTimeField(_("written at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"))
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["next_attempt_at"], name="message_under_way", condition=Q(state__in=UNDER_WAY)),
            models.Index(F("recipient"), F("created_at").desc(), F("id").desc(), name="message_inbox"),
            models.Index(fields=["recipient"], name="message_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["created_at"],
                name="message_for_a_person",
                condition=Q(state__in=[State.UNCERTAIN, State.FAILED]),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="message_language_is_official", condition=Q(language__in=["en", "fr"])),
            models.CheckConstraint(
                name="message_sent_has_its_moment", condition=~Q(state=State.SENT) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="message_sending_is_claimed",
                condition=~Q(state=State.SENDING) | Q(claimed_until__isnull=False),
            ),
            models.CheckConstraint(
                name="message_doubt_needs_a_hand_over",
                condition=~Q(state=State.UNCERTAIN) | Q(handed_over_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def message_id(self) -> str:
        """The Message-ID of the e-mail, the same at every attempt, so that mail programs can tell a repetition."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
        return f"<{self.id}@{host}>"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

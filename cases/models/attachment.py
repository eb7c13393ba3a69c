"""Files that come with a case. What describes them and their bytes are kept apart, so that lists never load the bytes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.attachments.limits import LARGEST_FILE, LONGEST_NAME
from cases.enums import READABLE, AttachmentState
from cases.models.case import Case


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def waiting(self) -> AttachmentQuerySet:
        """Those on which the scanner has not said a word yet."""
        return self.filter(state=AttachmentState.WAITING_FOR_SCAN)


class Attachment(models.Model):
    """A file: who brought it when, what it is, how far its scan is, whether the employee may see it.

    Only `state` and what was decided about sharing ever change; a column grant holds that. The state is changed in
    `operations.scanning` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Cascades: the database lets nobody delete a case that was submitted, and a draft goes with all that hangs on it.
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state of the scan"), max_length=20, choices=AttachmentState.choices)
    scanned_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=200, blank=True, default="")
    alarmed_at = models.DateTimeField(null=True)
    is_internal = models.BooleanField(_("only for those who answer"))
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(name="attachment_state_known", condition=Q(state__in=AttachmentState.values)),
            models.CheckConstraint(name="attachment_size", condition=Q(size__gt=0, size__lte=LARGEST_FILE)),
            models.CheckConstraint(
                name="attachment_shared_by_somebody_at_some_time",
                condition=Q(shared_at=None, shared_by=None)
                | Q(shared_at__isnull=False, shared_by__isnull=False, is_internal=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                name="attachment_waiting",
                condition=Q(state=AttachmentState.WAITING_FOR_SCAN),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_readable(self) -> bool:
        """Whether somebody who may see it may also have its bytes."""
        return self.state in READABLE


class AttachmentContent(models.Model):
    """The bytes, as they were checked, scanned and hashed. The database is the only record: no file lies beside it."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()

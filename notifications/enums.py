"""Words of the mail room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far the e-mail of a message is. The message itself can be read in polact from the first moment on."""

    QUEUED = "QUEUED", _("Waiting to be sent")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Sent")
    UNCERTAIN = "UNCERTAIN", _("Perhaps sent")
    FAILED = "FAILED", _("Not sent")

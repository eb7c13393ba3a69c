"""Words of outreach."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """Where a version of a page of guidance stands; derived, never stored."""

    DRAFT = "DRAFT", _("Draft")
    WAITING = "WAITING", _("Waits for a second person")
    PUBLISHED = "PUBLISHED", _("Published")
    REPLACED = "REPLACED", _("Replaced")

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return {"WAITING": "warning", "PUBLISHED": "success"}.get(self.value, "neutral")

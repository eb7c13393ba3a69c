"""Words of what follows a decision on a candidacy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.TextChoices):
    """What a permission or an advice rests on, and may change."""

    ORGANIZATION = "ORGANIZATION", _("Organization")
    UNIT = "UNIT", _("Unit")
    POSITION = "POSITION", _("Position title")
    ELECTION_FROM = "ELECTION_FROM", _("First day of the election period")
    POLLING_DAY = "POLLING_DAY", _("Last day of the election period")
    RULEBOOK = "RULEBOOK", _("Rules of the self-assessment")


class DayAhead(models.TextChoices):
    """Which day of a condition a reminder was about."""

    FIRST_DAY = "FIRST_DAY", _("Before the first day")
    LAST_DAY = "LAST_DAY", _("Before the last day")

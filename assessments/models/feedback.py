"""What people think of the self-assessment, said without a name."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("en", _("English")), ("fr", _("French"))]
MOST_WORDS = 1000  # characters


class Helpfulness(models.TextChoices):
    """The one click: was the result of help?"""

    YES = "yes", _("Helpful")
    PARTLY = "partly", _("Partly helpful")
    NO = "no", _("Not helpful")


class Feedback(models.Model):
    """One answer to "Did this help you?". It holds no moment, no person, no activity, no answer and no result.

    The key is random, so that it tells no order; the month is told by its first day. The application adds rows and never
    changes them; row-level security shows them to administrators alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helpful = models.CharField(max_length=6, choices=Helpfulness.choices)
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    rulebook_version = models.CharField(max_length=20)
    month = models.DateField()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(name="feedback_answer_known", condition=models.Q(helpful__in=Helpfulness.values)),
            models.CheckConstraint(name="feedback_month_only", condition=models.Q(month__day=1)),
        ]

"""How often which result came out: counters by month, and nothing else. No moment, no person, no answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResultCount(models.Model):
    """A counter. `month` is YYYY-MM: that in which a batch was added, because a single result has no time of its own."""

    month = models.CharField(max_length=7)
    group = models.CharField(max_length=10)
    result = models.CharField(max_length=4)
    language = models.CharField(max_length=2)
    count = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("counter of results")
        verbose_name_plural = _("counters of results")
        constraints = [
            models.UniqueConstraint(fields=["month", "group", "result", "language"], name="result_count_once")
        ]

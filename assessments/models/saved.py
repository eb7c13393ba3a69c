"""A sitting that somebody saved to come back to. Only the code that they wrote down opens it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSitting(models.Model):
    """A place to look, and a text that nobody can read who has not the code: see `assessments.sealing`.

    `locator` is computed from the code and does not lead back to it. `goes_on` is the first day on which it is gone: a
    day, no moment. Every row is equally long.
    """

    locator = models.CharField(primary_key=True, max_length=64, editable=False)
    sealed = models.BinaryField()
    goes_on = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("saved result")
        verbose_name_plural = _("saved results")

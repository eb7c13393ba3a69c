"""How an organization's office for political activities is reached."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from polact.access.models import Organization
from polact.base.text import Bilingual


class Office(Bilingual, models.Model):
    """The office of an organization's designated representatives, as the public directory shows it.

    It belongs to the organization and not to a person, so that it outlives every appointment.
    """

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="office")
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    serves_in_english = models.BooleanField(_("serves in English"), default=True)
    serves_in_french = models.BooleanField(_("serves in French"), default=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)
    note_fr = models.CharField(_("note in French"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.CheckConstraint(
                name="office_serves_in_a_language",
                condition=models.Q(serves_in_english=True) | models.Q(serves_in_french=True),
            ),
            models.CheckConstraint(
                name="office_note_in_both_languages_or_none",
                condition=models.Q(note_en="", note_fr="") | models.Q(note_en__gt="", note_fr__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def note(self) -> str:
        return self.localized("note")

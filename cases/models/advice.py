"""The recorded answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums import LimbConclusion
from cases.models.case import LANGUAGES, Case
from polact.catalogue.kinds import Outcome
from polact.catalogue.registry import outcome as catalogue_outcome

NO_PARTS = models.Value([], models.JSONField())


class AdviceContent(models.Model):
    """What an advice says, as drafted, as proposed and as recorded. All but outcome and reasons may be empty.

    `findings` is a list of {limb, factor, weight, text} (`cases.answer` checks them); `sources` a list of keys of
    `polact/outreach/sources.yaml`, or of texts.
    """

    outcome = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    mitigations = models.TextField(blank=True)
    facts_relied_on = models.TextField(blank=True, db_default="")
    actual = models.CharField(max_length=24, choices=LimbConclusion.choices, blank=True, db_default="")
    perceived = models.CharField(max_length=24, choices=LimbConclusion.choices, blank=True, db_default="")
    findings = models.JSONField(default=list, db_default=NO_PARTS)
    limits = models.TextField(blank=True, db_default="")
    valid_until = models.DateField(null=True, blank=True)
    sources = models.JSONField(default=list, db_default=NO_PARTS)

    class Meta:
        abstract = True

    @property
    def conclusion(self) -> Outcome:
        """The outcome with its meaning."""
        return catalogue_outcome(self.outcome)


class Advice(AdviceContent):
    """The recorded answer with its reasons. Never edited: a later one supersedes it, and `Case.advice` is the one that
    stands. Neither the requester's nor their manager's hand can write or approve it; the database holds that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="all_advice")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    proposal = models.OneToOneField("AdviceProposal", on_delete=models.PROTECT, null=True, related_name="advice")
    question = models.TextField(_("question as asked"), blank=True, db_default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose work the author did that day as their stand-in."""
    requester_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    language = models.CharField(max_length=2, choices=LANGUAGES)

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        constraints = [
            models.CheckConstraint(name="advice_not_by_the_requester", condition=~Q(author=F("requester"))),
            models.CheckConstraint(
                name="advice_not_by_the_manager",
                condition=Q(requester_manager=None) | ~Q(author=F("requester_manager")),
            ),
            models.CheckConstraint(
                name="advice_approved_by_another",
                condition=Q(approver=None) | (~Q(approver=F("author")) & ~Q(approver=F("requester"))),
            ),
            models.CheckConstraint(
                name="advice_not_approved_by_the_manager",
                condition=Q(approver=None) | Q(requester_manager=None) | ~Q(approver=F("requester_manager")),
            ),
            models.CheckConstraint(
                name="advice_approved_as_proposed",
                condition=Q(approver=None, proposal=None) | Q(approver__isnull=False, proposal__isnull=False),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(supersedes=None), name="advice_first_once"),
            models.UniqueConstraint(fields=["id", "case"], name="advice_of_its_case"),
        ]

    @property
    def signature(self) -> str:
        """Who answered, and for which absent colleague, if for one: "Rita Sample, for René Sample"."""
        if self.on_behalf_of is None:
            return str(self.author)
        return gettext("%(name)s, for %(absent)s") % {"name": self.author, "absent": self.on_behalf_of}

"""What is kept of a simulation: which rulebook was tried, how far it is, and counts. Nothing about anybody."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SimulationKind(models.TextChoices):
    DRAFT = "DRAFT", _("A proposed rulebook")
    REPLAY = "REPLAY", _("The same again, under each assessment’s own version")


class Simulation(models.Model):
    """One run over all stored assessments. `content` is the file that is tried, so that a later edit changes nothing.

    `counts` is empty until the run has ended; then it is what `assessments.simulation.Counts` gives.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=SimulationKind.choices)
    name = models.CharField(max_length=200)
    rulebook_version = models.CharField(max_length=20)
    rulebook_hash = models.CharField(max_length=64)
    in_force = models.CharField(max_length=20)
    content = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("simulation")
        verbose_name_plural = _("simulations")
        ordering = ["-started_at", "id"]

    def __str__(self) -> str:
        return self.name


class SimulationPart(models.Model):
    """A range of cases (numbers from `first` to `last`) whose assessments one worker evaluates in one go."""

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    counts = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["simulation", "number"], name="simulation_part_once")]

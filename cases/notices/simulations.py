"""That a simulation has ended."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from assessments.models import Simulation
from notifications.operations import notify


def simulation_finished(*, simulation: Simulation, at: datetime) -> None:
    """To the administrator who started it: the counts can be read."""
    person = simulation.started_by
    with override(person.language):
        link = reverse("cases:simulation", args=[simulation.pk])
    notify(
        recipient=person,
        template="cases/notices/simulation_finished",
        values={"name": simulation.name},
        link=link,
        at=at,
    )

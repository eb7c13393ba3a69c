"""Simulations, as their page and the worker read them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from assessments.models import Simulation
from polact.access.models import Organization


def simulations() -> QuerySet[Simulation]:
    """Every run, newest first, with how many parts it has and how many are done. For those who `may_simulate`."""
    runs = Simulation.objects.select_related("started_by").defer("content")
    return runs.annotate(parts_in_all=Count("parts"), parts_done=Count("parts", filter=Q(parts__counts__isnull=False)))


def unfinished_simulations() -> list[UUID]:
    """The runs that have not ended."""
    return list(Simulation.objects.filter(finished_at=None).values_list("pk", flat=True))


def organization_names() -> dict[int, str]:
    """What every organization is called in the current language, dormant ones too."""
    return {organization.pk: str(organization) for organization in Organization.objects.all()}

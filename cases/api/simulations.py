"""Simulations through the API: for administrators; for anybody else there is nothing here."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assessments.models import Simulation
from cases import queries
from cases.operations.simulating import start_replay, start_simulation
from cases.permissions import may_simulate
from cases.serializers.simulations import SimulationIn, SimulationOut
from cases.simulated import told
from polact.access.api import PersonView
from polact.access.models import Person
from polact.base import clock

HIDDEN = OpenApiResponse(description="Not an administrator.")


def _allowed(person: Person) -> Person:
    if not may_simulate(person):
        raise Http404
    return person


def _out(run: Simulation, found: dict[str, Any] | None = None) -> dict[str, Any]:
    return dict(SimulationOut({"run": run, "found": found}).data)


class SimulationList(PersonView):
    """The runs, and the beginning of one."""

    @extend_schema(
        operation_id="simulations",
        summary="Simulations of rulebooks on what is stored, newest first",
        responses={200: SimulationOut(many=True), 404: HIDDEN},
        tags=["simulations"],
    )
    def get(self, request: Request) -> Response:
        _allowed(self.person)
        return Response([_out(run) for run in queries.simulations()])

    @extend_schema(
        operation_id="simulation_start",
        summary="Try a draft of the rulebook on everything stored, or replay everything under its own version",
        request=SimulationIn,
        responses={201: SimulationOut, 404: HIDDEN},
        tags=["simulations"],
    )
    def post(self, request: Request) -> Response:
        _allowed(self.person)
        shape = SimulationIn(data=request.data)
        shape.is_valid(raise_exception=True)
        given, at = shape.validated_data, clock.now()
        if given["replay"]:
            run = start_replay(started_by=self.person, at=at)
        else:
            content = given["rulebook"].encode()
            run = start_simulation(ref=given["draft"], content=content, started_by=self.person, at=at)
        started = queries.simulations().get(pk=run.pk)
        return Response(_out(started), status=201, headers={"Location": reverse("api:simulation", args=[run.pk])})


class SimulationDetail(PersonView):
    """One run."""

    @extend_schema(
        operation_id="simulation",
        summary="How far a simulation is or, once it has ended, its counts with small ones hidden (null)",
        responses=SimulationOut,
        tags=["simulations"],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        _allowed(self.person)
        run = queries.simulations().filter(pk=pk).first()
        if run is None:
            raise Http404
        return Response(_out(run, told(run, queries.organization_names()) if run.finished_at else None))

"""Simulations: try a proposed rulebook on what is stored, replay the version in force, and read what came out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from assessments.models import Simulation, SimulationKind
from cases import queries
from cases.forms.simulation import SimulationForm
from cases.operations.simulating import start_replay, start_simulation
from cases.permissions import may_simulate
from cases.simulated import told
from cases.views.common import SignedIn
from polact.base import clock
from polact.base.http import FormPage


class ForAdministrators(SignedIn):
    """Whoever may not simulate finds nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_simulate(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Simulations(ForAdministrators, FormPage):
    """Every run, and the form that begins one."""

    template_name = "cases/simulations.html"
    form_class = SimulationForm

    def form(self, data: Any = None) -> Form:
        files = self.request.FILES if data is not None else None
        return SimulationForm(data, files, initial={"draft": self.request.GET.get("draft", "")})

    def context(self) -> dict[str, Any]:
        return {"runs": queries.simulations()}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        content = given["file"].read() if given["file"] else b""
        run = start_simulation(ref=given["draft"], content=content, started_by=self.person, at=clock.now())
        return _begun(self.request, run)


class Replay(ForAdministrators, View):
    """Begins to evaluate everything again under its own version."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        return _begun(request, start_replay(started_by=self.person, at=clock.now()))


class SimulationPage(ForAdministrators, View):
    """One run: how far it is, or what it found."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        run = queries.simulations().filter(pk=pk).first()
        if run is None:
            raise Http404
        context = {"run": run, "is_replay": run.kind == SimulationKind.REPLAY}
        if run.finished_at:
            context |= told(run, queries.organization_names())
        return render(request, "cases/simulation.html", context)


def _begun(request: HttpRequest, run: Simulation) -> HttpResponse:
    messages.success(request, _("The run has begun. You may leave this page: a message tells you when it has ended."))
    return redirect("cases:simulation", pk=run.pk)

"""Election periods: for everybody to read, for the Commission to record."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases import queries
from cases.forms.routing import A_DAY, ConfirmForm, ElectionForm
from cases.models import ElectionPeriod
from cases.operations.elections import end_election, record_election
from cases.permissions import may_record_elections
from cases.views.common import SignedIn, person_of
from polact.base import clock
from polact.base.http import FormPage


class Elections(View):
    """The periods in force, to come, and past."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = clock.local_date(clock.now())
        periods = queries.elections()
        context = {
            "now": [period for period in periods if period.holds_on(today)],
            "to_come": [period for period in periods if period.active_from > today and not period.never_held],
            "past": [
                period for period in periods if period.never_held or (period.last_day and period.last_day < today)
            ],
            "may_record": request.user.is_authenticated and may_record_elections(person_of(request)),
        }
        return render(request, "cases/routing/elections.html", context)


class ForTheCommission(SignedIn):
    """To whoever may not record elections, the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_record_elections(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RecordElection(ForTheCommission, FormPage):
    """A new period."""

    template_name = "cases/routing/record_election.html"
    form_class = ElectionForm

    def initial(self) -> dict[str, Any]:
        return {"active_from": clock.local_date(clock.now())}

    def deed(self, form: Form) -> HttpResponse:
        given = dict(form.cleaned_data)
        last = given.pop("last_day")
        record_election(**given, active_to=last + A_DAY if last else None, recorded_by=self.person, at=clock.now())
        messages.success(self.request, _("The election period is recorded. Routing rules look at it from now on."))
        return redirect("routing:elections")


class EndElection(ForTheCommission, FormPage):
    """The end of a period, earlier than it was recorded."""

    template_name = "cases/routing/end_election.html"
    form_class = ConfirmForm

    @cached_property
    def period(self) -> ElectionPeriod:
        found = queries.election(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        return {"period": self.period}

    def deed(self, form: Form) -> HttpResponse:
        end_election(period=self.period, ended_by=self.person, at=clock.now())
        messages.success(self.request, _("The election period is ended."))
        return redirect("routing:elections")

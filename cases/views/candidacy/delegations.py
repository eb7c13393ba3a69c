"""Instruments of delegation: administrators record and end them."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases.forms.deciding import DelegationForm
from cases.forms.routing import ConfirmForm
from cases.models import Delegation
from cases.operations.delegating import end_delegation, record_delegation
from cases.permissions.delegations import may_end_delegation, may_record_delegations
from cases.queries import deciding as reading
from cases.views.common import SignedIn
from polact.base import clock
from polact.base.http import FormPage


class ForAdministrators(SignedIn):
    """To others the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_record_delegations(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Delegations(ForAdministrators, View):
    """All instruments, those in force marked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = clock.local_date(clock.now())
        rows = [
            {
                "instrument": one,
                "holds": one.holds_on(today),
                "may_end": may_end_delegation(self.person, one) and (one.active_to is None or one.active_to > today),
            }
            for one in reading.delegations()
        ]
        return render(request, "cases/candidacy/delegations.html", {"rows": rows})


class RecordDelegation(ForAdministrators, FormPage):
    """A new instrument."""

    template_name = "cases/candidacy/record_delegation.html"

    def form(self, data: Any = None) -> Form:
        today = clock.local_date(clock.now())
        people = [person for person in reading.deciders(today) if person.pk != self.person.pk]
        return DelegationForm(data, people=people, initial={"active_from": today} if data is None else None)

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        person = next(one for one in reading.deciders(clock.local_date(clock.now())) if one.pk == given["person"])
        record_delegation(
            title=given["title"],
            person=person,
            active_from=given["active_from"],
            active_to=given["last_day"] + timedelta(days=1) if given["last_day"] else None,
            recorded_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("The instrument is recorded."))
        return redirect("candidacy:delegations")


class EndDelegation(ForAdministrators, FormPage):
    """The end of an instrument, as of today."""

    template_name = "cases/candidacy/end_delegation.html"
    form_class = ConfirmForm

    @cached_property
    def instrument(self) -> Delegation:
        found = reading.delegation(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        return {"instrument": self.instrument}

    def deed(self, form: Form) -> HttpResponse:
        end_delegation(delegation=self.instrument, ended_by=self.person, at=clock.now())
        messages.success(self.request, _("The instrument is ended. Decisions made under it stand."))
        return redirect("candidacy:delegations")

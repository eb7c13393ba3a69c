"""Signing in and out, and what administrators settle. In a demonstration one signs in by choosing a fictional person."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from polact.access.acting import as_system, person_of
from polact.access.enums import Regime
from polact.access.forms import ConfirmRegime
from polact.access.models import Organization, Person
from polact.access.operations import confirm_regime
from polact.access.permissions import may_administer
from polact.access.queries import fictional_people, organizations_by_need
from polact.base import clock
from polact.base.http import FormPage


class AdministratorPage(LoginRequiredMixin):
    """For administrators; to anybody else who is signed in, the page is not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_administer(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SignIn(LoginView):
    """E-mail address and password."""

    template_name = "access/sign_in.html"


@sensitive_post_parameters()
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Choose a fictional person. Exists only where settings.DEMO holds, and signs in nobody who is real."""
    if not settings.DEMO:
        raise Http404
    next_page = _safe_next(request)
    with as_system():
        people = fictional_people()
        if request.method == "POST" and not request.is_language_switch:  # type: ignore[attr-defined]
            chosen = next((person for person in people if str(person.pk) == request.POST.get("person")), None)
            if chosen is not None:
                return _sign_in(request, chosen, next_page)
    missing = request.method == "POST" and not request.is_language_switch  # type: ignore[attr-defined]
    return render(
        request,
        "access/demo_sign_in.html",
        {"people": people, "next": next_page, "missing": missing},
        status=422 if missing else 200,
    )


def _sign_in(request: HttpRequest, person: Person, next_page: str) -> HttpResponse:
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    if not next_page:
        activate(person.language)
    return redirect(next_page or f"/{person.language}/")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("outreach:home")


def _safe_next(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


class Organizations(AdministratorPage, View):
    """All organizations with their regime; those that wait for an administrator come first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        organizations = organizations_by_need()
        waiting = [organization for organization in organizations if organization.regime == Regime.TO_CONFIRM]
        settled = [organization for organization in organizations if organization.regime != Regime.TO_CONFIRM]
        return render(request, "access/organizations.html", {"waiting": waiting, "settled": settled})


class ConfirmRegimePage(AdministratorPage, FormPage):
    """Settle an organization's regime. Until then its people's requests cannot be sent."""

    form_class = ConfirmRegime
    template_name = "access/confirm_regime.html"

    @cached_property
    def organization(self) -> Organization:
        return get_object_or_404(Organization.objects.active(), pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        known = "" if self.organization.regime == Regime.TO_CONFIRM else self.organization.regime
        return {"regime": known, "legal_basis": self.organization.legal_basis}

    def context(self) -> dict[str, Any]:
        return {"organization": self.organization}

    def deed(self, form: Form) -> HttpResponse:
        organization = confirm_regime(
            organization=self.organization,
            regime=Regime(form.cleaned_data["regime"]),
            legal_basis=form.cleaned_data["legal_basis"],
            confirmed_by=person_of(self.request),
            at=clock.now(),
        )
        messages.success(
            self.request, _("The regime of %(organization)s is confirmed.") % {"organization": organization}
        )
        return redirect("access:organizations")

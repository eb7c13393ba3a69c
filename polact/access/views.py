"""Signing in and out. In a demonstration, by choosing a fictional person; otherwise through allauth."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from polact.access.acting import as_system
from polact.access.models import Person
from polact.access.queries import fictional_people


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

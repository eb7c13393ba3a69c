"""Pages that everybody may read: home, statements, and the choice of language."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods, require_safe

from polact.base import clock
from polact.outreach import examples
from polact.outreach.forms import EveryControl


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """The neutral address: to the official language that the browser asks for, else both are offered."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    language = next((code[:2] for code, _quality in wanted if code[:2] in {"en", "fr"}), None)
    response = HttpResponseRedirect(f"/{language}/") if language else render(request, "outreach/choose_language.html")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one comes for: the right stated first, one field that finds the activity, three doors."""
    return render(request, "outreach/home.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the pages meet the accessibility rules, and what to do when one does not."""
    return render(request, "outreach/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, of whom, why, and what never is."""
    return render(request, "outreach/privacy.html")


@require_http_methods(["GET", "HEAD", "POST"])
def components(request: HttpRequest) -> HttpResponse:
    """The living style guide: every part that pages are built of, on its good and its bad day."""
    form = EveryControl(request.POST) if request.method == "POST" else EveryControl()
    if getattr(request, "is_language_switch", False):
        form.errors.clear()
    return render(
        request, "outreach/components.html", {"form": form, "now": clock.now(), **examples.shown(clock.now())}
    )

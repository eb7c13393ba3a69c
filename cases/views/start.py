"""From the result of an anonymous self-assessment to a request: the one moment at which answers are kept, on purpose."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assessments.forms import for_request, posted_assessment
from cases.views import attached


@csrf_exempt  # the first post comes from pages without cookies and changes nothing; the second is checked below
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Show what would be taken along; once the person agrees, keep it in their session and go to the request.

    The self-assessment sets no cookie, so its form cannot carry a token. What it sends is shown back; only the button
    on that page, with its token, keeps anything.
    """
    brought = attached.checked(posted_assessment(request.POST))
    if brought is None:
        return render(request, "cases/start.html", {"told": None}, status=422)
    kept, told = brought
    if not request.is_language_switch and {"agreed", "csrfmiddlewaretoken"} & set(request.POST):  # type: ignore[attr-defined]
        refused = _without_token(request)
        if refused is None:
            attached.carry(request, kept)
            return redirect("cases:new")
        if "agreed" in request.POST:
            return refused
    posted = for_request(kept["activity"], kept["answers"], kept["rulebook_version"])
    return render(request, "cases/start.html", {"told": told, "posted": posted})


def _without_token(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a post that does not come from our own page, else None."""
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    guard = CsrfViewMiddleware(lambda asked: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, lambda asked: HttpResponse(), (), {})

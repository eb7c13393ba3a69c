"""From the result of an anonymous self-assessment to a request: the one moment at which answers are kept, on purpose."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assessments.sitting import FIELD, Sitting, read_sitting
from cases.views import attached

AGREED, WITHOUT = "agreed", "without"


@csrf_exempt  # the first post comes from pages without cookies and changes nothing; the second is checked below
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Show exactly what would be taken along, activity by activity; once the person agrees, keep that in their session.

    They may leave out an activity, all of it, or go back and change an answer, before they sign in. The self-assessment
    sets no cookie, so its form cannot carry a token. What it sends is shown back; only the buttons on that page, with its
    token, keep anything or forget it.
    """
    sitting = read_sitting(request.POST.get(FIELD, ""))
    if sitting is None:
        return render(request, "cases/start.html", {"told": None}, status=422)
    chosen = attached.chosen(sitting, request.POST)
    if not request.is_language_switch and {AGREED, WITHOUT} & set(request.POST):  # type: ignore[attr-defined]
        return _without_token(request) or _go_on(request, chosen if AGREED in request.POST else None)
    taken = [one.activity for one in chosen.situations] if chosen else []
    return render(
        request, "cases/start.html", {"told": attached.told(sitting), "taken": taken, "posted": sitting.fields()}
    )


def _go_on(request: HttpRequest, chosen: Sitting | None) -> HttpResponse:
    if chosen:
        attached.carry(request, chosen)
    else:
        attached.put_down(request)
    return redirect("cases:new")


def _without_token(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a post that does not come from our own page, else None."""
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    guard = CsrfViewMiddleware(lambda asked: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, lambda asked: HttpResponse(), (), {})

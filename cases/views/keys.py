"""The keyboard shortcuts of the desk: what they are, and that they can be switched off (WCAG 2.1.4)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.permissions import may_use_desk
from cases.views.common import person_of

COOKIE = "polact_desk_keys"
A_YEAR = 365 * 24 * 3600  # seconds


def keys_are_on(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) != "off"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keys_page(request: HttpRequest) -> HttpResponse:
    """The list of shortcuts, and the switch. It is kept in this browser: whoever needs it off needs it off here."""
    if not may_use_desk(person_of(request)):
        raise Http404
    if request.method != "POST":
        return render(request, "cases/keys.html", {"keys": _keys(), "keys_are_on": keys_are_on(request)})
    is_on = request.POST.get("keys") == "on"
    messages.success(request, _("The shortcuts are on.") if is_on else _("The shortcuts are off."))
    response = redirect("cases:keys")
    if is_on:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        secure = request.is_secure()
        response.set_cookie(COOKIE, "off", max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _keys() -> list[tuple[str, str]]:
    return [
        ("j", _("the next request")),
        ("k", _("the request before")),
        ("o", _("open the request")),
        ("x", _("choose the request for a deed on several, or no longer")),
        ("a", _("to the deed on several")),
        ("/", _("to the search field")),
        ("?", _("this page")),
    ]

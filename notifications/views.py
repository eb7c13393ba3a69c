"""Pages: the inbox, one message, and for administrators the messages that wait."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifications import operations, queries, telling
from notifications.enums import State
from notifications.models import Message
from notifications.permissions import may_tend_mail
from polact.access.acting import person_of
from polact.access.models import Person
from polact.base import clock
from polact.base.text import current_language


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """The person's messages, unread ones first."""
    person = person_of(request)
    page = queries.inbox(person, request.GET.get("after", ""))
    return render(
        request,
        "notifications/inbox.html",
        {
            "page": page,
            "following": f"?{urlencode({'after': page.following})}" if page.following else "",
            "first": reverse("notifications:inbox") if "after" in request.GET else "",
            "tends_mail": may_tend_mail(person),
        },
    )


@require_safe
@login_required
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message; to look at it is to have read it."""
    person = person_of(request)
    found = get_object_or_404(Message.objects.visible_to(person), pk=pk)
    if request.method == "GET":
        operations.mark_read(message=found, read_by=person, at=clock.now())
    context = {"message": found, "link": translate_url(found.link, current_language())}
    return render(request, "notifications/message.html", context)


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """What is late, and why, in words."""
    _tending_person(request)
    now = clock.now()
    found = list(queries.waiting(now)[: queries.MOST_WAITING + 1])
    rows = [_row(message, telling.why_it_waits(message, now)) for message in found[: queries.MOST_WAITING]]
    more = len(found) > queries.MOST_WAITING
    return render(request, "notifications/waiting.html", {"rows": rows, "more": more, "now": now})


def _row(message: Message, why: str) -> dict[str, Any]:
    return {
        "message": message,
        "why": why,
        "tone": telling.tone_of(message),
        "next": message.next_attempt_at if message.state == State.QUEUED and message.attempts else None,
        "may_send_again": message.state in {State.QUEUED, State.UNCERTAIN, State.FAILED},
        "may_confirm": message.state == State.UNCERTAIN,
    }


@require_POST
@login_required
def send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a message that waits, now."""
    operations.send_again(message=_any_message(request, pk), asked_by=_tending_person(request), at=clock.now())
    notes.success(request, _("The message is being sent again."))
    return redirect("notifications:waiting")


@require_POST
@login_required
def confirm_arrival(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a message about which there was a doubt off the list: it arrived."""
    operations.confirm_arrival(message=_any_message(request, pk), confirmed_by=_tending_person(request), at=clock.now())
    notes.success(request, _("The message is noted as sent."))
    return redirect("notifications:waiting")


def _tending_person(request: HttpRequest) -> Person:
    """The administrator who is signed in; for anybody else the page does not exist."""
    person = person_of(request)
    if not may_tend_mail(person):
        raise Http404
    return person


def _any_message(request: HttpRequest, pk: UUID) -> Message:
    _tending_person(request)
    return get_object_or_404(Message, pk=pk)

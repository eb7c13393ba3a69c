"""Information sessions for those who come: the list, one of them, signing up, the calendar file, the certificate."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from polact.access.acting import person_of
from polact.base import clock
from polact.base.http import FormPage
from polact.base.text import LANGUAGES, current_language
from polact.outreach import calendar_file, certificates
from polact.outreach.models import InformationSession
from polact.outreach.operations.signing_up import cancel_sign_up, sign_up
from polact.outreach.permissions import may_organize, may_organize_somewhere, may_sign_up
from polact.outreach.queries import sessions as reading
from polact.outreach.session_forms import Nothing
from polact.outreach.views.session_words import tell
from polact.paper.pdf import CONTENT_TYPE


def session_or_404(pk: int) -> InformationSession:
    try:
        return reading.session(pk)
    except InformationSession.DoesNotExist:
        raise Http404 from None


@require_safe
def upcoming(request: HttpRequest) -> HttpResponse:
    """What takes place next, for everybody; narrowed by language in the address."""
    now, wanted = clock.now(), request.GET.get("language", "")
    page = reading.upcoming(now, wanted, request.GET.get("after", ""))
    signed_in = request.user.is_authenticated
    own = reading.own_states(person_of(request), page.sessions) if signed_in and page.sessions else {}
    return render(
        request,
        "outreach/sessions/list.html",
        {
            "rows": [tell(session, now, own.get(session.pk)) for session in page.sessions],
            "wanted": wanted if wanted in LANGUAGES else "",
            "following": _address(request, page.following),
            "first": _address(request, "") if "after" in request.GET else "",
            "organizes": signed_in and may_organize_somewhere(person_of(request)),
        },
    )


def _address(request: HttpRequest, after: str) -> str:
    if not after and "after" not in request.GET:
        return ""
    query = request.GET.copy()
    query["after"] = after
    if not after:
        del query["after"]
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: what, when, where, and what the reader can do."""
    session, now = session_or_404(pk), clock.now()
    context: dict[str, Any] = {"told": tell(session, now), "opens": session.takes_sign_ups(now)}
    if request.user.is_authenticated:
        person = person_of(request)
        own = reading.sign_up_of(person, session)
        context |= {
            "told": tell(session, now, own),
            "own": own if own and not own.is_cancelled else None,
            "invited": may_sign_up(person, session),
            "link": reading.joining_link(person, session),
            "organizes": may_organize(person, session),
            "begun": session.has_begun(now),
            "certificate": own is not None and certificates.is_due(own, session, now),
        }
    return render(request, "outreach/sessions/one.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The sessions that the person signed up for, the latest first."""
    now = clock.now()
    rows = [
        {
            "told": tell(found.session, now, found),
            "own": found,
            "opens": found.session.takes_sign_ups(now),
            "certificate": certificates.is_due(found, found.session, now),
        }
        for found in reading.own_sign_ups(person_of(request))
    ]
    return render(request, "outreach/sessions/mine.html", {"rows": rows})


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The session for one's own calendar; with the link for those who have a place."""
    session = session_or_404(pk)
    link = reading.joining_link(person_of(request), session) if request.user.is_authenticated else ""
    content, name = calendar_file.write(session, link=link, language=current_language()), _("session")
    return HttpResponse(
        content,
        content_type=calendar_file.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}-{session.pk}.ics"'},
    )


@require_safe
@login_required
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's own certificate, in their language, or in the one that the address asks for."""
    session, person = session_or_404(pk), person_of(request)
    own = reading.sign_up_of(person, session)
    if own is None or not certificates.is_due(own, session, clock.now()):
        raise Http404
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else person.language
    return HttpResponse(
        certificates.write(own, session, person, language),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'inline; filename="certificate-{session.pk}-{language}.pdf"'},
    )


class PlacePage(LoginRequiredMixin, FormPage):
    """A page about one's own place in a session."""

    form_class = Nothing

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.session = session_or_404(kwargs["pk"])
            self.own = reading.sign_up_of(person_of(request), self.session)
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"told": tell(self.session, clock.now(), self.own)}

    def back(self) -> HttpResponse:
        return redirect(reverse("outreach:session", args=[self.session.pk]))


class SignUpPage(PlacePage):
    """Asks for a place, after saying what is kept and who sees it."""

    template_name = "outreach/sessions/sign_up.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.session.takes_sign_ups(clock.now()) or not may_sign_up(person_of(request), self.session):
            return self.back()  # the page of the session says why not
        return super().get(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        place = sign_up(session=self.session, person=person_of(self.request), at=clock.now())
        if place.is_waiting:
            messages.info(
                self.request,
                _("You are on the waiting list. If a place becomes free, it is yours by itself, and you are told."),
            )
        else:
            messages.success(self.request, _("You have a place. It is confirmed by e-mail."))
        return self.back()


class GiveUpPage(PlacePage):
    """Gives the place back, after saying that somebody else gets it."""

    template_name = "outreach/sessions/give_up.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.own is None or self.own.is_cancelled or not self.session.takes_sign_ups(clock.now()):
            return self.back()
        return super().get(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        cancel_sign_up(session=self.session, person=person_of(self.request), at=clock.now())
        messages.success(self.request, _("You are no longer signed up."))
        return self.back()

"""Information sessions for those who hold them: announce, change, call off, see who comes, note who came."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from polact.access.acting import person_of
from polact.access.models import Organization, Person
from polact.base import clock
from polact.base.http import FormPage
from polact.base.text import current_language
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.models.session import ORGANIZES_ALL
from polact.outreach.operations.sessions import announce_session, cancel_session, change_session
from polact.outreach.operations.signing_up import record_attendance
from polact.outreach.permissions import may_organize, may_organize_somewhere
from polact.outreach.queries import sessions as reading
from polact.outreach.session_forms import AttendanceForm, CancelForm, SessionForm, written
from polact.outreach.views.session_words import tell
from polact.outreach.views.sessions import session_or_404


class Organizer(LoginRequiredMixin):
    """For people who hold sessions somewhere; to anybody else who is signed in, the page is not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.allowed(person_of(request)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def allowed(self, person: Person) -> bool:
        return may_organize_somewhere(person)

    @property
    def person(self) -> Person:
        return person_of(self.request)


class Organized(Organizer, View):
    """The sessions that the person organizes, the latest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page, now = reading.organized(self.person, request.GET.get("after", "")), clock.now()
        return render(
            request,
            "outreach/sessions/organized.html",
            {
                "rows": [tell(session, now) for session in page.sessions],
                "following": f"?after={page.following}" if page.following else "",
                "first": request.path if "after" in request.GET else "",
            },
        )


class NewSession(Organizer, FormPage):
    """Announce a session."""

    template_name = "outreach/sessions/edit.html"

    @cached_property
    def places(self) -> list[Organization]:
        return reading.places_to_organize(self.person)

    def form(self, data: Any = None) -> Form:
        choices = [(str(place.pk), str(place)) for place in self.places]
        if self.person.standing.holds(*ORGANIZES_ALL):
            choices = [("", _("All organizations")), *choices]
        initial = {"language": "BOTH" if len(choices) > 1 else current_language().upper()}
        return SessionForm(data, organizations=choices, initial=initial if data is None else None)

    def deed(self, form: Form) -> HttpResponse:
        chosen = form.cleaned_data["organization"]
        session = announce_session(
            announced=form.announcement(),  # type: ignore[attr-defined]
            organization=next((place for place in self.places if str(place.pk) == chosen), None),
            created_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("The session is announced. People can sign up now."))
        return redirect("outreach:session", pk=session.pk)


class OneSession(Organizer):
    """Pages of one session that the person organizes."""

    def allowed(self, person: Person) -> bool:
        return may_organize(person, self.session)

    @cached_property
    def session(self) -> InformationSession:
        return session_or_404(self.kwargs["pk"])

    def told(self) -> dict[str, Any]:
        return {"told": tell(self.session, clock.now()), "session": self.session}


class ChangeSession(OneSession, FormPage):
    """Say something else of it; those who are concerned are told."""

    template_name = "outreach/sessions/edit.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.session.takes_sign_ups(clock.now()):
            messages.info(request, _("A session that has begun, or is cancelled, can no longer be changed."))
            return redirect("outreach:session", pk=self.session.pk)
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Form:
        if data is not None:
            return SessionForm(data)
        return SessionForm(initial=written(self.session, reading.joining_link(self.person, self.session)))

    def context(self) -> dict[str, Any]:
        return self.told()

    def deed(self, form: Form) -> HttpResponse:
        change_session(
            session=self.session,
            announced=form.announcement(),  # type: ignore[attr-defined]
            changed_by=self.person,
            at=clock.now(),
            version=form.cleaned_data["version"],
        )
        messages.success(self.request, _("The changes are saved."))
        return redirect("outreach:session", pk=self.session.pk)


class CancelSession(OneSession, FormPage):
    """Call it off, after saying who is told."""

    template_name = "outreach/sessions/cancel.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.session.takes_sign_ups(clock.now()):
            return redirect("outreach:session", pk=self.session.pk)
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Form:
        return CancelForm(data, session=self.session)

    def context(self) -> dict[str, Any]:
        return {**self.told(), "concerned": self.session.signed_up + self.session.waiting}

    def deed(self, form: Form) -> HttpResponse:
        cancel_session(session=self.session, cancelled_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("The session is cancelled. Everybody who had signed up is told."))
        return redirect("outreach:session", pk=self.session.pk)


class Participants(OneSession, FormPage):
    """Who has a place, who waits, and, once it has begun, who came: all boxes are saved at once."""

    template_name = "outreach/sessions/participants.html"

    @cached_property
    def everybody(self) -> list[SignUp]:
        return reading.participants(self.person, self.session)

    @property
    def places(self) -> list[SignUp]:
        return [found for found in self.everybody if found.has_place]

    def form(self, data: Any = None) -> Form:
        return AttendanceForm(data, places=self.places)

    def ticked(self) -> set[int]:
        """The boxes that are ticked: as typed, else as noted before."""
        if self.request.method == "POST":
            return {int(pk) for pk in self.request.POST.getlist("present") if pk.isdecimal()}
        return {place.pk for place in self.places if place.attended}

    def context(self) -> dict[str, Any]:
        return {
            **self.told(),
            "places": self.places,
            "line": [found for found in self.everybody if found.is_waiting],
            "ticked": self.ticked(),
            "notes": self.session.has_begun(clock.now()) and not self.session.is_cancelled,
        }

    def deed(self, form: Form) -> HttpResponse:
        came = record_attendance(
            session=self.session,
            present=[int(pk) for pk in form.cleaned_data["present"]],
            recorded_by=self.person,
            at=clock.now(),
        )
        said = ngettext("It is noted that %(count)s person came.", "It is noted that %(count)s people came.", came)
        messages.success(self.request, said % {"count": came})
        return redirect(reverse("outreach:participants", args=[self.session.pk]))

"""Who holds a case: its history, giving it to somebody else, and the lead's page of who holds what."""

from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import hands
from cases.enums import OPEN
from cases.forms.actions import VersionForm
from cases.forms.assigning import HandBackForm, HandOverForm
from cases.models import Case
from cases.operations import assigning
from cases.permissions import is_requester, may_see_holdings, may_use_desk
from cases.queries.holding import colleague, could_have, history_of, holdings
from cases.views import telling
from cases.views.common import SignedIn, case_or_404, person_of, with_version
from polact.access.queries import roster
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage


@require_safe
@login_required
def holdings_page(request: HttpRequest) -> HttpResponse:
    """Open work by representative, for whoever leads them and for the Commission's officers."""
    person = person_of(request)
    if not may_see_holdings(person):
        raise Http404
    offices = holdings(person, clock.local_date(clock.now()))
    return render(request, "cases/holdings.html", {"offices": offices, "statuses": [status.label for status in OPEN]})


@require_safe
@login_required
def history_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who had the case, since when and why, for those who may read it, except whoever asked."""
    person = person_of(request)
    case = case_or_404(person, pk)
    if is_requester(person, case):
        raise Http404
    return render(
        request, "cases/history.html", {"case": case, "history": history_of(case), "uses_desk": may_use_desk(person)}
    )


class HandPage(SignedIn, FormPage):
    """One change of hands. To whoever may not do it now, the page leads back to the case and says why."""

    template_name = "cases/hand_over.html"
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if is_requester(self.person, self.case) or not may_use_desk(self.person):
                raise Http404
            if request.method == "GET" and not self.allowed():
                messages.warning(request, self.why_not())
                return redirect("cases:case", pk=self.case.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def today(self) -> Any:
        return clock.local_date(clock.now())

    @cached_property
    def known(self) -> Any:
        return roster(self.case.organization_id, self.today)

    @cached_property
    def hands(self) -> hands.Hands:
        return hands.possible(self.person, self.case, self.known)

    @abstractmethod
    def allowed(self) -> bool:
        """Whether the person may do this now."""

    def why_not(self) -> str:
        if self.case.assigned_to and self.case.is_open:
            return _("%(holder)s has this request.") % {"holder": self.case.assigned_to}
        return _("This is not possible now.")

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed and the version that is now in force: the person decides again."""
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            self.case = case_or_404(self.person, self.case.pk)
            form.data = with_version(self.request.POST, self.case.version)
        return super().show(form, status, **extra)

    def context(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "holder": self.case.assigned_to,
            "state": telling.state_of(self.case),
            **self.words(),
        }

    @abstractmethod
    def words(self) -> dict[str, Any]:
        """Title, what follows, and the word on the button."""

    def done(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return redirect("cases:case", pk=self.case.pk)


class HandOver(HandPage):
    """Give the case to a colleague: as the lead, or because it is one's own to look after."""

    def allowed(self) -> bool:
        return self.hands.hand_over

    @cached_property
    def passes_on(self) -> bool:
        """What is one's own is passed on, with a reason, also by a lead."""
        return self.hands.pass_on

    @cached_property
    def people(self) -> list[tuple[int, str]]:
        return could_have(self.case, self.known, self.today)

    def form(self, data: Any = None) -> Form:
        """Whoever holds it can be named in what comes back: the operation says that the page was overtaken."""
        holder = self.case.assigned_to
        named = [(holder.pk, str(holder))] if data is not None and holder else []
        people = [*self.people, *named]
        return HandOverForm(data, people=people, reason_needed=self.passes_on, version=self.case.version)

    def words(self) -> dict[str, Any]:
        title = _("Pass on") if self.passes_on else _("Assign")
        says = _("Your colleague is told and has the request from now on. The clock goes on.")
        return {"title": title, "says": says, "button": title, "nobody": not self.people}

    def deed(self, form: Form) -> HttpResponse:
        given, at = form.cleaned_data, clock.now()
        to = colleague(given["person"])
        told = {"case": self.case, "to": to, "at": at, "reason": given["reason"], "version": given["version"]}
        if self.passes_on:
            assigning.pass_on(passed_on_by=self.person, **told)
        else:
            assigning.assign(assigned_by=self.person, **told)
        return self.done(_("%(person)s has the request now, and is told.") % {"person": to})


class Take(HandPage):
    """Take a case that is free, or that one may direct."""

    def allowed(self) -> bool:
        return self.hands.take

    def form(self, data: Any = None) -> Form:
        return HandBackForm(data, initial={"version": self.case.version})

    def words(self) -> dict[str, Any]:
        says = _("Once you take it, it is yours. The clock goes on.")
        return {"title": _("Take the request"), "says": says, "button": _("Take the request")}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        assigning.assign(
            case=self.case, to=self.person, assigned_by=self.person, at=clock.now(), reason=given["reason"], version=given["version"]
        )  # fmt: skip
        return self.done(_("You have the request now."))


class Release(HandPage):
    """Give the case back, so that nobody has it."""

    def allowed(self) -> bool:
        return self.hands.release

    def form(self, data: Any = None) -> Form:
        return HandBackForm(data, initial={"version": self.case.version})

    def words(self) -> dict[str, Any]:
        says = _("Nobody has the request then. Everybody who could take it is told. The clock goes on.")
        return {"title": _("Give back"), "says": says, "button": _("Give the request back")}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        assigning.release(
            case=self.case, released_by=self.person, at=clock.now(), reason=given["reason"], version=given["version"]
        )
        return self.done(_("Nobody has the request now, and your colleagues are told."))


class SendBack(HandPage):
    """Return a case of the central queue to its organization."""

    form_class = VersionForm

    def allowed(self) -> bool:
        return self.hands.send_back

    def initial(self) -> dict[str, Any]:
        return {"version": self.case.version}

    def words(self) -> dict[str, Any]:
        says = _("The request leaves the central queue. The organization’s representatives are told.")
        return {"title": _("Send back to the organization"), "says": says, "button": _("Send the request back")}

    def deed(self, form: Form) -> HttpResponse:
        assigning.send_back(
            case=self.case, sent_back_by=self.person, at=clock.now(), version=form.cleaned_data["version"]
        )
        return self.done(_("The request is back with its organization."))

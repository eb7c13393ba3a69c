"""The pages inside the wall: the desk, one allegation, its actions, the form for what came on paper; and one's letter.

Whoever stands outside finds nothing at any of these addresses.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from allegations import queries
from allegations.deeds import perform
from allegations.enums import AllegationAction, AllegationStatus, Verdict
from allegations.forms import ActionForm, EntryForm
from allegations.models import Allegation, Notice
from allegations.operations.receiving import receive_allegation
from allegations.permissions import stands_inside
from allegations.workflow import BY_ACTION, Row, available_actions
from polact.access.acting import person_of
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage

TONES = {Verdict.TIMELY: "success", Verdict.LATE: "warning", Verdict.UNKNOWN: "neutral"}


def allegation_or_404(person: Person, pk: int) -> Allegation:
    """An unknown one and one behind the wall get the same answer."""
    try:
        return queries.visible_allegation(person, pk)
    except Allegation.DoesNotExist:
        raise Http404 from None


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The allegations, the latest first, page by page."""
    person = person_of(request)
    if not stands_inside(person):
        raise Http404
    status = request.GET.get("status", "")
    page = queries.desk_page(person, status=status, after=request.GET.get("after", ""))
    narrowed = f"status={status}&" if status in AllegationStatus.values else ""
    context = {
        "rows": [(one, TONES[Verdict(one.timeliness)]) for one in page.rows],
        "statuses": AllegationStatus.choices,
        "status": status,
        "first": f"{request.path}?{narrowed}".rstrip("?&") if "after" in request.GET else "",
        "following": f"?{narrowed}after={page.following}" if page.following else "",
    }
    return render(request, "allegations/desk.html", context)


@require_safe
@login_required
def allegation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One allegation with all that was done about it, and what can be done now."""
    person = person_of(request)
    one = allegation_or_404(person, pk)
    context = {
        "allegation": one,
        "tone": TONES[Verdict(one.timeliness)],
        "actions": available_actions(person, one),
        "steps": queries.steps_of(one),
        "notices": queries.notices_of(one),
        "disclosures": list(one.disclosures.order_by("recorded_at")),
        "decision": getattr(one, "decision", None),
        "outcome": getattr(one, "outcome", None),
        "trail": trail_of(one.ref),
    }
    return render(request, "allegations/allegation.html", context)


@require_safe
@login_required
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A letter of the Commission to the person who is signed in; to anybody else there is no such page."""
    try:
        found = queries.letter_to(person_of(request), pk)
    except Notice.DoesNotExist:
        raise Http404 from None
    return render(request, "allegations/letter.html", {"letter": found})


class Inside(LoginRequiredMixin, FormPage):
    """A page with a form for those inside the wall."""

    @property
    def person(self) -> Person:
        return person_of(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not stands_inside(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Enter(Inside):
    """An allegation that came by mail, by hand, by courier or by word of mouth."""

    template_name = "allegations/enter.html"
    form_class = EntryForm

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        one = receive_allegation(received_by=self.person, at=clock.now(), **given)
        messages.success(self.request, _("The allegation is kept as %(number)s.") % {"number": one.number})
        return redirect("allegations:allegation", pk=one.pk)


class Action(Inside):
    """The page of one action of the table."""

    template_name = "allegations/action.html"
    row: Row
    allegation: Allegation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            name = kwargs["action"]
            if name not in AllegationAction.values:
                raise Http404
            self.row = BY_ACTION[AllegationAction(name)]
            self.allegation = allegation_or_404(self.person, kwargs["pk"])
            if not self.row.who(self.person, self.allegation):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.row.allows(self.person, self.allegation):
            messages.warning(request, _("This is not possible now: somebody went on with the allegation."))
            return redirect("allegations:allegation", pk=self.allegation.pk)
        return super().get(request, **kwargs)

    def form(self, data: Any = None) -> Form:
        return ActionForm(data, row=self.row, allegation=self.allegation)

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        perform(action=self.row.action, allegation=self.allegation, by=self.person, at=clock.now(), **given)
        messages.success(self.request, _("Recorded: %(action)s.") % {"action": self.row.action.label})
        return redirect("allegations:allegation", pk=self.allegation.pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed and the version that is now in force: the person decides again."""
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            self.allegation = allegation_or_404(self.person, self.allegation.pk)
            typed = self.request.POST.copy()
            typed["version"] = str(self.allegation.version)
            form.data = typed
        return super().show(form, status, **extra)

    def context(self) -> dict[str, Any]:
        return {"allegation": self.allegation, "action": self.row.action, "title": self.row.action.label}

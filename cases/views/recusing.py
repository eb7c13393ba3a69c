"""Stepping aside from a request, and what a lead may know of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.forms.recusing import RecuseForm
from cases.models import Case
from cases.operations.recusing import recuse
from cases.permissions import may_read_recusals, may_recuse, may_use_desk
from cases.queries.conflicts import recusals
from cases.views.common import SignedIn, case_or_404, person_of, with_version
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage


class RecusePage(SignedIn, FormPage):
    """Asks why, says what follows, and leads away from what is not there any more."""

    template_name = "cases/recuse.html"
    form_class = RecuseForm
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if not may_recuse(self.person, self.case):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"version": self.case.version}

    def context(self) -> dict[str, Any]:
        return {"case": self.case, "held": self.case.assigned_to_id == self.person.pk}

    def deed(self, form: Form) -> HttpResponse:
        recuse(case=self.case, recused_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("You stepped aside. You no longer see this request."))
        return redirect("cases:desk" if may_use_desk(self.person) else "outreach:home")

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):
            self.case = case_or_404(self.person, self.case.pk)
            form.data = with_version(self.request.POST, self.case.version)
        return super().show(form, status, **extra)


@require_safe
@login_required
def recusals_page(request: HttpRequest) -> HttpResponse:
    """That recusals exist: for the lead of an organization, and for Commission officers everywhere."""
    person = person_of(request)
    if not may_read_recusals(person):
        raise Http404
    page = recusals(request.GET.get("before", ""))
    return render(
        request,
        "cases/recusals.html",
        {
            "page": page,
            "first": request.path if "before" in request.GET else "",
            "following": _following(page.following),
        },
    )


def _following(cursor: str) -> str:
    return f"?before={cursor.replace('+', '%2B')}" if cursor else ""

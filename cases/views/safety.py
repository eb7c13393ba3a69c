"""What needs a hand or an explanation: the safety net, live, and the page that explains a finding."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.enums import FindingKind
from cases.forms.safety import ExplanationForm
from cases.models import Case
from cases.operations.tending import explain_finding
from cases.permissions import may_see_holdings, may_use_desk
from cases.queries import looking, safety
from cases.views import telling
from cases.views.common import SignedIn, case_or_404, person_of
from polact.access.enums import Role
from polact.base import clock
from polact.base.http import FormPage

LABELS = {
    FindingKind.UNTOUCHED: gettext_lazy("Nobody touched it"),
    FindingKind.UNOWNED: gettext_lazy("Nobody has it"),
    FindingKind.LEFT: gettext_lazy("Waits for somebody who left"),
    FindingKind.LATE: gettext_lazy("Past its standard"),
}


@require_safe
@login_required
def safety_net(request: HttpRequest) -> HttpResponse:
    """What was found in the queues that the person handles and nobody explained; the kind stands in the address."""
    person = person_of(request)
    if not may_use_desk(person):
        raise Http404
    today = clock.local_date(clock.now())
    net = looking.net_of(person, today)
    counts = safety.finding_counts(net.cases)
    chosen = request.GET.get("kind", "")
    kind = FindingKind(chosen) if chosen in FindingKind.values else None
    page = safety.findings_page(net.cases, kind, request.GET.get("after", "")) if any(counts.values()) else None
    rows = [
        {
            "case": case,
            "kinds": [LABELS[found] for found in safety.kinds_of(case)],
            "clock": telling.clock_of(case, today),
            "waits_for": telling.waits_for(case, person),
            "may_explain": net.may_explain(person, case),
        }
        for case in (page.cases if page else [])
    ]
    is_officer = person.standing.holds(Role.COMMISSION_OFFICER)
    context = {
        "rows": rows,
        "tabs": _tabs(counts, kind),
        "anything": any(counts.values()),
        "last_run": safety.last_run(person.standing.represents, is_officer),
        "days": safety.untouched_days(),
        "following": _address(kind, page.following) if page and page.following else "",
        "first": _address(kind) if "after" in request.GET else "",
        "sees_holdings": may_see_holdings(person),
    }
    return render(request, "cases/safety_net.html", context)


def _tabs(counts: dict[FindingKind, int], chosen: FindingKind | None) -> list[dict[str, Any]]:
    tabs: list[dict[str, Any]] = [{"label": _("All"), "url": _address(None), "current": chosen is None}]
    for kind, count in counts.items():
        tabs.append({"label": LABELS[kind], "count": count, "url": _address(kind), "current": kind == chosen})
    return tabs


def _address(kind: FindingKind | None, after: str = "") -> str:
    query = "&".join(f"{name}={value}" for name, value in (("kind", kind and kind.value), ("after", after)) if value)
    return reverse("cases:safety_net") + (f"?{query}" if query else "")


class Explain(SignedIn, FormPage):
    """Say why a found case may stay as it is, until a day."""

    template_name = "cases/explain.html"
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if not looking.net_of(self.person, self.today).may_explain(self.person, self.case):
                raise Http404
            if request.method == "GET" and not self.kinds:
                messages.info(request, _("Nothing about this request needs an explanation now."))
                return redirect("cases:safety_net")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def today(self) -> Any:
        return clock.local_date(clock.now())

    @cached_property
    def kinds(self) -> list[FindingKind]:
        found = looking.net_around(self.person, self.case, self.today).cases.first()
        return safety.kinds_of(found) if found else []

    def form(self, data: Any = None) -> Form:
        return ExplanationForm(data, kinds=self.kinds)

    def context(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "state": telling.state_of(self.case),
            "clock": telling.clock_of(self.case, self.today),
            "explanations": safety.explanations_of(self.case),
        }

    def deed(self, form: Form) -> HttpResponse:
        explain_finding(case=self.case, explained_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("The request is off the list until then."))
        return redirect("cases:safety_net")

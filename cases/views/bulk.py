"""A deed on several cases: what would happen, the deed, what came of it, and back again where that can be."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from cases import queries
from cases.bulk import deed_of, giver_back, planned
from cases.enums import Why
from cases.forms.bulk import BulkForm, chosen_of, keys_of
from cases.models import MOST_AT_ONCE, BulkAction, BulkRun
from cases.operations.bulk import can_be_undone, run_in_bulk, undo_run
from cases.views import telling
from cases.views.saved_views import AtTheDesk
from polact.access.models import Person
from polact.base import clock
from polact.base.http import FormPage


class Bulk(AtTheDesk, FormPage):
    """GET shows what would happen to each of the chosen cases; POST does it."""

    template_name = "cases/bulk.html"

    @property
    def action(self) -> str:
        action = (self.request.POST or self.request.GET).get("action", "")
        if action not in BulkAction.values:
            raise Http404
        return action

    @cached_property
    def keys(self) -> list[int]:
        if self.request.method == "POST":
            return [key for key, _version in chosen_of(self.request.POST)]
        return keys_of(self.request.GET)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        action = self.action
        if not self.keys or len(self.keys) > MOST_AT_ONCE:
            said = _("Choose from 1 to %(most)d requests: tick them in the list.") % {"most": MOST_AT_ONCE}
            messages.warning(request, said)
            return redirect("cases:desk")
        return self.show(BulkForm(action=action, colleagues=self.choices.colleagues, run=uuid4()))

    def form(self, data: Any = None) -> Form:
        return BulkForm(data, action=self.action, colleagues=self.choices.colleagues, run=uuid4())

    def context(self) -> dict[str, Any]:
        plan = planned(
            person=self.person, action=self.action, keys=self.keys[:MOST_AT_ONCE], on=clock.local_date(clock.now())
        )
        shown = dict(chosen_of(self.request.POST)) if self.request.method == "POST" else {}
        rows = [
            {
                "key": one.key,
                "number": f"PA-{one.key:06d}",
                "case": one.case,
                "state": telling.state_of(one.case) if one.case else None,
                "waits_for": telling.waits_for(one.case, self.person) if one.case else "",
                "will": one.why == Why.DONE,
                "why": one.why.label,
                "version": shown.get(one.key, one.case.version if one.case else 0),
            }
            for one in plan
        ]
        count = sum(one.why == Why.DONE for one in plan)
        return {
            "title": BulkAction(self.action).label,
            "action": self.action,
            "rows": rows,
            "count": count,
            "refused": len(rows) - count,
        }

    def deed(self, form: Form) -> HttpResponse:
        given, at = form.cleaned_data, clock.now()
        to = self.person if given.get("to") == "me" else _person(given.get("to"))
        run = run_in_bulk(
            run_id=given["run"],
            started_by=self.person,
            action=self.action,
            given_to=to,
            chosen=chosen_of(self.request.POST),
            deed=deed_of(action=self.action, by=self.person, at=at, to=to, question=given.get("question", "")),
            at=at,
        )
        return redirect("cases:bulk_run", pk=run.pk)


class OneRun(AtTheDesk):
    """What one did to several cases; nobody else's."""

    @cached_property
    def run(self) -> BulkRun:
        try:
            return queries.bulk_run(self.person, self.kwargs["pk"])
        except BulkRun.DoesNotExist:
            raise Http404 from None


class RunPage(OneRun, View):
    """The result, case by case."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        run = self.run
        found = queries.cases_to_act_on(self.person, [told["case"] for told in run.results])
        undone = {told["case"]: Why(told["result"]) for told in run.undo_results}
        rows = [
            {
                "number": f"PA-{told['case']:06d}",
                "case": found.get(told["case"]),
                "result": Why(told["result"]).label,
                "is_done": told["result"] == Why.DONE,
                "undone": _undone(undone.get(told["case"])),
            }
            for told in run.results
        ]
        return render(
            request,
            "cases/bulk_run.html",
            {
                "run": run,
                "rows": rows,
                "done": sum(row["is_done"] for row in rows),
                "can_be_undone": can_be_undone(run=run, at=clock.now()),
            },
        )


class UndoRun(OneRun, View):
    """Give the cases back to those who had them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        at = clock.now()
        run = undo_run(run=self.run, undone_by=self.person, give_back=giver_back(by=self.person, at=at), at=at)
        count = sum(told["result"] == Why.DONE for told in run.undo_results)
        said = ngettext("%(count)d request was given back.", "%(count)d requests were given back.", count)
        messages.success(request, said % {"count": count})
        return redirect("cases:bulk_run", pk=run.pk)


def _undone(why: Why | None) -> str:
    if why is None:
        return ""
    return _("Given back") if why == Why.DONE else str(why.label)


def _person(key: str | None) -> Person | None:
    return queries.colleague(int(key)) if key else None

"""Save a result and come back to it with a code, on any device. The code is in no address and nowhere in the database."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.anonymous_forms import CodeForm
from assessments.codes import in_groups, read_code
from assessments.comparison import in_force_beside
from assessments.department import is_in_force, rulebook_for
from assessments.operations.saving import DAYS, Opened, delete_saved, open_saved, save_sitting
from assessments.reopening import compared, reopened
from assessments.sitting import FIELD, known_part, read_sitting
from assessments.views.traceless import Traceless
from polact.base import clock
from polact.base.http import FormPage
from polact.rest.throttling import seconds_to_wait

COMPARE, DELETE, DELETE_FOR_GOOD = "compare", "delete", "delete-for-good"


def _too_often(request: HttpRequest) -> bool:
    return seconds_to_wait(request, "codes") > 0


class SaveSitting(Traceless):
    """POST: seal what was checked and show its code, this once."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sitting = read_sitting(request.POST.get(FIELD, ""))
        if sitting is None:
            return render(request, "assessments/unreadable.html", status=422)
        context: dict[str, Any] = {"posted": sitting.fields(), "days": DAYS}
        if _too_often(request):
            return render(request, "assessments/too_often.html", context, status=429)
        today = clock.local_date(clock.now())
        if request.is_language_switch:  # type: ignore[attr-defined]
            code = read_code(request.POST.get("code", "")) or ""
            goes_on = open_saved(code=code, on=today).goes_on
        else:
            code, goes_on = save_sitting(sitting=sitting, on=today)
        return render(request, "assessments/code.html", {**context, "code": in_groups(code), "goes_on": goes_on})


class OpenSaved(Traceless, FormPage):
    """Come back with a code: see the stored result as it was, compare it, go on, or delete it."""

    template_name = "assessments/come_back.html"
    form_class = CodeForm

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if _too_often(request):
            return render(request, "assessments/too_often.html", status=429)
        form = self.form(request.POST)
        if request.is_language_switch and "opened" in request.POST and form.is_valid():  # type: ignore[attr-defined]
            return self._open(form)
        return super().post(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        return self._open(form)

    def _open(self, form: Form) -> HttpResponse:
        step, code = self.request.POST.get("_step", ""), form.cleaned_data["code"]
        if step == DELETE_FOR_GOOD:
            delete_saved(code=code)
            return render(self.request, "assessments/deleted.html")
        opened = open_saved(code=code, on=clock.local_date(clock.now()))
        context = self._opened(code, opened)
        if step == DELETE:
            return render(self.request, "assessments/delete.html", context)
        if step == COMPARE:
            return render(self.request, "assessments/compare.html", {**context, "compared": compared(opened.kept)})
        return render(self.request, "assessments/reopened.html", context)

    def _opened(self, code: str, opened: Opened) -> dict[str, Any]:
        sitting = opened.kept.sitting
        now = known_part(rulebook_for(sitting.organization), sitting)
        return {
            "code": code,
            "goes_on": opened.goes_on,
            "parts": reopened(opened.kept),
            "version": sitting.version,
            "in_force": in_force_beside(sitting.version),
            "is_in_force": is_in_force(opened.kept.rulebook_hash, sitting.organization, sitting.overlay),
            "posted": sitting.fields(),
            "posted_now": now.fields() if now else [],
        }

"""Lists of what follows decisions: conditions in force, the Gazette, what was touched; and what everybody may see."""

import json
from typing import Any, Literal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import open_data
from cases.forms.after import WordsForm
from cases.gazette import NAMES, lag_of, shipped
from cases.operations.candidacy_gazette import save_gazette_words
from cases.permissions.after import may_list_conditions, may_tend_gazette
from cases.queries import after as reading
from cases.touched import told
from cases.views.common import SignedIn, person_of, with_version
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage
from polact.catalogue.registry import rules_of

MOST_SHOWN = 200


@require_safe
@login_required
def conditions_page(request: HttpRequest) -> HttpResponse:
    """Conditions in force in what the person may see, by their next day."""
    person = person_of(request)
    if not may_list_conditions(person):
        raise Http404
    today = clock.local_date(clock.now())
    page = reading.conditions_page(person, today, request.GET.get("after", ""))
    rows = [
        {"name": _name(one.kind, case.request_type), "condition": one, "case": case}
        for one in page.rows
        for case in [one.decision.candidacy.case]
    ]
    context = {"rows": rows, **_paged(request, "after", page.following), "tends_gazette": may_tend_gazette(person)}
    return render(request, "cases/candidacy/conditions.html", context)


@require_safe
@login_required
def gazette_page(request: HttpRequest) -> HttpResponse:
    """What is to be asked for, what is awaited, what was published, each with the days since the decision."""
    if not may_tend_gazette(person_of(request)):
        raise Http404
    today = clock.local_date(clock.now())
    published, following = reading.notices_published(request.GET.get("before", ""))
    context = {
        "to_request": [(one, lag_of(one, None, today)) for one in reading.to_request()],
        "awaited": [(one, lag_of(one.decision, one, today)) for one in reading.notices_awaited()],
        "published": [(one, lag_of(one.decision, one, today)) for one in published],
        **_paged(request, "before", following),
    }
    return render(request, "cases/candidacy/gazette.html", context)


class GazetteWords(SignedIn, FormPage):
    """The words of the notice, for the Commission's officers."""

    template_name = "cases/candidacy/words.html"
    form_class = WordsForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may_tend_gazette(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        newest = reading.gazette_words()
        if newest is not None:
            return {"text_en": newest.text_en, "text_fr": newest.text_fr, "version": newest.version}
        words = shipped()
        return {"text_en": words["en"], "text_fr": words["fr"], "version": 0}

    def context(self) -> dict[str, Any]:
        return {"placeholders": [f"{{{name}}}" for name in NAMES]}

    def deed(self, form: Form) -> HttpResponse:
        save_gazette_words(written_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("The words are saved, for notices that are asked for from now on."))
        return redirect("after:gazette")

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):
            form.data = with_version(self.request.POST, extra["refusal"].facts["current_version"])
        return super().show(form, status, **extra)


@require_safe
@login_required
def touched_page(request: HttpRequest) -> HttpResponse:
    """Permissions and advice under which something changed, in what the person may see."""
    person = person_of(request)
    if not may_list_conditions(person):
        raise Http404
    found, following = reading.touched_page(person, request.GET.get("before", ""))
    names = reading.organization_names() if found else {}
    rows = [
        {"touched": one, "was": told(one.fact, one.was, names), "became": told(one.fact, one.became, names)}
        for one in found
    ]
    return render(request, "cases/candidacy/touched.html", {"rows": rows, **_paged(request, "before", following)})


@require_safe
def public_page(request: HttpRequest) -> HttpResponse:
    """Grants that the Canada Gazette has published, for everybody. Nothing else of a candidacy is ever public."""
    rows = open_data.rows_of(reading.open_data_rows())
    shown = [{**row, **open_data.in_words(row)} for row in rows[:MOST_SHOWN]]
    context = {"rows": shown, "is_cut": len(rows) > MOST_SHOWN, "most": MOST_SHOWN}
    return render(request, "cases/candidacy/public.html", context)


@require_safe
def public_file(request: HttpRequest, written_as: Literal["csv", "json"]) -> HttpResponse:
    """The same, all of it, as a file."""
    rows = open_data.rows_of(reading.open_data_rows())
    is_csv = written_as == "csv"
    content = open_data.csv_file(rows) if is_csv else json.dumps(open_data.document(rows), ensure_ascii=False)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8" if is_csv else "application/json",
        headers={"Content-Disposition": f'attachment; filename="gazette-notices.{written_as}"'},
    )


def _name(kind: str, request_type: str) -> str:
    names = {one.code: one.name for one in rules_of(request_type).conditions}
    return str(names.get(kind, kind))


def _paged(request: HttpRequest, name: str, cursor: str) -> dict[str, str]:
    following = f"?{name}={cursor.replace('+', '%2B')}" if cursor else ""
    return {"first": request.path if name in request.GET else "", "following": following}

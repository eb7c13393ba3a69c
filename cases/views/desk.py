"""The desk of those who answer: what is due next first."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.rulebook import current
from cases import queries
from cases.forms.desk import DeskForm
from cases.models import LANGUAGES, Case
from cases.permissions import may_use_desk
from cases.queries import DeskFilter
from cases.views import telling
from cases.views.common import person_of
from polact.access.models import Person
from polact.base import clock
from polact.base.text import current_language

# A model's own `get_language_display` makes its choices hashable anew for each row.
LANGUAGE_NAMES = dict(LANGUAGES)


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Open cases of the queues that the person handles; filters and search stand in the address."""
    person = person_of(request)
    if not may_use_desk(person):
        raise Http404
    form = DeskForm(request.GET, levels=_levels(), organizations=queries.organizations_of_desk(person))
    wanted = _wanted(form)
    page = queries.desk_page(person, wanted, request.GET.get("after", ""))
    counts = queries.desk_counts(person)
    today = clock.local_date(clock.now())
    return render(
        request,
        "cases/desk.html",
        {
            "form": form,
            "rows": [_row(case, person, today) for case in page.cases],
            "tabs": _tabs(request, counts, wanted),
            "wanted": wanted,
            "narrowed": bool(wanted.words or wanted.level or wanted.language or wanted.organization),
            "following": _address(request, after=page.following) if page.following else "",
            "first": _address(request, after="") if "after" in request.GET else "",
        },
    )


def _wanted(form: DeskForm) -> DeskFilter:
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    if given.get("tab") not in queries.TABS:
        given.pop("tab", None)
    return DeskFilter(**given)


def _row(case: Case, person: Person, today: date) -> dict[str, Any]:
    return {
        "case": case,
        "language": LANGUAGE_NAMES[case.language],
        "state": telling.state_of(case),
        "level": telling.level_of(case),
        "clock": telling.clock_of(case, today),
        "age": telling.age_of(case, today),
        "waits_for": telling.waits_for(case, person),
    }


def _tabs(request: HttpRequest, counts: dict[str, int], wanted: DeskFilter) -> list[dict[str, Any]]:
    labels = {
        "all": _("All open"),
        "mine": _("Mine"),
        "unassigned": _("Not taken up"),
        "waiting": _("Waiting for the employee"),
        "approval": _("Waiting for a second reader"),
        "central": _("Central queue"),
    }
    return [
        {
            "label": labels[tab],
            "count": count,
            "current": tab == wanted.tab and not wanted.words,
            "url": _address(request, tab="" if tab == "all" else tab, after="", words=""),
        }
        for tab, count in counts.items()
    ]


def _address(request: HttpRequest, **changes: str) -> str:
    query = {**request.GET.dict(), **changes}
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{request.path}?{kept}" if kept else request.path


def _levels() -> list[tuple[str, str]]:
    titles = current().results
    return [(code, titles[code].title.in_language(current_language())) for code in titles if code != "OPEN"]

"""The desk of those who answer: what is due next first."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import queries
from cases.forms.desk import DeskForm
from cases.models import LANGUAGES, BulkAction, Case
from cases.permissions import may_read_recusals, may_see_holdings, may_use_desk
from cases.queries.searching import BEGIN, END
from cases.views import telling
from cases.views.common import person_of
from cases.views.keys import keys_are_on
from polact.access.models import Person
from polact.base import clock

# A model's own `get_language_display` makes its choices hashable anew for each row.
LANGUAGE_NAMES = dict(LANGUAGES)
MATCH = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Open cases of the queues that the person handles; filters and search stand in the address."""
    person = person_of(request)
    if not may_use_desk(person):
        raise Http404
    today = clock.local_date(clock.now())
    covered = queries.covered_by(person, today)
    around = queries.around(person, today, covered)
    form = DeskForm(request.GET, choices=around.choices)
    wanted, asked = form.wanted(), form.asked
    page = queries.desk_page(person, wanted, request.GET.get("after", ""), covered)
    return render(
        request,
        "cases/desk.html",
        {
            "form": form,
            "rows": [_row(case, person, today, covered) for case in page.cases],
            "tabs": _tabs(request, around.counts, asked),
            "views": [
                {
                    "name": view.name,
                    "address": view.address,
                    "is_shared": view.is_shared,
                    "current": view.query == asked,
                }
                for view in around.choices.views
            ],
            "asked": urlencode(asked),
            "wanted": wanted,
            "narrowed": bool(asked.keys() - {"tab"}),
            "is_near": page.is_near,
            "following": _address(request, after=page.following) if page.following else "",
            "first": _address(request, after="") if "after" in request.GET else "",
            "deeds": BulkAction.choices,
            "shown": ",".join(str(case.pk) for case in page.cases),
            "keys_are_on": keys_are_on(request),
            "sees_holdings": may_see_holdings(person),
            "sees_recusals": may_read_recusals(person),
        },
    )


def _row(case: Case, person: Person, today: date, covered: Collection[tuple[int, int]]) -> dict[str, Any]:
    covers = (case.assigned_to_id, case.organization_id) in covered
    return {
        "case": case,
        "covers": case.assigned_to if covers else None,
        "subject": marked(getattr(case, "headline", case.subject)),
        "language": LANGUAGE_NAMES[case.language],
        "state": telling.state_of(case),
        "level": telling.level_of(case),
        "clock": telling.clock_of(case, today),
        "age": telling.age_of(case, today),
        "waits_for": telling.waits_for(case, person, covers=covers),
    }


def marked(headline: str) -> SafeString:
    """The text, escaped first, with what a search matched in it marked."""
    return mark_safe(MATCH.sub(r"<mark>\1</mark>", conditional_escape(headline)))  # noqa: S308 - escaped just here


def _tabs(request: HttpRequest, counts: dict[str, int], asked: dict[str, str]) -> list[dict[str, Any]]:
    labels = {
        "all": _("All open"),
        "mine": _("Mine"),
        "unassigned": _("Not taken up"),
        "waiting": _("Waiting for the employee"),
        "approval": _("Waiting for a second reader"),
        "central": _("Central queue"),
    }
    most = queries.COUNTED_AT_MOST
    return [
        {
            "label": labels[tab],
            "count": count if count <= most else f"{most}+",
            "current": tab == asked.get("tab", "all") and "words" not in asked,
            "url": _address(request, tab="" if tab == "all" else tab, after="", words=""),
        }
        for tab, count in counts.items()
    ]


def _address(request: HttpRequest, **changes: str) -> str:
    query = {**request.GET.dict(), **changes}
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{request.path}?{kept}" if kept else request.path

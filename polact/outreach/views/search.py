"""The search. What people look for is their own business: it travels in the body of a form, never in an address.

Sending changes nothing on the server, which is why no token against forged requests is needed (it would cost a cookie).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from assessments.rulebook import current
from polact.base.text import current_language
from polact.outreach.markup import rendered
from polact.outreach.models import GuidanceVersion
from polact.outreach.queries.guidance import pages_in_force, slug_of
from polact.outreach.search.index import Passage, search
from polact.outreach.search.worked import Example

LONGEST_QUESTION = 100
TONES = {"LOW": "success", "MOD": "warning", "HIGH": "danger", "STOP": "danger", "PERM": "warning", "NA": "info"}


@method_decorator(csrf_exempt, name="dispatch")
class Search(View):
    """A question in, an answer out; an empty form to begin with."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("")

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.page(" ".join(request.POST.get("search", "")[:LONGEST_QUESTION].split()))

    def page(self, question: str) -> HttpResponse:
        found = search(question, current(), passages()) if question else None
        context: dict[str, Any] = {"question": question, "found": found}
        if found:
            context["examples"] = [_told(example) for example in found.examples]
        if found and found.answer:
            context["positions"] = [(row, TONES.get(row.code, "info")) for row in found.answer.positions]
        return render(self.request, "outreach/search.html", context)


def _told(example: Example) -> tuple[Example, str, str, str]:
    """An example with its outcome in words, the tone of that, and where it is from unless it is federal."""
    words, tone = {
        "acceptable": (_("Acceptable"), "success"),
        "acceptable_with_conditions": (_("Acceptable with conditions"), "success"),
        "risk": (_("A risk"), "warning"),
        "not_acceptable": (_("Not acceptable"), "danger"),
        "permission_required": (_("Permission needed"), "warning"),
        "not_part7": (_("Outside Part 7"), "info"),
    }.get(example.outcome_code, (_("Left open"), "neutral"))
    where = {
        "CA-ON": _("Ontario"),
        "CA-BC": _("British Columbia"),
        "US-federal": _("United States: other rules"),
        "AU-federal": _("Australia: other rules"),
        "NZ": _("New Zealand: other rules"),
    }.get(example.jurisdiction, "")
    return example, words, tone, where


def passages() -> list[Passage]:
    """Every section of the guidance in force, in the current language."""
    return [passage for version in pages_in_force() for passage in _of_page(version)]


def _of_page(version: GuidanceVersion) -> list[Passage]:
    address, title = reverse("outreach:guidance_page", args=[slug_of(version)]), version.localized("title")
    text = rendered(version.localized("body"), current_language())
    return [
        Passage(title, section.title, section.words, f"{address}#{section.anchor}" if section.anchor else address)
        for section in text.sections
    ]

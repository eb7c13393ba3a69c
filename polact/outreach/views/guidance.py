"""Guidance for everybody: the hub, and each page with its sources."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from polact.base.text import LANGUAGES, current_language
from polact.outreach.markup import rendered
from polact.outreach.models import GuidanceVersion
from polact.outreach.queries.guidance import page_in_force, pages_in_force, slug_of


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """The right and the test in a few lines, and every page of guidance."""
    cards = [
        {
            "code": version.page.code,
            "url": reverse("outreach:guidance_page", args=[slug_of(version)]),
            "title": version.localized("title"),
            "summary": version.localized("summary"),
        }
        for version in pages_in_force()
    ]
    return render(request, "outreach/guidance.html", {"cards": cards})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, in the language of its address; the other language's slug leads to the right one."""
    try:
        version = page_in_force(slug)
    except GuidanceVersion.DoesNotExist:
        raise Http404 from None
    if slug != slug_of(version):
        return redirect("outreach:guidance_page", slug_of(version), permanent=True)
    context = {
        "edition": version,
        "code": version.page.code,
        "title": version.localized("title"),
        "summary": version.localized("summary"),
        "text": rendered(version.localized("body"), current_language()),
        "twin": twin_of(version),
    }
    return render(request, "outreach/guidance_page.html", context)


def twin_of(version: GuidanceVersion) -> str:
    """The page's address in the other official language."""
    other = next(language for language in LANGUAGES if language != current_language())
    with override(other):
        return reverse("outreach:guidance_page", args=[slug_of(version)])

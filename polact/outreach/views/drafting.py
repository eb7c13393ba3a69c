"""Where administrators write, compare and publish guidance."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from polact.access.acting import person_of
from polact.access.views import AdministratorPage
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.http import FormPage
from polact.base.text import LANGUAGES, current_language
from polact.outreach.forms import GuidanceDraft, PublishDraft
from polact.outreach.markup import rendered
from polact.outreach.models import GuidancePage, GuidanceVersion
from polact.outreach.models.guidance import TEXTS
from polact.outreach.operations.guidance import FIELDS, publish_draft, save_draft
from polact.outreach.permissions import may_publish
from polact.outreach.queries.guidance import compared, pages_at_work, state_among, versions_of
from polact.outreach.sources import sources


class Drafts(AdministratorPage, View):
    """Every page with its text in force and its draft."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "outreach/drafts.html", {"pages": pages_at_work()})


class OfOnePage(AdministratorPage):
    """What the pages about one page of guidance share."""

    @cached_property
    def page(self) -> GuidancePage:
        return get_object_or_404(GuidancePage, code=self.kwargs["code"])

    @cached_property
    def versions(self) -> list[GuidanceVersion]:
        return list(versions_of(self.page))

    @property
    def name(self) -> str:
        """The page's title as last written, or its code."""
        return (self.newest.localized("title") if self.newest else "") or self.page.code

    @property
    def newest(self) -> GuidanceVersion | None:
        return next(iter(self.versions), None)


class Versions(OfOnePage, View):
    """All versions of a page, newest first, and its trail."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        listed = [(version, state_among(version, self.versions)) for version in self.versions]
        context = {
            "page": self.page,
            "name": self.name,
            "newest": self.newest,
            "versions": listed,
            "trail": trail_of(self.page.ref),
        }
        return render(request, "outreach/versions.html", context)


class Version(OfOnePage, View):
    """One version as it reads, in the language of the page, and what changed from the one before in both."""

    def get(self, request: HttpRequest, code: str, number: int) -> HttpResponse:
        version = get_object_or_404(versions_of(self.page), number=number)
        before = next((other for other in self.versions if other.number < number), None)
        context = {
            "page": self.page,
            "name": version.localized("title") or self.page.code,
            "edition": version,
            "state": state_among(version, self.versions),
            "before": before,
            "text": rendered(version.localized("body"), current_language()),
            "changes": [
                (language, lines, any(line.kind != "same" for line in lines))
                for language in LANGUAGES
                for lines in [compared(before, version, language)]
            ],
            "may_publish": version.waiting_since and may_publish(person_of(request), version),
        }
        return render(request, "outreach/version.html", context)


class EditDraft(OfOnePage, FormPage):
    """Write the page's one draft. A page without one begins with the words in force."""

    form_class = GuidanceDraft
    template_name = "outreach/edit_draft.html"

    def initial(self) -> dict[str, Any]:
        newest = self.newest
        if newest is None:
            return {"revision": 0}
        texts = {name: getattr(newest, name) for name in FIELDS}
        note = {"change_note": newest.change_note, "revision": newest.revision} if newest.is_draft else {"revision": 0}
        return {**texts, **note}

    def context(self) -> dict[str, Any]:
        return {"page": self.page, "name": self.name, "sources": sources().values()}

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        pairs = [[form[f"{text}_{language}"] for language in LANGUAGES] for text in TEXTS]
        return super().show(form, status, pairs=pairs, **extra)

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        version = save_draft(
            page=self.page,
            texts={name: given[name] for name in FIELDS},
            change_note=given["change_note"],
            offer=given["offer"],
            revision=given["revision"],
            drafted_by=person_of(self.request),
            at=clock.now(),
        )
        told = (
            _("The draft is saved; the other administrators are told.") if given["offer"] else _("The draft is saved.")
        )
        messages.success(self.request, told)
        return redirect("outreach:guidance_version", self.page.code, version.number)


class Publish(OfOnePage, FormPage):
    """The second person's step: what is published cannot be taken back, only followed by a newer version."""

    form_class = PublishDraft
    template_name = "outreach/publish.html"

    @cached_property
    def version(self) -> GuidanceVersion:
        return get_object_or_404(versions_of(self.page), number=self.kwargs["number"], published_at=None)

    def initial(self) -> dict[str, Any]:
        return {"revision": self.version.revision}

    def context(self) -> dict[str, Any]:
        return {"page": self.page, "name": self.name, "edition": self.version}

    def deed(self, form: Form) -> HttpResponse:
        publish_draft(
            version=self.version,
            published_by=person_of(self.request),
            revision=form.cleaned_data["revision"],
            at=clock.now(),
        )
        messages.success(self.request, _("Version %(number)d is published.") % {"number": self.version.number})
        return redirect("outreach:guidance_versions", self.page.code)

"""What an organization adds to the self-assessment: drafted by its representatives, published by another of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from assessments import department, queries
from assessments.authoring.forms import PartForm
from assessments.authoring.grammar import write_condition
from assessments.authoring.overlay_forms import entry_of, next_code, own_form, with_entry, without_entry
from assessments.authoring.parts import stamp
from assessments.draft_standing import newest
from assessments.gate import Moved, moved, vectors_file, watched
from assessments.models import OverlayDraft, PublishedOverlay
from assessments.operations import overlaying
from assessments.overlays import EMPTY, build_overlay, overlaid, overlay_problems
from assessments.permissions import may_draft_overlay, may_publish_overlay
from assessments.plain_yaml import read_yaml
from assessments.rulebook import load, raw_of
from assessments.rulebook_parts import OverlayRef
from polact.access.acting import person_of
from polact.access.models import Organization, Person
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage

NEW = "new"
SECTIONS = {
    "rules": (gettext_lazy("Hard rules"), gettext_lazy("Add a rule")),
    "floors": (gettext_lazy("Floors"), gettext_lazy("Add a floor")),
    "help": (gettext_lazy("Help to questions"), gettext_lazy("Add help to a question")),
    "contact": (gettext_lazy("Whom to ask"), gettext_lazy("Say whom to ask")),
}


class Overlays(LoginRequiredMixin, View):
    """The organizations whose own rules the person may draft."""

    def get(self, request: HttpRequest) -> HttpResponse:
        organizations = queries.organizations_to_rule(person_of(request))
        if not organizations:
            raise Http404
        if len(organizations) == 1:
            return redirect("rulebooks:overlay", organizations[0].pk)
        own = {code for code, _name in department.organizations_with_overlays()}
        rows = [(organization, str(organization.pk) in own) for organization in organizations]
        return render(request, "assessments/overlays/index.html", {"rows": rows})


class OverlayView(LoginRequiredMixin):
    """What the pages of one organization's rules share. To whoever may not draft them they are not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def organization(self) -> Organization:
        found = Organization.objects.active().filter(pk=self.kwargs["pk"]).first()
        if found is None or not may_draft_overlay(self.person, found.pk):
            raise Http404
        return found

    @property
    def person(self) -> Person:
        return person_of(self.request)

    @cached_property
    def draft(self) -> OverlayDraft | None:
        return OverlayDraft.objects.filter(organization=self.organization).first()

    @cached_property
    def own(self) -> dict[str, Any]:
        return read_yaml(bytes(self.draft.content)) if self.draft else dict(EMPTY)

    @cached_property
    def base(self) -> dict[str, Any]:
        return raw_of(newest())

    def problems(self, own: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"name": problem.where.split(",")[0], "sentence": problem.sentence, "url": "", "here": False}
            for problem in overlay_problems(self.base, own)
        ]

    def moved(self) -> list[Moved]:
        """The watched results that become stricter for the organization's people."""
        ref = OverlayRef(str(self.organization.pk), department.name_of(self.organization), "")
        rulebook = load(newest())
        vectors = watched(load(vectors_file()["version"]))
        return moved(rulebook, overlaid(rulebook, build_overlay(self.own, ref)), vectors)


class OverlayPage(OverlayView, View):
    """One organization's own rules: the draft, what is wrong with it, what it does, and what was published."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        overlaying.publish_overlay(
            organization=self.organization,
            seen=request.POST.get("seen", ""),
            published_by=self.person,
            at=clock.now(),
        )
        messages.success(request, _("The rules were published. They count from now on."))
        return redirect("rulebooks:overlay", pk)

    def show(self) -> HttpResponse:
        problems = self.problems(self.own)
        editors = self.draft.edited_by if self.draft else []
        published = PublishedOverlay.objects.filter(organization=self.organization).select_related(
            "drafted_by", "published_by"
        )
        context = {
            "organization": self.organization,
            "sections": [self._section(section) for section in SECTIONS],
            "problems": problems,
            "seen": stamp(self.own),
            "waits": bool(editors),
            "may_publish": may_publish_overlay(self.person, self.organization.pk, editors),
            "moved": [] if problems or not editors else self.moved(),
            "published": list(reversed(published)),
        }
        return render(self.request, "assessments/overlays/overlay.html", context)

    def _section(self, section: str) -> dict[str, Any]:
        if section == "contact":
            entries = [("contact", self.own["contact"])] if any(self.own["contact"].values()) else []
        elif section == "help":
            entries = list(self.own["help"].items())
        else:
            entries = [(entry["code"], entry) for entry in self.own[section]]
        name, add = SECTIONS[section]
        rows = [
            {"code": code, "entry": entry, "condition": write_condition(entry.get("when"))} for code, entry in entries
        ]
        return {"key": section, "name": name, "add": add, "rows": rows, "full": section == "contact" and bool(rows)}


class OwnEntryPage(OverlayView, FormPage):
    """One rule, floor, help or contact line, in both languages."""

    template_name = "assessments/overlays/entry.html"

    @cached_property
    def code(self) -> str:
        section, code = self.kwargs["section"], self.kwargs["code"]
        if section not in SECTIONS:
            raise Http404
        if code == NEW:
            return next_code(self.own, section) if section in ("rules", "floors") else ""
        if entry_of(self.own, section, code) is None:
            raise Http404
        return str(code)

    def form(self, data: Any = None) -> Form:
        if not self.organization or self.code is None:
            raise Http404
        return own_form(self.base, self.own, self.kwargs["section"], self.code, data)

    def context(self) -> dict[str, Any]:
        return {
            "organization": self.organization,
            "name": SECTIONS[self.kwargs["section"]][0],
            "section": self.kwargs["section"],
            "code": self.code,
            "is_new": self.kwargs["code"] == NEW,
            "seen": self.request.POST.get("seen", stamp(self.own)),
            "problems": self.problems(self.own),
        }

    def changed(self, form: Form) -> dict[str, Any]:
        assert isinstance(form, PartForm)
        section = self.kwargs["section"]
        code = form.cleaned_data["question"] if section == "help" else self.code
        own = without_entry(self.own, section, self.code) if section == "help" and code != self.code else self.own
        changed: dict[str, Any] = with_entry(own, section, code, form.part_value())
        return changed

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if "_check" in request.POST and form.is_valid() and not request.is_language_switch:  # type: ignore[attr-defined]
            return self.show(form, problems=self.problems(self.changed(form)), checked=True)
        if "_drop" in request.POST and not request.is_language_switch:  # type: ignore[attr-defined]
            return self._store(without_entry(self.own, self.kwargs["section"], self.code), _("Taken out."))
        return super().post(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        return self._store(self.changed(form), _("Saved."))

    def _store(self, content: dict[str, Any], told: str) -> HttpResponse:
        overlaying.change_overlay(
            organization=self.organization,
            content=content,
            seen=self.request.POST.get("seen", ""),
            changed_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, told)
        return redirect("rulebooks:overlay", self.organization.pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):  # seen now: saving once more is then a decision
            for name in ("draft", "own"):
                self.__dict__.pop(name, None)
            extra["seen"] = stamp(self.own)
        return super().show(form, status, **extra)

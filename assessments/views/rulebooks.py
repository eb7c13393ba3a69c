"""The rulebook's versions and drafts, for administrators: the list, one version, one draft and what is done with it whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from assessments import queries
from assessments.authoring.differences import differences
from assessments.authoring.shown import grouped, told_problems
from assessments.authoring.words import SECTION_NAMES
from assessments.draft_standing import Standing, newest, proposals
from assessments.models import RulebookDraft
from assessments.operations import drafting
from assessments.permissions import may_judge
from assessments.rulebook import file_of, issues, load, raw_of, version_on
from polact.access.acting import person_of
from polact.access.models import Person
from polact.access.views import AdministratorPage
from polact.audit.queries import trail_of
from polact.base import clock

SECTIONS = ("activity", "question", "rule", "floor", "group", "result", "model")


class Rulebooks(AdministratorPage, View):
    """Every version, with the one in force, and the drafts that are open."""

    def get(self, request: HttpRequest) -> HttpResponse:
        in_force = version_on(clock.local_date(clock.now()))
        rows = queries.published_rows()
        versions = [
            {"issue": issue, "row": rows.get(issue.version), "in_force": issue.version == in_force}
            for issue in reversed(issues())
        ]
        drafts = [Standing(draft) for draft in queries.open_drafts(person_of(request))]
        context = {"versions": versions, "drafts": drafts, "proposals": list(proposals())}
        return render(request, "assessments/rulebooks/index.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start a draft from a proposal that came with the product."""
        draft = drafting.start_draft(
            based_on=newest(),
            proposal=request.POST.get("proposal", ""),
            started_by=person_of(request),
            at=clock.now(),
        )
        messages.success(request, _("The draft was started. Choose what to change."))
        return redirect("rulebooks:draft", draft.pk)


class VersionPage(AdministratorPage, View):
    """One version: what it changed, its file, and a draft that starts from it."""

    def get(self, request: HttpRequest, version: str) -> HttpResponse:
        issue = _issue_or_404(version)
        known = [issue.version for issue in issues()]
        before = known[known.index(version) - 1] if known.index(version) else ""
        rulebook = load(version)
        changes = differences(raw_of(before), raw_of(version)) if before else []
        context = {
            "issue": issue,
            "rulebook": rulebook,
            "row": queries.published_rows().get(version),
            "before": before,
            "groups": grouped(changes, raw_of(version)),
            "in_force": version == version_on(clock.local_date(clock.now())),
        }
        return render(request, "assessments/rulebooks/version.html", context)

    def post(self, request: HttpRequest, version: str) -> HttpResponse:
        _issue_or_404(version)
        draft = drafting.start_draft(based_on=version, started_by=person_of(request), at=clock.now())
        messages.success(request, _("The draft was started. Choose what to change."))
        return redirect("rulebooks:draft", draft.pk)


class VersionFile(AdministratorPage, View):
    """The bytes of a version, as they are hashed."""

    def get(self, request: HttpRequest, version: str) -> HttpResponse:
        _issue_or_404(version)
        return _file(file_of(version), f"{version}.yaml")


class DraftView(AdministratorPage):
    """What the pages of one draft share: the draft as it stands, and who is looking."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def standing(self) -> Standing:
        return Standing(draft_or_404(self.person, self.kwargs["pk"]))

    @property
    def draft(self) -> RulebookDraft:
        return self.standing.draft

    @property
    def person(self) -> Person:
        return person_of(self.request)


class DraftPage(DraftView, View):
    """One draft: what is wrong with it, what it changes, what is left to do, and what happened."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        standing = self.standing
        context = {
            "standing": standing,
            "draft": self.draft,
            "problems": told_problems(standing.problems, standing.raw, pk),
            "sections": [(kind, SECTION_NAMES[kind], _size(standing, kind)) for kind in SECTIONS],
            "obstacles": standing.obstacles(clock.local_date(clock.now())) if self.draft.is_open else [],
            "may_judge": may_judge(self.person, standing.editors),
            "trail": trail_of(self.draft.pk),
        }
        return render(request, "assessments/rulebooks/draft.html", context)


class Differences(DraftView, View):
    """Everything that the draft changes in the version it was made from, part by part."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        groups = grouped(self.standing.changes, self.standing.raw)
        context = {"standing": self.standing, "draft": self.draft, "groups": groups}
        return render(request, "assessments/rulebooks/differences.html", context)


class DraftFile(DraftView, View):
    """The draft's file as it is."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return _file(self.standing.content, f"draft-{self.standing.version}.yaml")


class AskForReview(DraftView, View):
    """Tell the other administrators that the draft waits for them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        drafting.ask_for_review(draft=self.draft, asked_by=self.person, at=clock.now())
        messages.success(request, _("The administrators who have not edited the draft were told that it waits."))
        return redirect("rulebooks:draft", pk)


class DiscardDraft(DraftView, View):
    """Give up a draft, after a page that says what that means."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return render(request, "assessments/rulebooks/discard.html", {"standing": self.standing, "draft": self.draft})

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        drafting.discard_draft(draft=self.draft, discarded_by=self.person, at=clock.now())
        messages.success(request, _("The draft was discarded."))
        return redirect("rulebooks:index")


def draft_or_404(person: Person, pk: UUID) -> RulebookDraft:
    """A draft that the person may see; an unknown one and a hidden one get the same answer."""
    draft = queries.drafts_visible_to(person).filter(pk=pk).first()
    if draft is None:
        raise Http404
    return draft


def _issue_or_404(version: str) -> Any:
    for issue in issues():
        if issue.version == version:
            return issue
    raise Http404


def _size(standing: Standing, kind: str) -> int:
    sections = {"activity": "activities", "question": "questions", "rule": "hard_rules", "floor": "floors"}
    sections |= {"group": "groups", "result": "results"}
    return len(standing.raw[sections[kind]]) if kind in sections else 6


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rulebook-{name}"'
    return response

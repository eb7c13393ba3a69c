"""What leads from a draft to a version: number and notes, the file, the gate, and publishing by a second person."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.authoring.draft_forms import DetailsForm, FileForm, PublishForm, ReviewForm, coded
from assessments.authoring.words import item_name
from assessments.gate import AWAY, GONE, LESS, MORE, TOWARD, Moved
from assessments.operations import drafting, publishing
from assessments.permissions import may_judge
from assessments.rulebook import load
from assessments.views.rulebooks import DraftView
from polact.base import clock
from polact.base.http import FormPage
from polact.base.text import current_language

DIRECTIONS = {
    MORE: (gettext_lazy("Stricter"), "warning"),
    LESS: (gettext_lazy("More lenient"), "info"),
    "other": (gettext_lazy("Other"), "neutral"),
}
TENDENCIES = {
    TOWARD: (gettext_lazy("Toward what the source says"), "success"),
    AWAY: (gettext_lazy("Away from what the source says"), "danger"),
}


class Details(DraftView, FormPage):
    """The number of the version, what changes in both languages, and from when."""

    form_class = DetailsForm
    template_name = "assessments/rulebooks/details.html"

    def initial(self) -> dict[str, Any]:
        draft = self.draft
        return {
            "version": self.standing.version,
            "effective_from": draft.effective_from,
            "note_en": draft.note_en,
            "note_fr": draft.note_fr,
        }

    def context(self) -> dict[str, Any]:
        seen = self.request.POST.get("seen", self.standing.seen)
        return {"standing": self.standing, "draft": _open(self), "seen": seen}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        drafting.describe_draft(
            draft=self.draft, **given, seen=self.request.POST.get("seen", ""), changed_by=self.person, at=clock.now()
        )
        messages.success(self.request, _("Number, notes and day were saved."))
        return redirect("rulebooks:draft", self.draft.pk)


class UploadFile(DraftView, FormPage):
    """A whole file in place of the draft's."""

    form_class = FileForm
    template_name = "assessments/rulebooks/upload.html"

    def form(self, data: Any = None) -> Form:
        return FileForm(data, self.request.FILES) if data is not None else FileForm()

    def context(self) -> dict[str, Any]:
        seen = self.request.POST.get("seen", self.standing.seen)
        return {"standing": self.standing, "draft": _open(self), "seen": seen}

    def deed(self, form: Form) -> HttpResponse:
        content = form.cleaned_data["file"].read(drafting.LARGEST_FILE + 1)
        drafting.replace_file(
            draft=self.draft,
            content=content,
            seen=self.request.POST.get("seen", ""),
            changed_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("The file is now the draft."))
        return redirect("rulebooks:draft", self.draft.pk)


class Gate(DraftView, FormPage):
    """Every published example and golden vector whose result the draft changes, and who looked at it."""

    template_name = "assessments/rulebooks/gate.html"

    def form(self, data: Any = None) -> Form:
        return ReviewForm([found.key for found in self.standing.moved], data)

    def context(self) -> dict[str, Any]:
        moved = self.standing.moved
        load_words = _words(self.standing.replaces)
        rows = [self._row(found, load_words) for found in moved]
        return {
            "standing": self.standing,
            "draft": self.draft,
            "examples": [row for row in rows if row["moved"].is_example],
            "vectors": [row for row in rows if not row["moved"].is_example],
            "counts": _counts(moved),
            "open": len(self.standing.unreviewed),
            "may_judge": self.draft.is_open and may_judge(self.person, self.standing.editors),
            "chosen": set(self.request.POST.getlist("results")),
        }

    def _row(self, found: Moved, words: dict[str, str]) -> dict[str, Any]:
        return {
            "moved": found,
            "name": item_name(found.item.id),
            "coded": coded(found.key),
            "before": _told(found.before, words),
            "after": _told(found.after, words),
            "direction": DIRECTIONS[found.direction],
            "tendency": TENDENCIES.get(found.tendency),
            "review": self.standing.reviews.get(found.key),
        }

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, ReviewForm)
        reviews = publishing.review_results(
            draft=self.draft,
            results=form.keys(),
            reason=form.cleaned_data["reason"],
            reviewed_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("Your review was recorded for %(number)d results.") % {"number": len(reviews)})
        return redirect("rulebooks:gate", self.draft.pk)


class Publish(DraftView, FormPage):
    """What publishing does, before it does it."""

    form_class = PublishForm
    template_name = "assessments/rulebooks/publish.html"

    def initial(self) -> dict[str, Any]:
        return {"seen": self.standing.seen}

    @cached_property
    def obstacles(self) -> list[str]:
        return self.standing.obstacles(clock.local_date(clock.now()))

    def context(self) -> dict[str, Any]:
        return {
            "standing": self.standing,
            "draft": _open(self),
            "obstacles": self.obstacles,
            "may_judge": may_judge(self.person, self.standing.editors),
            "counts": _counts(self.standing.moved),
        }

    def deed(self, form: Form) -> HttpResponse:
        published = publishing.publish_draft(
            draft=self.draft, seen=form.cleaned_data["seen"], published_by=self.person, at=clock.now()
        )
        messages.success(self.request, _("Version %(version)s was published.") % {"version": published.version})
        return redirect("rulebooks:index")


def _open(page: DraftView) -> Any:
    if not page.draft.is_open:
        raise Http404
    return page.draft


def _counts(moved: list[Moved]) -> list[tuple[Any, int]]:
    found = Counter(one.direction for one in moved)
    return [(DIRECTIONS[direction][0], found[direction]) for direction in DIRECTIONS if found[direction]]


def _words(version: str) -> dict[str, str]:
    rulebook = load(version)
    return {code: words.title.in_language(current_language()) for code, words in rulebook.results.items()}


def _told(codes: str, words: dict[str, str]) -> str:
    """`LOW or MOD` in the words of the page."""
    if codes == GONE:
        return _("no longer in the catalogue")
    return " · ".join(words.get(code, code) for code in codes.split(" or "))

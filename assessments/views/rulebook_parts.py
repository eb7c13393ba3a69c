"""The pages on which the parts of a draft are edited: a section as a list, a part as a form, and its check while typing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from assessments.authoring.forms import PartForm
from assessments.authoring.parts import ADDABLE, KINDS, MODEL, Part, has_part, part_of, parts_of, stamp, with_part
from assessments.authoring.shown import WHOLE, part_url, told_problems
from assessments.authoring.which_form import form_of
from assessments.authoring.words import ONE_OF, SECTION_NAMES, part_facts, part_name, part_text
from assessments.operations import drafting
from assessments.rulebook import problems_of
from assessments.views.rulebooks import DraftView
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage

OTHERS = ("unsure", "disclaimer")  # listed together with the points and lines
DROPPABLE = ADDABLE


class SectionPage(DraftView, View):
    """One section of a draft: its parts with both texts, what matters of each, and what is wrong with it."""

    def get(self, request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
        if kind not in KINDS or kind in OTHERS:
            raise Http404
        context = {
            "standing": self.standing,
            "draft": self.draft,
            "kind": kind,
            "name": SECTION_NAMES[kind],
            "one": ONE_OF.get(kind, ""),
            "addable": self.draft.is_open and kind in ADDABLE,
            "blocks": self._blocks(kind),
        }
        return render(request, "assessments/rulebooks/section.html", context)

    def _blocks(self, kind: str) -> list[dict[str, Any]]:
        """The rows, in one block; activities in a block for each group."""
        kinds = (kind, *OTHERS) if kind == "model" else (kind,)
        rows = [self._row(part, value) for part, value in parts_of(self.standing.raw) if part.kind in kinds]
        if kind != "activity":
            return [{"key": kind, "name": SECTION_NAMES[kind], "rows": rows}]
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            groups.setdefault(row["code"].partition(".")[0], []).append(row)
        return [
            {"key": code, "name": part_text(self.standing.raw, Part("group", code)) or code, "rows": found}
            for code, found in groups.items()
        ]

    def _row(self, part: Part, value: Any) -> dict[str, Any]:
        wrong = sum(problem.part == (part.kind, part.code) for problem in self.standing.problems)
        words = value if isinstance(value, dict) and part.kind not in ("model", "unsure") else {}
        pair = [words.get(side, "") for side in ("en", "fr")]
        return {
            "code": part.code,
            "name": part.code if part.kind in ONE_OF else part_name(part),
            "en": pair[0].get("title", "") if isinstance(pair[0], dict) else pair[0],
            "fr": pair[1].get("title", "") if isinstance(pair[1], dict) else pair[1],
            "facts": part_facts(self.standing.raw, part, value),
            "url": part_url(self.draft.pk, part),
            "wrong": wrong,
        }


class PartPage(DraftView, FormPage):
    """One part of a draft: both languages side by side, what is wrong beside it. Saving keeps it, problems and all."""

    template_name = "assessments/rulebooks/part.html"

    @cached_property
    def part(self) -> Part:
        code = self.kwargs.get("code", "")
        part = Part(self.kwargs["kind"], "" if code == WHOLE else code)
        if not self.draft.is_open or part.kind not in KINDS or (part.kind == "model" and part.code not in MODEL):
            raise Http404
        if code and not has_part(self.standing.raw, part):
            raise Http404
        if not code and part.kind not in ADDABLE:
            raise Http404
        return part

    @cached_property
    def value(self) -> Any:
        return part_of(self.standing.raw, self.part) if self.kwargs.get("code") else None

    def form(self, data: Any = None) -> Form:
        return form_of(self.standing.raw, self.part, self.value, data)

    def context(self) -> dict[str, Any]:
        here = self.part if self.value is not None else None
        problems = told_problems(self.standing.problems, self.standing.raw, self.draft.pk, here)
        return {
            "standing": self.standing,
            "draft": self.draft,
            "part": self.part,
            "is_new": self.value is None,
            "name": part_name(self.part) if self.value is not None else ONE_OF[self.part.kind],
            "text": part_text(self.standing.raw, self.part),
            "kind": "model" if self.part.kind in OTHERS else self.part.kind,
            "section": SECTION_NAMES["model" if self.part.kind in OTHERS else self.part.kind],
            "problems": problems,
            "seen": self.request.POST.get("seen", stamp(self.value)),
            "droppable": self.value is not None and self.part.kind in DROPPABLE,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "_check" in request.POST and not request.is_language_switch:  # type: ignore[attr-defined]
            form = self.form(request.POST)
            if not form.is_valid():
                return self.show(form, status=422)
            return self.show(form, problems=self.checked(form), checked=True)
        return super().post(request, **kwargs)

    def checked(self, form: Form) -> list[dict[str, Any]]:
        """The draft's problems if what was typed were saved; those of this part first."""
        assert isinstance(form, PartForm)
        part = Part(self.part.kind, form.new_code if self.part.kind in ADDABLE else self.part.code)
        raw = with_part(self.standing.raw, part, form.part_value())
        return told_problems(problems_of(raw), raw, self.draft.pk, part)

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, PartForm)
        part = Part(self.part.kind, form.new_code if self.part.kind in ADDABLE else self.part.code)
        drafting.change_part(
            draft=self.draft,
            part=part,
            value=form.part_value(),
            seen=self.request.POST.get("seen", ""),
            changed_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("Saved: %(part)s.") % {"part": part_name(part)})
        return redirect(part_url(self.draft.pk, part))

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):  # seen now: saving once more is then a decision
            del self.standing
            latest = part_of(self.standing.raw, self.part) if has_part(self.standing.raw, self.part) else None
            other = form_of(self.standing.raw, self.part, latest)
            extra |= {"seen": stamp(latest), "now": _different(form, other)}
        return super().show(form, status, **extra)


def _different(typed: Form, stored: Form) -> list[tuple[str, str]]:
    """The fields that the draft now holds otherwise than they were typed, with what it holds."""
    return [
        (str(field.label), _as_text(field.value()))
        for field in stored
        if field.name not in typed.fields or _as_text(typed[field.name].value()) != _as_text(field.value())
    ]


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value in (None, False) else str(value).replace("\r\n", "\n")


class CheckPart(PartPage):
    """What would be wrong with the draft if this were saved, as a piece of a page: asked for while somebody types."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        problems = self.checked(form) if form.is_valid() else []
        errors = [(field.label, field.errors, field.id_for_label) for field in form if field.errors]
        return render(request, "assessments/rulebooks/problems.html", {"problems": problems, "errors": errors})


class DropPart(PartPage):
    """Take a part out of the draft, after a page that says what would then be wrong."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._confirm()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            drafting.drop_part(
                draft=self.draft,
                part=self.part,
                seen=request.POST.get("seen", ""),
                changed_by=self.person,
                at=clock.now(),
            )
        except Conflict as refusal:
            return self._confirm(status=refusal.status, refusal=refusal)
        messages.success(request, _("Taken out: %(part)s.") % {"part": part_name(self.part)})
        return redirect("rulebooks:section", self.draft.pk, self.part.kind)

    def _confirm(self, status: int = 200, **extra: Any) -> HttpResponse:
        if self.part.kind not in DROPPABLE:
            raise Http404
        context = {**self.context(), "seen": stamp(self.value), **extra}
        return render(self.request, "assessments/rulebooks/drop.html", context, status=status)

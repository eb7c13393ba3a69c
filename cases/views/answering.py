"""The employee's answer: item by item, in one text, or kept as a draft for later."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import queries
from cases.enums import CaseAction, ItemState
from cases.forms.conversation import ITEM, AnswerForm
from cases.models import InformationRequest
from cases.operations.triage import provide_information, save_answer_draft, send_items
from cases.views.actions import RequestAction
from cases.workflow import BY_ACTION, Row
from polact.base import clock


class AnswerPage(RequestAction):
    """What was asked, thing by thing, with what was kept of the answer so far."""

    def _row(self, name: str) -> Row:
        return BY_ACTION[CaseAction.PROVIDE_INFORMATION]

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return "cases/answer.html"

    @cached_property
    def asked(self) -> InformationRequest | None:
        """The open question with its list."""
        return next((one for one in self.questions if one.ended_at is None), None)

    def form(self, data: Any = None) -> AnswerForm:
        needed = [one for one in self.asked.checklist if one.state == ItemState.NEEDED] if self.asked else []
        return AnswerForm(data, items=needed, initial={"version": self.case.version, **self._kept()})

    def _kept(self) -> dict[str, str]:
        draft = queries.answer_draft_of(self.asked) if self.asked else None
        if draft is None:
            return {}
        return {"answer": draft.answer, **{f"{ITEM}{key}": text for key, text in draft.items.items()}}

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, AnswerForm)
        at, version = clock.now(), form.cleaned_data["version"]
        if form.keeps:
            save_answer_draft(case=self.case, saved_by=self.person, answer=form.answer, items=form.answers, at=at)
            messages.success(self.request, _("Kept as a draft. Nobody sees it until you send it."))
            return redirect(self.home, pk=self.case.pk)
        if form.answer:
            provide_information(
                case=self.case, provided_by=self.person, answer=form.answer, items=form.answers, at=at, version=version
            )
        else:
            send_items(case=self.case, sent_by=self.person, answers=form.answers, at=at, version=version)
        messages.success(self.request, self._done(form))
        return redirect(self.home, pk=self.case.pk)

    def _done(self, form: AnswerForm) -> str:
        left = 0 if form.answer else len(form.items) - len(form.answers)
        if not left:
            return _("Your answer was sent. The representative goes on.")
        said = ngettext("Sent. %(left)d thing is still needed.", "Sent. %(left)d things are still needed.", left)
        return said % {"left": left}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "asked": self.asked, "today": clock.local_date(clock.now())}

"""The decision on a candidacy: the officer's grid, the decision maker's reading page, and the steps that follow."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.decision import cell_name, empty_cells, ruling_of
from cases.enums.candidacy import CandidacyAction, Stage, Stance
from cases.forms.deciding import AgainForm, DecideForm, NoticesForm, ReturnForm, RulingForm, as_initial
from cases.letters.blocks import Rendering
from cases.letters.decision_blocks import render_decision
from cases.letters.decision_facts import decision_facts
from cases.letters.decision_words import NEWEST
from cases.limit_words import NO_LIMIT, clock_stops
from cases.models import Candidacy, Decision, DecisionDraft
from cases.operations.candidacy_deciding import (
    confirm_notices,
    decide,
    decide_again,
    return_to_officer,
    save_decision_draft,
    submit_for_decision,
)
from cases.queries import deciding as reading
from cases.views.common import SignedIn, with_version
from cases.workflow.candidacy import CANDIDACY_ROW
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage

SAVE = "save"


def candidacy_or_404(person: Person, pk: int) -> Candidacy:
    """A candidacy that the person may see; an unknown one and a foreign one get the same answer."""
    try:
        return reading.visible_candidacy(person, pk)
    except Candidacy.DoesNotExist:
        raise Http404 from None


class CandidacyPage(SignedIn, FormPage):
    """The page of one action on a candidacy: not there for whoever may not, a message when it is not the time."""

    action: ClassVar[CandidacyAction]
    template_name = "cases/candidacy/step.html"
    candidacy: Candidacy

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.candidacy = candidacy_or_404(self.person, kwargs["pk"])
            if not self.row.who(self.person, self.candidacy):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def row(self) -> Any:
        return CANDIDACY_ROW[self.action]

    @property
    def possible(self) -> bool:
        return bool(self.row.allows(self.person, self.candidacy))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.possible:
            said = _("“%(action)s” is not possible now. Stage: %(stage)s.")
            stage = self.candidacy.get_stage_display()
            messages.warning(request, said % {"action": self.row.action.label, "stage": stage})
            return self.home()
        return super().get(request, **kwargs)

    def home(self) -> HttpResponse:
        return redirect("cases:case", pk=self.candidacy.pk)

    def initial(self) -> dict[str, Any]:
        return {"version": self.candidacy.case.version}

    def context(self) -> dict[str, Any]:
        return {
            "candidacy": self.candidacy,
            "case": self.candidacy.case,
            "action": self.action.value,
            "title": self.action.label,
            "possible": self.possible,
            "no_limit": NO_LIMIT,
        }

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed, on top of what now stands: the person decides again."""
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            self.candidacy = candidacy_or_404(self.person, self.candidacy.pk)
            form.data = self.retyped()
            form.errors.clear()
        return render(self.request, self.template_name, {"form": form, **self.context(), **extra}, status=status)

    def retyped(self) -> Any:
        return with_version(self.request.POST, self.candidacy.case.version)


class DraftPage(CandidacyPage):
    """The officer's grid: saved as a draft at any time, and submitted to the decision maker."""

    action = CandidacyAction.SUBMIT_FOR_DECISION
    template_name = "cases/candidacy/draft.html"

    @cached_property
    def draft(self) -> DecisionDraft | None:
        return reading.decision_draft_of(self.candidacy)

    def form(self, data: Any = None) -> Form:
        return RulingForm(data, candidacy=self.candidacy, initial=None if data is not None else self.initial())

    def initial(self) -> dict[str, Any]:
        shown = as_initial(ruling_of(self.draft.content)) if self.draft else {}
        return {**super().initial(), **shown, "draft_version": self.draft.version if self.draft else 0}

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, RulingForm)
        ruling, read = form.ruling(), form.cleaned_data["draft_version"]
        if self.request.POST.get("do") == SAVE:
            save_decision_draft(
                candidacy=self.candidacy, ruling=ruling, saved_by=self.person, at=clock.now(), version=read
            )
            messages.success(self.request, _("The draft is saved. The employee and the organization cannot see it."))
            return redirect(self.request.path)
        submit_for_decision(
            candidacy=self.candidacy,
            submitted_by=self.person,
            ruling=ruling,
            draft_version=read,
            at=clock.now(),
            version=form.cleaned_data["version"],
        )
        messages.success(self.request, _("The draft is with the decision makers, who are told."))
        return self.home()

    def retyped(self) -> Any:
        typed = super().retyped()
        draft = reading.decision_draft_of(self.candidacy)
        typed["draft_version"] = str(draft.version if draft else 0)
        return typed

    def context(self) -> dict[str, Any]:
        empty = empty_cells(self.candidacy, ruling_of(self.draft.content)) if self.draft else []
        kinds = {one.code: one.name for one in self.candidacy.level_rules.inputs}
        return {
            **super().context(),
            "draft": self.draft,
            "empty": [cell_name(self.candidacy, cell) for cell in empty],
            "opinions": [
                (kinds.get(kind, kind), Stance(stance).label) for kind, stance in reading.opinions_on(self.candidacy)
            ],
        }


class ReadingPage(CandidacyPage):
    """The decision maker's pages show the letter as it would go out."""

    def context(self) -> dict[str, Any]:
        draft = reading.decision_draft_of(self.candidacy)
        told = {"letter": preview(self.candidacy, draft, self.person) if draft else None, "draft": draft}
        return {**super().context(), **told}


class DecidePage(ReadingPage):
    action = CandidacyAction.DECIDE
    template_name = "cases/candidacy/decide.html"
    form_class = DecideForm

    def deed(self, form: Form) -> HttpResponse:
        version = form.cleaned_data["version"]
        decide(candidacy=self.candidacy, decided_by=self.person, at=clock.now(), version=version)
        messages.success(self.request, _("The decision is made, and the notices are on their way."))
        return self.home()


class ReturnPage(ReadingPage):
    action = CandidacyAction.RETURN_TO_OFFICER
    form_class = ReturnForm

    def deed(self, form: Form) -> HttpResponse:
        return_to_officer(candidacy=self.candidacy, returned_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("The draft is back with the officer."))
        return self.home()


class NoticesPage(CandidacyPage):
    """Both moments, and what to record where the deputy head was notified by hand."""

    action = CandidacyAction.CONFIRM_NOTICES
    template_name = "cases/candidacy/notices.html"

    @cached_property
    def decision(self) -> Decision | None:
        return next(iter(reading.decisions_of(self.candidacy.pk)), None)

    def form(self, data: Any = None) -> Form:
        by_hand = self.decision is not None and self.decision.deputy_head_notified_at is None
        return NoticesForm(data, by_hand=by_hand, initial=None if data is not None else self.initial())

    def deed(self, form: Form) -> HttpResponse:
        confirm_notices(candidacy=self.candidacy, confirmed_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("Both sides are notified."))
        return self.home()

    def context(self) -> dict[str, Any]:
        return {**super().context(), "decision": self.decision, "clock_stops": clock_stops(self.candidacy.rules.limit)}


class AgainPage(CandidacyPage):
    action = CandidacyAction.DECIDE_AGAIN
    form_class = AgainForm

    def deed(self, form: Form) -> HttpResponse:
        decide_again(candidacy=self.candidacy, taken_up_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(
            self.request, _("The request is taken up again. The decision stands until a new one supersedes it.")
        )
        return self.home()


def preview(candidacy: Candidacy, draft: DecisionDraft, person: Person) -> Rendering | None:
    """The letter as it would go out today with this decision maker; None while the draft has no outcome."""
    ruling, now = ruling_of(draft.content), clock.now()
    if not ruling.outcome or candidacy.stage != Stage.BEFORE_DECIDER:
        return None
    standing = next(iter(reading.decisions_of(candidacy.pk)), None)
    proposed = Decision(candidacy=candidacy, decided_by=person, decided_at=now, supersedes=standing)
    facts = decision_facts(proposed, candidacy, ruling, reading.deputy_heads(candidacy.case, clock.local_date(now)))
    return render_decision(facts, NEWEST, candidacy.case.language)

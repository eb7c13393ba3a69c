"""Writing an advice: one page with all of its parts, kept as a draft, seen as a letter before it goes out; reading one."""

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases import filling
from cases.answer import PARTS, Answer, answer_of
from cases.deeds import perform
from cases.enums import CaseAction as Action
from cases.forms.actions import VersionForm
from cases.forms.advice import DEPARTURE, AdviceForm, as_initial
from cases.letters.blocks import Rendering
from cases.letters.blocks import render as render_letter
from cases.letters.facts import TEMPLATE, Hands, letter_facts
from cases.models import AdviceDraft, Case, Passage
from cases.operations.advice_drafts import discard_advice_draft, save_advice_draft
from cases.permissions import may_handle
from cases.precedents.reading import precedents_of
from cases.queries import advising as reading
from cases.queries.covering import absent_holder
from cases.views.actions import DONE, CaseAction
from cases.views.common import SignedIn, case_or_404, with_version
from cases.views.precedents import in_words
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage

SAVE, INSERT, PREVIEW = "save", "insert", "preview"


class AdvicePage(CaseAction):
    """The page of an advice in the making: recorded, put before a second reader, or kept as a draft."""

    template_name = "cases/advice/write.html"

    @cached_property
    def draft(self) -> AdviceDraft | None:
        return reading.draft_of(self.case)

    @cached_property
    def passages(self) -> list[Passage]:
        return reading.passages({self.case.organization_id})

    @property
    def wish(self) -> str:
        """What the pressed button asks beside the action itself: save, insert or preview."""
        return self.request.POST.get("do", "")

    def form(self, data: Any = None) -> Form:
        complete = data is None or self.wish not in (SAVE, INSERT, PREVIEW)
        initial = None if data is not None else self.initial()
        return AdviceForm(data, case=self.case, passages=self.passages, complete=complete, initial=initial)

    def initial(self) -> dict[str, Any]:
        """The draft; without one, when the case was opened again, the advice that stands."""
        content = self.draft or self.case.advice
        shown = as_initial(answer_of(content)) if content else {}
        kept = {name: getattr(self.draft, name) for name in DEPARTURE} if self.draft else {}
        return {
            **shown,
            **kept,
            "version": self.case.version,
            "draft_version": self.draft.version if self.draft else None,
        }

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, AdviceForm)
        if self.wish:
            return self._keep(form)
        given = {name: getattr(form.answer(), name) for name in PARTS}
        given |= form.departing()
        version = form.cleaned_data["version"]
        perform(action=self.row.action, case=self.case, by=self.person, at=clock.now(), version=version, **given)
        messages.success(self.request, str(DONE[self.row.action]))
        return redirect(self.home, pk=self.case.pk)

    def _keep(self, form: AdviceForm) -> HttpResponse:
        answer, here = form.answer(), reverse("cases:case_action", args=[self.case.pk, self.row.action.value])
        chosen = self._chosen(form) if self.wish == INSERT else []
        if chosen:
            values = filling.values_of(self.case, self.person, clock.local_date(clock.now()))
            answer = filling.insert(answer, chosen, values, self.case.language)
        save_advice_draft(
            case=self.case,
            answer=answer,
            saved_by=self.person,
            at=clock.now(),
            version=form.cleaned_data["draft_version"],
            **form.departing(),
        )
        if self.wish == PREVIEW:
            return redirect("cases:advice_preview", pk=self.case.pk)
        if chosen:
            messages.success(self.request, _("The passage is inserted, and the draft is saved."))
            return redirect(f"{here}#id_{filling.FIELDS[chosen[0].kind]}")  # type: ignore[index]
        messages.success(self.request, _("The draft is saved. The employee cannot see it."))
        return redirect(here)

    def _chosen(self, form: AdviceForm) -> list[Passage]:
        wanted = form.cleaned_data["passage"]
        found = next((one for one in self.passages if str(one.pk) == wanted), None)
        return filling.gathered(found, self.passages) if found else []

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed, on top of what now stands: the person decides again."""
        refused = isinstance(extra.get("refusal"), NotNow | Conflict)
        response = super().show(form, status, **extra)
        if not refused:
            return response
        typed = with_version(form.data, self.case.version)  # type: ignore[arg-type]
        draft = reading.draft_of(self.case)
        typed["draft_version"] = str(draft.version) if draft else ""
        form.data = typed
        form.errors.clear()
        return render(self.request, self.template_name, {"form": form, **self.context(), **extra}, status=status)

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "draft": self.draft,
            "found": in_words(self.case, precedents_of(self.case)) if self.case.assessment_id else None,
            "passages": self.passages,
            "may_propose": self.row.action != Action.PROPOSE_ADVICE,
            "wants_reader": self.case.organization.needs_second_reader,
        }


class ReadingPage(CaseAction):
    """The second reader's pages: they show the letter that would go out, to be approved or returned."""

    def context(self) -> dict[str, Any]:
        proposal = reading.proposal_of(self.case)
        told = {"proposal": proposal}
        if proposal is not None:
            hands = Hands(proposal.author, self.person if self.row.action == Action.APPROVE_ADVICE else None)
            told["letter"] = preview(self.case, answer_of(proposal), hands)  # type: ignore[assignment]
        return {**super().context(), **told}


PAGES = {
    Action.RECORD_ADVICE: AdvicePage,
    Action.PROPOSE_ADVICE: AdvicePage,
    Action.APPROVE_ADVICE: ReadingPage,
    Action.RETURN_ADVICE: ReadingPage,
}


def case_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """The page of an action of those who answer; those of advice have more on them."""
    known = Action(action) if action in Action.values else None
    page = PAGES.get(known, CaseAction) if known else CaseAction
    return cast(HttpResponse, page.as_view()(request, pk=pk, action=action))


def preview(case: Case, answer: Answer, hands: Hands) -> Rendering:
    """The letter as it would be issued today."""
    on = clock.local_date(clock.now())
    standing = case.advice
    replaces = getattr(standing, "letter", None) if standing else None
    hands = replace(hands, on_behalf_of=absent_holder(case, hands.author, on))
    facts = letter_facts(case=case, answer=answer, hands=hands, issued_on=on, replaces=replaces)
    return render_letter(facts, TEMPLATE, case.language)


def handled_case(person: Person, pk: int) -> Case:
    """A case that the person handles; else Http404."""
    case = case_or_404(person, pk)
    if not may_handle(person, case):
        raise Http404
    return case


class AdvicePreview(SignedIn, View):
    """The draft as the letter that it would become."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = handled_case(self.person, pk)
        draft = reading.draft_of(case)
        if draft is None or not draft.outcome:
            messages.warning(request, _("There is no letter to show yet: choose a conclusion and save the draft."))
            return redirect("cases:case", pk=pk)
        action = Action.PROPOSE_ADVICE if case.organization.needs_second_reader else Action.RECORD_ADVICE
        told = {
            "case": case,
            "letter": preview(case, answer_of(draft), Hands(self.person)),
            "write": reverse("cases:case_action", args=[pk, action.value]),
        }
        return render(request, "cases/advice/preview.html", told)


class DiscardAdviceDraft(SignedIn, FormPage):
    """Asks before the draft of an advice is deleted for good."""

    template_name = "cases/advice/discard.html"
    form_class = VersionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = handled_case(self.person, kwargs["pk"])
            self.draft = reading.draft_of(self.case)
            if self.draft is None:
                return redirect("cases:case", pk=self.case.pk)
        return super().dispatch(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        assert self.draft is not None
        return {"version": self.draft.version}

    def context(self) -> dict[str, Any]:
        return {"case": self.case, "draft": self.draft}

    def deed(self, form: Form) -> HttpResponse:
        discard_advice_draft(case=self.case, discarded_by=self.person, version=form.cleaned_data["version"])
        messages.success(self.request, _("The draft is deleted."))
        return redirect("cases:case", pk=self.case.pk)

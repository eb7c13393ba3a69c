"""Asking for permission: who may, the draft in sections with its meter, and the page of whoever is invited for an opinion."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import queries
from cases.candidacy_content import completeness
from cases.candidacy_timing import days_known
from cases.enums import CaseStatus
from cases.enums.candidacy import CandidacyAction
from cases.forms.candidacy_intake import CandidacyForm, EligibilityForm, InputForm
from cases.forms.requests import places
from cases.models import Attachment, Candidacy, CandidacyInput, ElectionPeriod
from cases.operations.candidacy_inputs import give_input
from cases.operations.candidacy_intake import TOLD, save_candidacy, start_candidacy
from cases.queries import candidacy_intake as reading
from cases.views.candidacy.telling import Meter, deadline_of, facts_of
from cases.views.common import SignedIn, own_case_or_404, with_version
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage

REVIEW, DRAFT, FILES = "review", "draft", "files"


class NewCandidacy(SignedIn, FormPage):
    """The questions of eligibility. Whoever may not ask is told why and where to turn; nothing is kept of them."""

    template_name = "cases/candidacy/new.html"
    form_class = EligibilityForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.organizations = queries.places()
            ids = {pk for pks in self.person.standing.organizations_by_role.values() for pk in pks}
            self.own = [self.organizations[pk] for pk in sorted(ids) if pk in self.organizations]

    def form(self, data: Any = None) -> Form:
        initial = {"language": get_language(), "organization": self.own[0].pk if len(self.own) == 1 else ""}
        choices = places(self.own, list(self.organizations.values()))
        return EligibilityForm(data, places=choices, initial=initial if data is None else None)

    def deed(self, form: Form) -> HttpResponse:
        told = form.cleaned_data
        candidacy = start_candidacy(
            requester=self.person,
            organization=self.organizations[int(told["organization"])],
            **{name: told[name] for name in ("language", "level", "jurisdiction", "employment", "on_leave")},
            at=clock.now(),
        )
        return redirect("cases:candidacy_draft", pk=candidacy.pk)


class EditCandidacy(SignedIn, FormPage):
    """The draft, where it was left, with the meter of what a complete request holds."""

    template_name = "cases/candidacy/edit.html"
    candidacy: Candidacy

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            case = own_case_or_404(self.person, kwargs["pk"])
            try:
                self.candidacy = reading.candidacy_of(case)
            except Candidacy.DoesNotExist:
                raise Http404 from None
            if case.status != CaseStatus.DRAFT:
                messages.info(request, _("This request was signed and can no longer be changed."))
                return redirect("cases:request", pk=case.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def files(self) -> list[Attachment]:
        return queries.attachments_of(self.person, self.candidacy.case)

    @cached_property
    def elections(self) -> list[ElectionPeriod]:
        return reading.elections_to_come(clock.local_date(clock.now()))

    def form(self, data: Any = None) -> Form:
        initial = None if data is not None else self.initial()
        return CandidacyForm(
            data, files=self.files, elections=self.elections, representatives=self._representatives(), initial=initial
        )

    def _representatives(self) -> list[tuple[int, str]]:
        """Who could handle the request, without oneself."""
        found = queries.representatives(self.candidacy.case.organization, clock.local_date(clock.now()))
        return [(one.pk, str(one)) for one in found if one.pk != self.person.pk]

    def initial(self) -> dict[str, Any]:
        case, candidacy = self.candidacy.case, self.candidacy
        return {
            **{name: getattr(candidacy, name) for name in (*TOLD, "level", "jurisdiction")},
            **days_known(candidacy),
            "election": candidacy.election_id or "",
            "description_file": candidacy.description_file_id or "",
            "chart_file": candidacy.chart_file_id or "",
            "language": case.language,
            "named": case.named,
            "version": case.version,
        }

    def context(self) -> dict[str, Any]:
        return {
            "case": self.candidacy.case,
            "meter": Meter(completeness(self.candidacy)),
            "deadline": deadline_of(self.candidacy, clock.local_date(clock.now())),
            "files": self.files,
        }

    def deed(self, form: Form) -> HttpResponse:
        told = form.cleaned_data
        elections = {str(one.pk): one for one in self.elections}
        files = {str(one.pk): one for one in self.files}
        save_candidacy(
            candidacy=self.candidacy,
            saved_by=self.person,
            **{name: told[name] for name in ("level", "jurisdiction", "language", "version")},
            told={name: told[name] for name in TOLD},
            election=elections.get(told["election"]),
            description_file=files.get(told["description_file"]),
            chart_file=files.get(told["chart_file"]),
            named=told["named"],
            at=clock.now(),
        )
        pk = self.candidacy.pk
        if self.request.POST.get("next") == REVIEW:
            return redirect("cases:candidacy_request_action", pk=pk, action=CandidacyAction.SIGN.value)
        if self.request.POST.get("next") == FILES:
            return redirect("cases:request_files", pk=pk)
        messages.success(self.request, _("Your draft is saved. Nobody but you can see it."))
        return redirect("cases:candidacy_draft", pk=pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):
            form.data = with_version(self.request.POST, extra["refusal"].facts["current_version"])
        return super().show(form, status, **extra)


class OneInput(SignedIn, FormPage):
    """The page of the manager, the senior manager or the deputy head: the facts of the candidacy, and their opinion."""

    template_name = "cases/candidacy/input.html"
    form_class = InputForm
    asked: CandidacyInput

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            try:
                self.asked = reading.input_awaited_from(self.person, kwargs["asked"])
            except CandidacyInput.DoesNotExist:
                raise Http404 from None
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        candidacy = self.asked.candidacy
        kinds = {kind.code: kind.name for kind in candidacy.level_rules.inputs}
        return {
            "asked": self.asked,
            "kind": kinds[self.asked.kind],
            "case": candidacy.case,
            "facts": facts_of(candidacy),
        }

    def deed(self, form: Form) -> HttpResponse:
        give_input(asked=self.asked, given_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("Your opinion was sent. Thank you."))
        return redirect("cases:consultations")

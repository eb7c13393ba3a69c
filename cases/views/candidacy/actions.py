"""One page per step of a candidacy up to its analysis: what is asked, what follows from it, and the deed."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import queries
from cases.candidacy_content import completeness
from cases.candidacy_deeds import perform_on_candidacy
from cases.enums.candidacy import CandidacyAction, Stage
from cases.forms.candidacy_intake import (
    AskItemsForm,
    EndForm,
    FilesForm,
    InviteForm,
    ProvideForm,
    SignForm,
    StepForm,
    WithdrawCandidacyForm,
)
from cases.limit_words import does_not_run, once_found_complete
from cases.models import Attachment, Candidacy
from cases.operations.candidacy_inputs import invite_input
from cases.permissions.candidacy import may_check
from cases.queries import candidacy_intake as reading
from cases.views.candidacy.telling import Meter, deadline_of, facts_of
from cases.views.common import SignedIn, case_or_404, with_version
from cases.workflow.candidacy import CANDIDACY_ROW
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage

A = CandidacyAction
FORMS: dict[CandidacyAction, type[StepForm]] = {
    A.SIGN: SignForm,
    A.START_CHECK: StepForm,
    A.SEND: FilesForm,
    A.FILE_DIRECTLY: StepForm,
    A.ACKNOWLEDGE: StepForm,
    A.ASK_FOR_ITEMS: AskItemsForm,
    A.PROVIDE_ITEMS: ProvideForm,
    A.FIND_COMPLETE: StepForm,
    A.END_WITHOUT_DECISION: EndForm,
    A.WITHDRAW: WithdrawCandidacyForm,
}
CONSEQUENCES = {
    A.SIGN: gettext_lazy("Your organization’s representatives get the request, and those whose opinion is needed are invited; you will read what they say. It is not sent to the Commission yet: your organization sends it, or you do. You cannot change it afterwards."),
    A.START_CHECK: gettext_lazy("The opinions that are still awaited are no longer: those who were asked are told. The employee sees that the file is being checked."),
    A.SEND: gettext_lazy("The Commission’s officers get the file, and the employee gets a receipt. What is missing does not hold it up: the Commission asks for it."),
    A.FILE_DIRECTLY: gettext_lazy("It is your request: you need not wait. The opinions still awaited are no longer; the Commission can ask your organization for them. Your representatives are told."),
    A.ACKNOWLEDGE: gettext_lazy("The employee gets the receipt, the organization’s representatives a copy. You prepare the request from here on."),
    A.ASK_FOR_ITEMS: gettext_lazy("%(limit)s The employee and the organization are told what is missing."),
    A.PROVIDE_ITEMS: gettext_lazy("Files come first: add them to the request, then say here which they are. What you send counts as received today."),
    A.END_WITHOUT_DECISION: gettext_lazy("There is then no permission. The request stays on record, and is counted under its reason. This cannot be undone."),
    A.WITHDRAW: gettext_lazy("The request ends without a decision: there is no permission. What you sent stays on record. This cannot be undone; you can always ask again."),
}  # fmt: skip
DONE = {
    A.SIGN: gettext_lazy("You signed. Your request is with your organization; it is not sent to the Commission yet."),
    A.START_CHECK: gettext_lazy("The check of the file has begun."),
    A.SEND: gettext_lazy("The request was sent to the Commission, and the employee is told."),
    A.FILE_DIRECTLY: gettext_lazy("Your request was sent to the Commission."),
    A.ACKNOWLEDGE: gettext_lazy("The receipt is on its way."),
    A.ASK_FOR_ITEMS: gettext_lazy("The employee and the organization are told what is missing."),
    A.PROVIDE_ITEMS: gettext_lazy("What was missing was sent to the Commission."),
    A.FIND_COMPLETE: gettext_lazy("The file is complete, and everybody is told."),
    A.END_WITHOUT_DECISION: gettext_lazy("The request ended without a decision, and the employee is told why."),
    A.WITHDRAW: gettext_lazy("Your request is withdrawn."),
}


def consequence_of(action: CandidacyAction, candidacy: Candidacy) -> str:
    """What a step leads to, with what the limit of the regime makes of it."""
    rule = candidacy.rules.limit
    if action == A.FIND_COMPLETE:
        return str(once_found_complete(rule))
    said = str(CONSEQUENCES[action])
    return said % {"limit": does_not_run(rule)} if action == A.ASK_FOR_ITEMS else said


class CandidacyDoor(SignedIn, FormPage):
    """A page about a candidacy that the person may see."""

    candidacy: Candidacy
    of_requester = False

    @property
    def home(self) -> str:
        return "cases:request" if self.of_requester else "cases:case"

    def find(self, pk: int) -> None:
        """The candidacy, from the side of the case to which this page belongs; else Http404."""
        case = case_or_404(self.person, pk)
        try:
            self.candidacy = reading.candidacy_of(case)
        except Candidacy.DoesNotExist:
            raise Http404 from None
        if (case.requester_id == self.person.pk) != self.of_requester:
            raise Http404


class CandidacyActionPage(CandidacyDoor):
    """The page of one step."""

    template_name = "cases/candidacy/action.html"
    action: CandidacyAction

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            if kwargs["action"] not in CandidacyAction.values or CandidacyAction(kwargs["action"]) not in FORMS:
                raise Http404
            self.action = CandidacyAction(kwargs["action"])
            self.find(kwargs["pk"])
            if not CANDIDACY_ROW[self.action].who(self.person, self.candidacy):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def files(self) -> list[Attachment]:
        return queries.attachments_of(self.person, self.candidacy.case)

    @property
    def possible(self) -> bool:
        return CANDIDACY_ROW[self.action].allows(self.person, self.candidacy)

    def form(self, data: Any = None) -> Form:
        return FORMS[self.action](data, candidacy=self.candidacy, files=self.files)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.possible:
            said = _("“%(action)s” is not possible now: the request is at “%(stage)s”.")
            words = {"action": self.action.label, "stage": Stage(self.candidacy.stage).label}
            messages.warning(request, said % words)
            return redirect(self.home, pk=self.candidacy.pk)
        return super().get(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        files = {str(file.pk): file for file in self.files}
        for name in ("description_file", "chart_file"):
            if name in given:
                given[name] = files.get(given[name])
        perform_on_candidacy(action=self.action, candidacy=self.candidacy, by=self.person, at=clock.now(), **given)
        messages.success(self.request, str(DONE[self.action]))
        return redirect(self.home, pk=self.candidacy.pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed and the version that is now in force."""
        if extra.get("refusal") is not None:
            self.find(self.candidacy.pk)
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            form.data = with_version(self.request.POST, self.candidacy.case.version)
            form.errors.clear()
        return super().show(form, status, **extra)

    def context(self) -> dict[str, Any]:
        found = reading.candidacy_file(self.candidacy.case)
        return {
            "case": self.candidacy.case,
            "action": self.action.value,
            "title": self.action.label,
            "possible": self.possible,
            "home": self.home,
            "of_requester": self.of_requester,
            "consequence": consequence_of(self.action, self.candidacy),
            "meter": Meter(completeness(found.candidacy, inputs=found.inputs, items=found.items)),
            "outstanding": [item for item in found.items if item.received_at is None],
            "names": {term.code: term.name for term in found.candidacy.rules.content},
            "facts": facts_of(self.candidacy),
            "deadline": deadline_of(self.candidacy, clock.local_date(clock.now())),
            "takes_files": FORMS[self.action] in (FilesForm, ProvideForm),
        }


class CandidacyRequestAction(CandidacyActionPage):
    """What the employee can do."""

    of_requester = True


class CandidacyCaseAction(CandidacyActionPage):
    """What the representative and the officer can do."""


class InviteInput(CandidacyDoor):
    """The representative asks somebody for an opinion, or somebody else."""

    template_name = "cases/candidacy/invite.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.find(kwargs["pk"])
            if not may_check(self.person, self.candidacy):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> Form:
        return InviteForm(data, candidacy=self.candidacy)

    def context(self) -> dict[str, Any]:
        return {"case": self.candidacy.case}

    def deed(self, form: Form) -> HttpResponse:
        invite_input(candidacy=self.candidacy, invited_by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, _("The invitation is on its way."))
        return redirect("cases:case", pk=self.candidacy.pk)

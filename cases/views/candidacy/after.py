"""The pages of deeds after a decision: acknowledge, note, publish, record a result, follow, close, begin a change."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums.candidacy import CandidacyAction, ConditionEventKind
from cases.forms.after import AcknowledgeForm, ChangeForm, ConfirmedForm, NoteForm, PublicationForm, ResultForm
from cases.models import Candidacy, Condition
from cases.operations import candidacy_conditions as conditions
from cases.operations.candidacy_changes import start_change
from cases.operations.candidacy_gazette import record_publication, request_publication
from cases.operations.candidacy_results import close_candidacy, follow_conditions, record_result
from cases.permissions.after import may_acknowledge, may_start_change
from cases.permissions.candidacy import CandidacyPredicate, is_candidate, may_follow
from cases.queries import after as reading
from cases.results import following
from cases.touched import told
from cases.views.common import SignedIn, person_of
from cases.workflow.candidacy import CANDIDACY_ROW
from polact.base import clock
from polact.base.http import FormPage

Kind = ConditionEventKind


class AfterPage(SignedIn, FormPage):
    """One deed. To whoever may not do it, the page is not there; when it is not its time, the candidacy's page says so."""

    template_name = "cases/candidacy/after.html"
    form_class: type[Form] = ConfirmedForm
    title: Any
    lead: Any = ""
    verb: Any
    who: ClassVar[CandidacyPredicate]
    candidacy: Candidacy

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            try:
                self.candidacy = reading.candidacy_of(person_of(request), kwargs["pk"])
            except Candidacy.DoesNotExist:
                raise Http404 from None
            if not type(self).who(self.person, self.candidacy):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_time():
            messages.warning(request, _("“%(action)s” is not possible now.") % {"action": self.title})
            return redirect(self.home, pk=self.candidacy.pk)
        return super().get(request, **kwargs)

    @property
    def home(self) -> str:
        return "cases:request" if is_candidate(self.person, self.candidacy) else "cases:case"

    def is_time(self) -> bool:
        return True

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(self.home, pk=self.candidacy.pk)

    def context(self) -> dict[str, Any]:
        case = self.candidacy.case
        shown = {"title": self.title, "lead": self.lead, "verb": self.verb, "case": case, "home": self.home}
        return {**shown, "of_requester": is_candidate(self.person, self.candidacy)}


class Acknowledge(AfterPage):
    form_class = AcknowledgeForm
    title = gettext_lazy("Acknowledge the conditions")
    lead = gettext_lazy("These conditions go with your permission. Your statement is recorded with today’s date.")
    verb = gettext_lazy("Acknowledge")
    who = may_acknowledge

    @cached_property
    def waiting(self) -> list[Condition]:
        grant = reading.standing_grant(self.candidacy)
        found = reading.conditions_of(grant) if grant else []
        return [one for one in found if one.acknowledged_at is None and one.state == "OPEN"]

    def is_time(self) -> bool:
        return bool(self.waiting)

    def context(self) -> dict[str, Any]:
        names = {kind.code: kind.name for kind in self.candidacy.rules.conditions}
        return {**super().context(), "conditions": [(names.get(one.kind, one.kind), one) for one in self.waiting]}

    def deed(self, form: Form) -> HttpResponse:
        conditions.acknowledge_conditions(candidacy=self.candidacy, acknowledged_by=self.person, at=clock.now())
        return self.done(_("You acknowledged the conditions."))


class StartChange(AfterPage):
    form_class = ChangeForm
    title = gettext_lazy("Tell of a change of circumstances")
    lead = gettext_lazy(
        "Begins a request, filled in from your permission and from the record of your position and the election. You can "
        "correct it before you sign it. The Commission then says whether your permission still applies."
    )
    verb = gettext_lazy("Begin the request")
    who = may_start_change

    @cached_property
    def touched(self) -> list[str]:
        names = reading.organization_names()
        return [
            f"{one.get_fact_display()}: {told(one.fact, one.was, names)} → {told(one.fact, one.became, names)}"
            for one in reading.touched_of(self.candidacy.case)
        ]

    def is_time(self) -> bool:
        return reading.standing_grant(self.candidacy) is not None

    def initial(self) -> dict[str, Any]:
        return {"change": "\n".join(self.touched)}

    def deed(self, form: Form) -> HttpResponse:
        begun = start_change(
            parent=self.candidacy, change=form.cleaned_data["change"], started_by=self.person, at=clock.now()
        )
        messages.success(self.request, _("The request is begun and filled in. Look through it, then sign it."))
        return redirect("cases:request", pk=begun.pk)


class RequestPublication(AfterPage):
    title = gettext_lazy("Ask for the notice in the Canada Gazette")
    lead = gettext_lazy("The text is made from the words in force, in both languages, and kept with the decision.")
    verb = gettext_lazy("Make the text and ask for publication")
    who = may_follow

    def is_time(self) -> bool:
        grant = reading.standing_grant(self.candidacy)
        return grant is not None and grant.outcome in reading.GAZETTED and not hasattr(grant, "gazette_notice")

    def deed(self, form: Form) -> HttpResponse:
        request_publication(candidacy=self.candidacy, requested_by=self.person, at=clock.now())
        return self.done(_("The notice is made and its publication asked for."))


class RecordPublication(AfterPage):
    form_class = PublicationForm
    title = CandidacyAction.RECORD_PUBLICATION.label
    lead = gettext_lazy("From then on everybody can see this grant in the public list, with the name.")
    verb = gettext_lazy("Record the publication")
    who = may_follow

    def is_time(self) -> bool:
        grant = reading.standing_grant(self.candidacy)
        notice = getattr(grant, "gazette_notice", None)
        return notice is not None and notice.published_on is None

    def deed(self, form: Form) -> HttpResponse:
        record_publication(candidacy=self.candidacy, recorded_by=self.person, at=clock.now(), **form.cleaned_data)
        return self.done(_("The publication is recorded."))


class RecordResult(AfterPage):
    title = gettext_lazy("Record what became of the candidacy")
    verb = gettext_lazy("Record it")
    who = may_follow

    @property
    def lead(self) -> str:
        if self.candidacy.level_rules.ends_employment:
            return _(
                "Somebody who is declared elected, or acclaimed, ceases to be an employee on that day by law (PSEA s. "
                "114(8)): their own conditions end, both sides are told, and so are the administrators, who end the "
                "appointments. This cannot be undone."
            )
        return _(
            "At a municipal election the employment goes on, unless a condition says otherwise (PSEA s. 115(4)(b))."
        )

    @cached_property
    def possible(self) -> list[Any]:
        found = list(self.candidacy.results.all())
        return list(following(found[-1].kind if found else None, self.candidacy))

    def is_time(self) -> bool:
        return bool(self.possible) and reading.standing_grant(self.candidacy) is not None

    def form(self, data: Any = None) -> Form:
        return ResultForm(data, possible=self.possible)

    def deed(self, form: Form) -> HttpResponse:
        record_result(candidacy=self.candidacy, recorded_by=self.person, at=clock.now(), **form.cleaned_data)
        return self.done(_("It is recorded, and both sides are told."))


class Follow(AfterPage):
    title = CandidacyAction.FOLLOW_CONDITIONS.label
    verb = CandidacyAction.FOLLOW_CONDITIONS.label
    who = may_follow

    def is_time(self) -> bool:
        return CANDIDACY_ROW[CandidacyAction.FOLLOW_CONDITIONS].allows(self.person, self.candidacy)

    def deed(self, form: Form) -> HttpResponse:
        follow_conditions(candidacy=self.candidacy, followed_by=self.person, at=clock.now())
        return self.done(_("The conditions are followed from now on."))


class Close(AfterPage):
    title = gettext_lazy("Close the file")
    lead = gettext_lazy("Nothing more is recorded afterwards. This cannot be undone.")
    verb = gettext_lazy("Close the file")
    who = may_follow

    def is_time(self) -> bool:
        return CANDIDACY_ROW[CandidacyAction.CLOSE].allows(self.person, self.candidacy)

    def deed(self, form: Form) -> HttpResponse:
        close_candidacy(candidacy=self.candidacy, closed_by=self.person, at=clock.now())
        return self.done(_("The file is closed."))


OF_REQUEST: dict[str, type[AfterPage]] = {"acknowledge": Acknowledge, "change": StartChange}
OF_CASE: dict[str, type[AfterPage]] = {
    "request-publication": RequestPublication,
    "record-publication": RecordPublication,
    "record-result": RecordResult,
    "follow": Follow,
    "close": Close,
}


class OnCondition(AfterPage):
    """Something noted on one condition, by either side."""

    form_class = NoteForm
    who = lambda person, candidacy: True  # noqa: E731  # who may note what depends on the kind
    TITLES: ClassVar[dict[str, Any]] = {
        Kind.EVIDENCE: gettext_lazy("Note evidence"),
        Kind.BREACH: gettext_lazy("Note a departure from the condition"),
        Kind.MET: gettext_lazy("Note that the condition is met"),
        Kind.LIFTED: gettext_lazy("Lift the condition"),
    }
    LEADS: ClassVar[dict[str, Any]] = {
        Kind.BREACH: gettext_lazy(
            "Write what happened and when, as a fact. The employee reads it. Nothing is judged here."
        ),
        Kind.MET: gettext_lazy("The condition ends. This cannot be undone."),
        Kind.LIFTED: gettext_lazy("The condition ends. This cannot be undone."),
    }
    DEEDS: ClassVar[dict[str, Any]] = {
        Kind.EVIDENCE: conditions.note_evidence,
        Kind.BREACH: conditions.note_breach,
        Kind.MET: conditions.meet_condition,
        Kind.LIFTED: conditions.lift_condition,
    }
    condition: Condition

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kind = kwargs["kind"].upper()
        if self.kind not in self.DEEDS:
            raise Http404
        self.title = self.verb = self.TITLES[self.kind]
        self.lead = self.LEADS.get(self.kind, "")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._find()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._find()
        return super().post(request, **kwargs)

    def _find(self) -> None:
        found = reading.condition_of(self.candidacy, self.kwargs["condition"])
        if found is None or not conditions.WHO[Kind(self.kind)](self.person, self.candidacy):
            raise Http404
        self.condition = found

    def is_time(self) -> bool:
        return self.condition.state == "OPEN"

    def initial(self) -> dict[str, Any]:
        return {"happened_on": clock.local_date(clock.now())}

    def context(self) -> dict[str, Any]:
        names = {kind.code: kind.name for kind in self.candidacy.rules.conditions}
        name = names.get(self.condition.kind, self.condition.kind)
        return {**super().context(), "conditions": [(name, self.condition)]}

    def deed(self, form: Form) -> HttpResponse:
        self.DEEDS[self.kind](condition=self.condition, noted_by=self.person, at=clock.now(), **form.cleaned_data)
        return self.done(_("It is noted on the condition."))


def deed_page(request: HttpRequest, pk: int, what: str, pages: dict[str, type[AfterPage]]) -> Any:
    """The page of one deed, by its name in the address."""
    page = pages.get(what)
    if page is None:
        raise Http404
    return page.as_view()(request, pk=pk)

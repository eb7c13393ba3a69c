"""An expert opinion: asked from the case, agreed to by the employee, given on a page of its own that shows no more."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.forms.consultations import AskOpinionForm, ConsentForm, ExtendForm, OpinionForm, WithdrawForm
from cases.models import Case, Consultation
from cases.operations.consulting import (
    answer_consent,
    ask_opinion,
    extend_consultation,
    give_opinion,
    withdraw_consultation,
)
from cases.permissions import is_requester, may_consult
from cases.queries import consultations as queries
from cases.queries.candidacy_intake import inputs_awaited_from
from cases.views import telling
from cases.views.common import SignedIn, case_or_404, own_case_or_404, person_of
from cases.views.told_to_experts import Told, told
from polact.base import clock
from polact.base.http import FormPage
from polact.catalogue.calendars import add_business_days

USUAL_LOOK = 10  # business days


def _today() -> date:
    return clock.local_date(clock.now())


class CaseDoor(SignedIn, FormPage):
    """What those who handle an open case do about opinions."""

    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if not may_consult(self.person, self.case):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"case": self.case}


class AskOpinion(CaseDoor):
    """The question, who answers it, what they see, and until when."""

    template_name = "cases/ask_opinion.html"
    form_class = AskOpinionForm

    def initial(self) -> dict[str, Any]:
        return {"until": add_business_days(_today(), USUAL_LOOK)[0]}

    def context(self) -> dict[str, Any]:
        return {"case": self.case, "level": telling.level_of(self.case)}

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        asked = ask_opinion(case=self.case, asked_by=self.person, at=clock.now(), **given)
        if asked.needs_consent:
            messages.success(self.request, _("The employee is asked whether their manager may be asked."))
        else:
            messages.success(self.request, _("The expert is asked."))
        return redirect("cases:case", pk=self.case.pk)


class OneOfCase(CaseDoor):
    """A page about one consultation that is still under way."""

    consultation: Consultation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.consultation = _of_case(case_or_404(self.person, kwargs["pk"]), kwargs["consultation"])
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "consultation": self.consultation}


class ExtendConsultation(OneOfCase):
    template_name = "cases/extend_consultation.html"
    form_class = ExtendForm

    def deed(self, form: Form) -> HttpResponse:
        until = form.cleaned_data["until"]
        extend_consultation(consultation=self.consultation, extended_by=self.person, until=until, at=clock.now())
        messages.success(self.request, _("The expert has more time."))
        return redirect("cases:case", pk=self.case.pk)


class WithdrawConsultation(OneOfCase):
    template_name = "cases/withdraw_consultation.html"
    form_class = WithdrawForm

    def deed(self, form: Form) -> HttpResponse:
        withdraw_consultation(consultation=self.consultation, withdrawn_by=self.person, at=clock.now())
        messages.success(self.request, _("The opinion is no longer asked for."))
        return redirect("cases:case", pk=self.case.pk)


class Consent(SignedIn, FormPage):
    """The employee's page: what their manager would see, and yes or no."""

    template_name = "cases/consent.html"
    form_class = ConsentForm
    case: Case
    consultation: Consultation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = own_case_or_404(self.person, kwargs["pk"])
            self.consultation = _of_case(self.case, kwargs["consultation"])
            if not (self.consultation.needs_consent and is_requester(self.person, self.case)):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"case": self.case, "consultation": self.consultation, "told": told(self.consultation)}

    def deed(self, form: Form) -> HttpResponse:
        agrees = form.cleaned_data["agrees"]
        answer_consent(consultation=self.consultation, answered_by=self.person, agrees=agrees, at=clock.now())
        said = _("Your manager is asked.") if agrees else _("Your manager is not asked, and sees nothing.")
        messages.success(self.request, said)
        return redirect("cases:request", pk=self.case.pk)


def _of_case(case: Case, pk: Any) -> Consultation:
    try:
        return queries.consultation_of(case, pk)
    except Consultation.DoesNotExist:
        raise Http404 from None


# The expert's side --------------------------------------------------------------------------------------------


@require_safe
@login_required
def consultations(request: HttpRequest) -> HttpResponse:
    """What one's opinion is awaited on."""
    person = person_of(request)
    context = {"rows": queries.asked_of(person, _today()), "candidacies": inputs_awaited_from(person)}
    return render(request, "cases/consultations.html", context)


class OneConsultation(SignedIn, FormPage):
    """The question and what may be seen for it; nothing leads from here to the request."""

    template_name = "cases/consultation.html"
    form_class = OpinionForm
    consultation: Consultation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            try:
                self.consultation = queries.one_asked_of(self.person, kwargs["consultation"], _today())
            except Consultation.DoesNotExist:
                raise Http404 from None
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        shown: list[Told] = told(self.consultation)
        return {"consultation": self.consultation, "told": shown}

    def deed(self, form: Form) -> HttpResponse:
        give_opinion(
            consultation=self.consultation, given_by=self.person, text=form.cleaned_data["text"], at=clock.now()
        )
        messages.success(self.request, _("Your opinion was sent. Thank you."))
        return redirect("cases:consultations")

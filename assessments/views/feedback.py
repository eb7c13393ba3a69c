"""Saying whether the result helped, without a name; and the page on which administrators read it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import queries
from assessments.anonymous_forms import FeedbackForm
from assessments.models.feedback import Helpfulness
from assessments.operations.feedback import give_feedback
from assessments.permissions import may_read_feedback
from assessments.rulebook import current
from assessments.sitting import FIELD, Sitting, read_sitting
from assessments.views.traceless import COMING_BACK, Traceless
from polact.access.acting import person_of
from polact.base import clock
from polact.base.http import FormPage
from polact.base.text import current_language
from polact.rest.throttling import seconds_to_wait

THANKED = "thanked"


class GiveFeedback(Traceless, FormPage):
    """One click, and words if one likes. The answers travel along so that the person comes back to their result.

    They are not kept with it: `give_feedback` takes the version of the rulebook from them and nothing else.
    """

    template_name = "assessments/feedback.html"
    form_class = FeedbackForm

    @property
    def sitting(self) -> Sitting | None:
        return read_sitting(self.request.POST.get(FIELD, ""))

    def context(self) -> dict[str, Any]:
        sitting = self.sitting
        return {"posted": sitting.fields() if sitting else [], "choices": Helpfulness.choices}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.is_language_switch and THANKED in request.POST:  # type: ignore[attr-defined]
            return self._thanks()
        if not request.is_language_switch and seconds_to_wait(request, COMING_BACK):  # type: ignore[attr-defined]
            return render(request, "assessments/too_often.html", self.context(), status=429)
        return super().post(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        sitting = self.sitting
        give_feedback(
            helpful=form.cleaned_data["helpful"],
            words=form.cleaned_data["words"],
            language=current_language(),
            rulebook_version=sitting.version if sitting else current().version,
            on=clock.local_date(clock.now()),
        )
        return self._thanks()

    def _thanks(self) -> HttpResponse:
        return render(self.request, "assessments/thanks.html", self.context())


@require_safe
@login_required
def feedback_given(request: HttpRequest) -> HttpResponse:
    """What people said, by month and version of the rulebook, and their words. For administrators; others get 404."""
    if not may_read_feedback(person_of(request)):
        raise Http404
    tallies = queries.feedback_tallies()
    chart = [(label, sum(tally.counts.get(helpful, 0) for tally in tallies)) for helpful, label in Helpfulness.choices]
    return render(
        request,
        "assessments/feedback_given.html",
        {
            "tallies": tallies,
            "chart": chart,
            "labels": Helpfulness.labels,
            "said": queries.feedback_words(),
            "most_shown": queries.MOST_SHOWN,
        },
    )

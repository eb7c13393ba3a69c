"""Making an allegation, open to everybody, in writing (PAR 7). No session is read and no cookie set."""

from typing import Any

from django.core import signing
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allegations.forms import IntakeForm
from allegations.models import number_of
from allegations.operations.receiving import receive_allegation
from assessments.views.traceless import Traceless
from polact.base import clock
from polact.base.http import FormPage
from polact.rest.throttling import seconds_to_wait

SALT = "allegations.received"


class Make(Traceless, FormPage):
    """The form, what it is for, and what becomes of it. What was typed stays through errors and changes of language."""

    template_name = "allegations/make.html"
    form_class = IntakeForm

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.is_language_switch and seconds_to_wait(request, "allegations"):  # type: ignore[attr-defined]
            return self.show(self.form(request.POST), 429, too_often=True)
        return super().post(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        made = receive_allegation(at=clock.now(), **given)
        return redirect(f"{reverse('allegations:received')}?kept={signing.dumps(made.pk, salt=SALT)}")


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The number of what was just sent; the address is signed, so that nobody makes one up."""
    try:
        number = number_of(signing.loads(request.GET.get("kept", ""), salt=SALT))
    except signing.BadSignature:
        raise Http404 from None
    response = render(request, "allegations/received.html", {"number": number})
    response.headers["Cache-Control"] = "no-store, private"
    return response

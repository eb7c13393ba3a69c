"""The page on which an organization's service standard is set."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from polact.access.acting import person_of
from polact.access.forms import StandardForm
from polact.access.models import Organization
from polact.access.operations import set_standard
from polact.access.permissions import may_set_standard
from polact.base import clock
from polact.base.http import FormPage


class StandardPage(LoginRequiredMixin, FormPage):
    """For the lead of the representatives and administrators; to anybody else the page is not there."""

    form_class = StandardForm
    template_name = "access/standard.html"
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may_set_standard(person_of(request), self.organization):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organization(self) -> Organization:
        return get_object_or_404(Organization.objects.active(), pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {"standard_days": self.organization.standard_days, "answer_days": self.organization.answer_days}

    def context(self) -> dict[str, Any]:
        return {"organization": self.organization}

    def deed(self, form: Form) -> HttpResponse:
        set_standard(
            organization=self.organization, set_by=person_of(self.request), at=clock.now(), **form.cleaned_data
        )
        messages.success(self.request, _("The service standard is set. It holds for requests sent from now on."))
        return redirect("access:standard", pk=self.organization.pk)

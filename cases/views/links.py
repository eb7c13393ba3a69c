"""Requests that belong together: the page on which those who handle a case say so, and asking again after an answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases import queries
from cases.forms.links import LinkForm
from cases.models import Case
from cases.operations.linking import ask_again, end_link, link_cases
from cases.permissions import may_link
from cases.views.common import SignedIn, case_or_404, own_case_or_404
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.http import FormPage


class OfCase(SignedIn):
    """For those who handle the case; to anybody else the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_link(self.person, self.case):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def case(self) -> Case:
        return case_or_404(self.person, self.kwargs["pk"])


class Links(OfCase, FormPage):
    """Every link of a case, what looks like it, and the form that links it with another one."""

    template_name = "cases/links.html"
    form_class = LinkForm

    def initial(self) -> dict[str, Any]:
        return {"other": self.request.GET.get("other", "")}

    def context(self) -> dict[str, Any]:
        links = queries.links_of(self.person, self.case)
        alike = [one for one in queries.together(self.person, self.case) if one.kind is None]
        return {
            "case": self.case,
            "now": [(link, link.other_than(self.case)) for link in links if link.ended_at is None],
            "ended": [(link, link.other_than(self.case)) for link in links if link.ended_at],
            "alike": alike,
        }

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        try:
            other = queries.bare_case(self.person, given["other"])
        except Case.DoesNotExist:
            raise Invalid(_("There is no such request that you may see."), field="other") from None
        link_cases(case=self.case, other=other, kind=given["kind"], linked_by=self.person, at=clock.now())
        messages.success(self.request, _("The requests are linked. Each stays what it is."))
        return redirect("routing:links", self.case.pk)


class EndLink(OfCase, View):
    """Ends a link; a new one can be made at any time, so nothing is asked first."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, link: UUID) -> HttpResponse:
        found = next((one for one in queries.links_of(self.person, self.case) if one.pk == link), None)
        if found is None:
            raise Http404
        end_link(link=found, ended_by=self.person, at=clock.now())
        messages.success(request, _("The link is ended."))
        return redirect("routing:links", pk)


class AskAgain(SignedIn, View):
    """Begins a draft that follows an answered request."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = own_case_or_404(self.person, pk)
        draft = ask_again(case=case, requester=self.person, at=clock.now())
        messages.success(
            request, _("A draft is begun with what you asked before. Change it to what is new, then send it.")
        )
        return redirect("cases:draft", draft.pk)

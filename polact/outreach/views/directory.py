"""Who represents which organization, and the pages on which representatives keep that true."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from polact.access.acting import person_of
from polact.access.models import Cover, Organization, Person
from polact.access.operations import end_cover, record_cover
from polact.access.permissions import may_end_cover, may_record_cover
from polact.access.queries import representatives_of
from polact.base import clock
from polact.base.http import FormPage
from polact.outreach.forms import Confirmation, CoverForm, FindOrganization, OfficeForm
from polact.outreach.models import Office
from polact.outreach.operations.office import FIELDS, save_office
from polact.outreach.permissions import may_edit_office
from polact.outreach.queries.directory import absences, listings


class Directory(View):
    """For everybody: every organization with its representatives, or what applies instead."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FindOrganization(request.GET)
        words = form.cleaned_data["organization"] if form.is_valid() else ""
        person = person_of(request) if request.user.is_authenticated else None
        found = listings(clock.local_date(clock.now()), words, person)
        form = FindOrganization(initial={"organization": words})
        return render(request, "outreach/directory.html", {"form": form, "words": words, "found": found})


class OfOneOrganization(LoginRequiredMixin):
    """For the organization's representatives and administrators; to anybody else the page is not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_edit_office(request.user, self.organization):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organization(self) -> Organization:
        return get_object_or_404(Organization.objects.active(), pk=self.kwargs["pk"])


class EditOffice(OfOneOrganization, FormPage):
    """How the office is reached, and the absences that are known."""

    form_class = OfficeForm
    template_name = "outreach/office.html"

    def initial(self) -> dict[str, Any]:
        office = Office.objects.filter(organization=self.organization).first() or Office()
        return {name: getattr(office, name) for name in FIELDS}

    def context(self) -> dict[str, Any]:
        person = person_of(self.request)
        found = absences(self.organization, clock.local_date(clock.now()), person)
        return {
            "organization": self.organization,
            "today": [(cover, chain, ends, may_end_cover(person, cover)) for cover, chain, ends in found.today],
            "ahead": [(cover, may_end_cover(person, cover)) for cover in found.ahead],
            "mine": found.mine,
        }

    def deed(self, form: Form) -> HttpResponse:
        save_office(
            organization=self.organization, told=form.cleaned_data, changed_by=person_of(self.request), at=clock.now()
        )
        messages.success(self.request, _("The directory shows it from now on."))
        return redirect("outreach:directory")


class RecordCover(OfOneOrganization, FormPage):
    """Say who is away and who stands in."""

    form_class = CoverForm
    template_name = "outreach/cover.html"

    @cached_property
    def people(self) -> dict[str, Person]:
        known = representatives_of(self.organization, clock.local_date(clock.now()))
        return {str(person.pk): person for person in known}

    def form(self, data: Any = None) -> Form:
        person = person_of(self.request)
        everybody = [(key, str(known)) for key, known in self.people.items()]
        away = [(key, told) for key, told in everybody if may_record_cover(person, self.people[key], self.organization)]
        return CoverForm(away, [choice for choice in everybody if len(away) > 1 or choice not in away], data)

    def context(self) -> dict[str, Any]:
        return {"organization": self.organization, "enough": len(self.people) > 1}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        record_cover(
            absent=self.people[given["absent"]],
            stand_in=self.people[given["stand_in"]],
            organization=self.organization,
            active_from=given["active_from"],
            active_to=given["active_to"],
            recorded_by=person_of(self.request),
            at=clock.now(),
        )
        messages.success(self.request, _("The absence is recorded. The directory shows it while it lasts."))
        return redirect("outreach:office", self.organization.pk)


class EndCover(OfOneOrganization, FormPage):
    """The absent person is back."""

    form_class = Confirmation
    template_name = "outreach/end_cover.html"

    @cached_property
    def cover(self) -> Cover:
        covers = Cover.objects.select_related("absent", "stand_in", "organization")
        cover = get_object_or_404(covers, pk=self.kwargs["cover"], organization=self.organization)
        if not may_end_cover(person_of(self.request), cover):
            raise Http404
        return cover

    def context(self) -> dict[str, Any]:
        return {"organization": self.organization, "cover": self.cover}

    def deed(self, form: Form) -> HttpResponse:
        end_cover(cover=self.cover, ended_by=person_of(self.request), at=clock.now())
        messages.success(self.request, _("The absence is ended."))
        return redirect("outreach:office", self.organization.pk)

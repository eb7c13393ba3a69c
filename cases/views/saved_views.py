"""Saved views: kept, renamed, shared, put in order, deleted; and what is told of them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases import queries
from cases.forms.desk import DeskForm
from cases.forms.saved_views import AlertForm, ViewForm
from cases.models import SavedView
from cases.operations import saving_views as operations
from cases.operations.alerting import AT_MOST
from cases.permissions import may_change_view, may_use_desk
from cases.views.common import SignedIn
from polact.access.models import Organization
from polact.base import clock
from polact.base.http import FormPage


class AtTheDesk(SignedIn):
    """For people who have a desk; to anybody else the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_use_desk(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def choices(self) -> queries.Choices:
        return queries.choices_of(self.person, clock.local_date(clock.now()))

    @cached_property
    def places(self) -> list[Organization]:
        """The organizations with whose representatives the person can share."""
        return queries.represented_by(self.person)

    def told(self, query: dict[str, str]) -> list[tuple[str, str]]:
        """The filters of a view in words, without what makes no sense (any more)."""
        form = DeskForm(query, choices=self.choices)
        return [
            (str(form.fields[name].label or _("Tab")), _word(form, name, value)) for name, value in form.asked.items()
        ]


class Views(AtTheDesk, View):
    """One's own views and those shared with one, each with its filters in words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = [
            {
                "view": view,
                "address": urlencode(view.query),
                "told": self.told(view.query),
                "is_own": view.owner_id == self.person.pk,
                "may_change": may_change_view(self.person, view),
                "alert": getattr(view, "alert", None),
            }
            for view in queries.views_of(self.person)
        ]
        return render(request, "cases/views.html", {"rows": rows})


class NewView(AtTheDesk, FormPage):
    """Keep the filters that the address names."""

    template_name = "cases/edit_view.html"

    @property
    def query(self) -> dict[str, str]:
        return DeskForm(self.request.GET, choices=self.choices).asked

    def form(self, data: Any = None) -> Form:
        return ViewForm(data, organizations=self.places)

    def context(self) -> dict[str, Any]:
        return {"told": self.told(self.query), "back": urlencode(self.query), "view": None}

    def deed(self, form: Form) -> HttpResponse:
        place = _place(self.places, form.cleaned_data["organization"])
        view = operations.save_view(
            owner=self.person,
            name=form.cleaned_data["name"],
            query=self.query,
            organization=place,
            at=clock.now(),
        )
        messages.success(self.request, _("The view is saved: %(name)s.") % {"name": view.name})
        return redirect("cases:view_alert", pk=view.pk)


class OneView(AtTheDesk):
    """Pages of a view of one's own."""

    @cached_property
    def view(self) -> SavedView:
        try:
            return queries.own_view(self.person, self.kwargs["pk"])
        except SavedView.DoesNotExist:
            raise Http404 from None

    def context(self) -> dict[str, Any]:
        return {"view": self.view, "told": self.told(self.view.query), "back": urlencode(self.view.query)}


class EditView(OneView, FormPage):
    """Another name, or other readers."""

    template_name = "cases/edit_view.html"

    def form(self, data: Any = None) -> Form:
        initial = {"name": self.view.name, "organization": self.view.organization_id}
        return ViewForm(data, organizations=self.places, initial=initial)

    def deed(self, form: Form) -> HttpResponse:
        operations.change_view(
            view=self.view,
            changed_by=self.person,
            name=form.cleaned_data["name"],
            organization=_place(self.places, form.cleaned_data["organization"]),
            at=clock.now(),
        )
        messages.success(self.request, _("The view is changed."))
        return redirect("cases:views")


class AlertOnView(OneView, FormPage):
    """What one wants to be told of a view."""

    template_name = "cases/view_alert.html"

    def form(self, data: Any = None) -> Form:
        alert = getattr(self.view, "alert", None)
        initial = {"kind": alert.kind, "threshold": alert.threshold} if alert else {"kind": ""}
        return AlertForm(data, initial=initial)

    def deed(self, form: Form) -> HttpResponse:
        wanted = DeskForm(self.view.query, choices=self.choices).wanted()
        operations.set_alert(
            view=self.view,
            wanted_by=self.person,
            kind=form.cleaned_data["kind"],
            threshold=form.cleaned_data["threshold"],
            matching=queries.matching(
                self.person, wanted, AT_MOST, queries.covered_by(self.person, clock.local_date(clock.now()))
            ),
            at=clock.now(),
        )
        messages.success(self.request, _("What you are told of this view is set."))
        return redirect("cases:views")


class DeleteView(OneView, FormPage):
    """Ask first: a view that is gone is gone for those who share it too."""

    template_name = "cases/delete_view.html"
    form_class = Form

    def deed(self, form: Form) -> HttpResponse:
        operations.delete_view(view=self.view, deleted_by=self.person)
        messages.success(self.request, _("The view is deleted."))
        return redirect("cases:views")


class MoveView(OneView, View):
    """One place up or down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        operations.move_view(view=self.view, moved_by=self.person, up=request.POST.get("way") == "up")
        return redirect("cases:views")


def _place(places: list[Organization], chosen: int | None) -> Organization | None:
    return next((place for place in places if place.pk == chosen), None)


def _word(form: DeskForm, name: str, value: str) -> str:
    if name == "tab":
        tabs = {"mine": _("Mine"), "unassigned": _("Not taken up"), "waiting": _("Waiting for the employee")}
        return tabs.get(value, _("Central queue"))
    offered = dict(getattr(form.fields[name], "choices", []))
    return str({str(code): label for code, label in offered.items()}.get(value, value))

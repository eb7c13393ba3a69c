"""Saved views, alerts, and deeds on several requests through the API; for people without a desk there is nothing here."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import checked
from cases.bulk import deed_of, giver_back, planned
from cases.forms.desk import DeskForm
from cases.models import BulkAction, BulkRun, SavedView
from cases.operations import saving_views as operations
from cases.operations.alerting import AT_MOST
from cases.operations.bulk import can_be_undone, run_in_bulk, undo_run
from cases.permissions import may_use_desk
from cases.serializers.desk import (
    BulkIn,
    BulkOut,
    BulkPreviewIn,
    PlannedOut,
    SavedViewIn,
    SavedViewOut,
    SavedViewPatch,
    ViewAlertIn,
)
from polact.access.api import PersonView
from polact.access.models import Organization, Person
from polact.base import clock
from polact.base.errors import Invalid

HIDDEN = OpenApiResponse(description="Nobody who handles requests.")
TAGS = ["desk"]


class DeskView(PersonView):
    """A door for people who have a desk."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not may_use_desk(self.person):
            raise Http404

    def form(self, query: dict[str, str]) -> DeskForm:
        return DeskForm(query, choices=queries.choices_of(self.person, clock.local_date(clock.now())))

    def place(self, pk: int | None) -> Organization | None:
        """An organization that the person represents. Raises Invalid for any other, whether there is one or not."""
        if pk is None:
            return None
        place = next((place for place in queries.represented_by(self.person) if place.pk == pk), None)
        if place is None:
            raise Invalid(_("There is no such organization."), field="organization")
        return place

    def colleague(self, pk: int | None) -> Person | None:
        """Somebody whom cases can be given to: oneself or a colleague. Raises Invalid for any other."""
        if pk is None or pk == self.person.pk:
            return self.person if pk else None
        known = queries.choices_of(self.person, clock.local_date(clock.now())).colleagues
        if str(pk) not in dict(known):
            raise Invalid(_("This request cannot be given to that person."), field="to")
        return Person.objects.get(pk=pk)


class SavedViews(DeskView):
    @extend_schema(
        operation_id="views",
        summary="The caller's views of the desk, and those shared with them",
        responses={200: SavedViewOut(many=True), 404: HIDDEN},
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        return Response(SavedViewOut(queries.views_of(self.person), many=True).data)

    @extend_schema(
        operation_id="view_save",
        summary="Keep filters of the desk under a name",
        request=SavedViewIn,
        responses={201: SavedViewOut, 404: HIDDEN},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        asked = checked(SavedViewIn(data=request.data))
        form = self.form(asked["query"])
        if form.asked != {name: value for name, value in asked["query"].items() if value}:
            raise Invalid(_("Some of the filters do not exist."), field="query")
        view = operations.save_view(
            owner=self.person,
            name=asked["name"],
            query=form.asked,
            organization=self.place(asked["organization"]),
            at=clock.now(),
        )
        location = reverse("api:view", args=[view.pk])
        return Response(SavedViewOut(view).data, status=201, headers={"Location": location})


class OneSavedView(DeskView):
    def own(self, pk: UUID) -> SavedView:
        try:
            return queries.own_view(self.person, pk)
        except SavedView.DoesNotExist:
            raise Http404 from None

    @extend_schema(
        operation_id="view_change",
        summary="Rename a view, share it, or keep it for oneself again",
        request=SavedViewPatch(partial=True),
        responses=SavedViewOut,
        tags=TAGS,
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        view = self.own(pk)
        asked = checked(SavedViewPatch(data=request.data, partial=True))
        place = self.place(asked["organization"]) if "organization" in asked else view.organization
        name = asked.get("name", view.name)
        operations.change_view(view=view, changed_by=self.person, name=name, organization=place, at=clock.now())
        return Response(SavedViewOut(self.own(pk)).data)

    @extend_schema(operation_id="view_delete", summary="Delete a view", responses={204: None}, tags=TAGS)
    def delete(self, request: Request, pk: UUID) -> Response:
        operations.delete_view(view=self.own(pk), deleted_by=self.person)
        return Response(status=204)


class AlertOfView(OneSavedView):
    http_method_names = ["put", "delete", "options"]

    @extend_schema(
        operation_id="view_alert",
        summary="Be told of a view: of each new request, once a day, or when there are many",
        request=ViewAlertIn,
        responses=SavedViewOut,
        tags=TAGS,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        view = self.own(pk)
        asked = checked(ViewAlertIn(data=request.data))
        matching = queries.matching(
            self.person,
            self.form(view.query).wanted(),
            AT_MOST,
            queries.covered_by(self.person, clock.local_date(clock.now())),
        )
        operations.set_alert(view=view, wanted_by=self.person, matching=matching, at=clock.now(), **asked)
        return Response(SavedViewOut(self.own(pk)).data)

    @extend_schema(operation_id="view_alert_end", summary="Be told nothing", responses={204: None}, tags=TAGS)
    def delete(self, request: Request, pk: UUID) -> Response:
        operations.set_alert(view=self.own(pk), wanted_by=self.person, kind="", matching=[], at=clock.now())
        return Response(status=204)


class BulkPreview(DeskView):
    @extend_schema(
        operation_id="bulk_preview",
        summary="What a deed on several requests would do to each; nothing is changed",
        request=BulkPreviewIn,
        responses={200: PlannedOut(many=True), 404: HIDDEN},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        asked = checked(BulkPreviewIn(data=request.data))
        to = self.colleague(asked["to"])
        plan = planned(
            person=self.person, action=asked["action"], keys=asked["requests"], on=clock.local_date(clock.now()), to=to
        )
        return Response(PlannedOut(plan, many=True).data)


class Bulk(DeskView):
    @extend_schema(
        operation_id="bulk",
        summary="Do a deed on several requests, each on its own; the answer says what came of each",
        request=BulkIn,
        responses={201: BulkOut, 404: HIDDEN},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        asked, at = checked(BulkIn(data=request.data)), clock.now()
        to = self.colleague(asked["to"])
        if asked["action"] == BulkAction.ASSIGN and to is None:
            raise Invalid(_("Choose a person."), field="to")
        if asked["action"] == BulkAction.ASK and not asked["question"].strip():
            raise Invalid(_("Write the question."), field="question")
        run = run_in_bulk(
            run_id=UUID(asked["run"]),
            started_by=self.person,
            action=asked["action"],
            given_to=to if asked["action"] == BulkAction.ASSIGN else None,
            chosen=[(one["id"], one["version"]) for one in asked["requests"]],
            deed=deed_of(action=asked["action"], by=self.person, at=at, to=to, question=asked["question"]),
            at=at,
        )
        return _told(run, 201)


class OneBulk(DeskView):
    def run(self, pk: UUID) -> BulkRun:
        try:
            return queries.bulk_run(self.person, pk)
        except BulkRun.DoesNotExist:
            raise Http404 from None

    @extend_schema(
        operation_id="bulk_run", summary="What came of a deed on several requests", responses=BulkOut, tags=TAGS
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return _told(self.run(pk))


class UndoBulk(OneBulk):
    http_method_names = ["post", "options"]

    @extend_schema(
        operation_id="bulk_undo",
        summary="Give requests back to those who had them, within ten minutes",
        request=None,
        responses=BulkOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        at = clock.now()
        give_back = giver_back(by=self.person, at=at)
        return _told(undo_run(run=self.run(pk), undone_by=self.person, give_back=give_back, at=at))


def _told(run: BulkRun, status: int = 200) -> Response:
    context = {"can_be_undone": can_be_undone(run=run, at=clock.now())}
    headers = {"Location": reverse("api:bulk_run", args=[run.pk])} if status == 201 else None
    return Response(BulkOut(run, context=context).data, status=status, headers=headers)

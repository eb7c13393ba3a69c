"""Elections through the API: read by anybody, recorded and changed by the Commission."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import checked
from cases.election_files import Found, read
from cases.filing import filing_of
from cases.models import ElectionPeriod, ElectoralDistrict
from cases.operations.elections import (
    end_election,
    import_elections,
    postpone_election,
    record_election,
    set_days,
    withdraw_writ,
)
from cases.permissions import may_record_elections
from cases.serializers.elections import (
    ElectionDaysIn,
    ElectionFileOut,
    ElectionFilingIn,
    ElectionImportIn,
    ElectionImportOut,
    ElectionIn,
    ElectionOut,
    FilingOut,
    PostponeElectionIn,
    WithdrawWritIn,
    days_in,
)
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid, NotNow

COMMISSION = "For Commission officers and administrators; to anybody else there is no such address."
HIDDEN = OpenApiResponse(description="Not there, or not for the caller.")


class ElectionDoor(PersonView):
    """Everybody reads; whoever is signed in for the Commission records."""

    def get_permissions(self) -> Sequence[Any]:
        return [AllowAny()] if self.request.method == "GET" else super().get_permissions()

    def require_recorder(self) -> None:
        if not may_record_elections(self.person):
            raise Http404

    def changed(self, pk: int) -> ElectionPeriod:
        self.require_recorder()
        return get_object_or_404(ElectionPeriod, pk=pk)


class Elections(ElectionDoor):
    @extend_schema(
        operation_id="elections",
        summary="Election periods, the newest first",
        responses=ElectionOut(many=True),
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return Response(ElectionOut(queries.elections(), many=True).data)

    @extend_schema(
        operation_id="election_record",
        summary="Record an election with its period",
        description=COMMISSION,
        request=ElectionIn,
        responses={201: ElectionOut, 404: HIDDEN},
        tags=["reference"],
    )
    def post(self, request: Request) -> Response:
        self.require_recorder()
        asked = checked(ElectionIn(data=request.data))
        district = named_district(asked.pop("district"))
        period = record_election(**asked, district=district, recorded_by=self.person, at=clock.now())
        return Response(ElectionOut(period).data, status=201)


class OneElection(ElectionDoor):
    @extend_schema(
        operation_id="election",
        summary="One election with its districts, their own days, and what it was before",
        responses={200: ElectionFileOut, 404: HIDDEN},
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request, pk: int) -> Response:
        period = queries.election_in_full(pk)
        if period is None:
            raise Http404
        districts, count = queries.districts_of(period)
        told = ElectionFileOut(
            {
                **{name: getattr(period, name) for name in [*ElectionOut().fields, "district"]},
                "districts": districts,
                "district_count": count,
                "district_periods": queries.district_periods_of(period),
                "changes": queries.changes_of(period),
            }
        )
        return Response(told.data)


class FilingDate(ElectionDoor):
    @extend_schema(
        operation_id="election_filing",
        summary="By when to ask for permission, to be sure of a decision before nominations close",
        parameters=[ElectionFilingIn],
        responses={200: FilingOut, 404: HIDDEN},
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request, pk: int) -> Response:
        asked = checked(ElectionFilingIn(data=request.query_params))
        period = queries.election_in_full(pk)
        if period is None:
            raise Http404
        filing = filing_of(period, asked["organization_days"])
        if filing is None:
            raise NotNow(_("It is not known when nominations close, or the election is not held."))
        today = clock.local_date(clock.now())
        told = {
            **vars(filing),
            "chance": filing.chance(today).value,
            "explanation": filing.explanation(),
            "warning": filing.warning(today),
        }
        return Response(FilingOut(told).data)  # type: ignore[arg-type]


class SetDays(ElectionDoor):
    @extend_schema(
        operation_id="election_dates",
        summary="Set the days of an election; what they were before is kept",
        description=COMMISSION,
        request=ElectionDaysIn,
        responses={200: ElectionOut, 404: HIDDEN},
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        period = self.changed(pk)
        asked = checked(ElectionDaysIn(data=request.data))
        period = set_days(
            period=period, days=days_in(asked), source=asked["source"], set_by=self.person, at=clock.now()
        )
        return Response(ElectionOut(period).data)


class Postpone(ElectionDoor):
    @extend_schema(
        operation_id="election_postpone",
        summary="Record that polling is on a later day, everywhere or in one district",
        description=f"{COMMISSION} Federally by 7 days at most, other than after the death of a candidate.",
        request=PostponeElectionIn,
        responses={200: ElectionOut, 404: HIDDEN},
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        period = self.changed(pk)
        asked = checked(PostponeElectionIn(data=request.data))
        asked["district"] = named_district(asked["district"])
        period = postpone_election(period=period, postponed_by=self.person, at=clock.now(), **asked)
        return Response(ElectionOut(period).data)


class Withdraw(ElectionDoor):
    @extend_schema(
        operation_id="election_withdraw",
        summary="Record that the writ is withdrawn, everywhere or in one district: the period ends today",
        description=COMMISSION,
        request=WithdrawWritIn,
        responses={200: ElectionOut, 404: HIDDEN},
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        period = self.changed(pk)
        asked = checked(WithdrawWritIn(data=request.data))
        asked["district"] = named_district(asked["district"])
        period = withdraw_writ(period=period, withdrawn_by=self.person, at=clock.now(), **asked)
        return Response(ElectionOut(period).data)


class EndElection(ElectionDoor):
    @extend_schema(
        operation_id="election_end",
        summary="End an election period today",
        description=COMMISSION,
        request=None,
        responses={200: ElectionOut, 404: HIDDEN},
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        period = end_election(period=self.changed(pk), ended_by=self.person, at=clock.now())
        return Response(ElectionOut(period).data)


class Import(ElectionDoor):
    @extend_schema(
        operation_id="election_import",
        summary="Import elections or districts from a CSV file: all of it, or nothing",
        description=f"{COMMISSION} 422 with every line where one does not fit.",
        request=ElectionImportIn,
        responses={200: ElectionImportOut, 404: HIDDEN, 422: ElectionImportOut},
        tags=["reference"],
    )
    def post(self, request: Request) -> Response:
        self.require_recorder()
        asked = checked(ElectionImportIn(data=request.data))
        rows = import_elections(
            rows=read(asked["content"]), imported_by=self.person, at=clock.now(), dry_run=asked["dry_run"]
        )
        fits = all(row.found != Found.REFUSED for row in rows)
        told = ElectionImportOut({"imported": fits and not asked["dry_run"], "rows": rows})
        return Response(told.data, status=200 if fits else 422)


def named_district(pk: int | None) -> ElectoralDistrict | None:
    """The district of an id. Raises Invalid where there is none."""
    district = ElectoralDistrict.objects.filter(pk=pk).first() if pk is not None else None
    if pk is not None and district is None:
        raise Invalid(_("There is no such district."), field="district")
    return district

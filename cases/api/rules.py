"""Routing rules, their previews, and the routings of a request through the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import checked, visible_case
from cases.models import RoutingRule
from cases.operations import ruling
from cases.permissions import may_change_rules, may_read_routing, may_read_rules
from cases.rule_preview import look_back
from cases.rule_terms import RuleTerms
from cases.serializers.routing import (
    RoutingOut,
    RuleChangeIn,
    RuleEndIn,
    RuleIn,
    RuleOut,
    RulePreviewOut,
)
from polact.access.api import PersonView
from polact.access.models import Organization
from polact.access.queries import representatives_of
from polact.base import clock
from polact.base.errors import Invalid

READERS = (
    "For the organization's representatives and those who see everything; to anybody else there is no such address."
)
LEADS = "For whoever leads the organization's representatives, and administrators; to anybody else there is no such address."
HIDDEN = OpenApiResponse(description="Not there, or not for the caller.")


class RuleDoor(PersonView):
    """What the doors of an organization's rules share."""

    def organization_read(self, pk: int) -> Organization:
        return self._organization(pk, may_read_rules(self.person, pk))

    def organization_changed(self, pk: int) -> Organization:
        return self._organization(pk, may_change_rules(self.person, pk))

    def _organization(self, pk: int, may: bool) -> Organization:
        if not may:
            raise Http404
        return get_object_or_404(Organization.objects.active(), pk=pk)

    def versions(self, organization: Organization, ref: UUID) -> list[RoutingRule]:
        found = queries.versions_of(organization.pk, ref)
        if not found:
            raise Http404
        return found

    def terms(self, organization: Organization, asked: dict[str, Any]) -> RuleTerms:
        """What the body says. Raises Invalid for a person who does not represent the organization today."""
        asked = {name: value for name, value in asked.items() if name != "version"}
        named = asked.pop("assign_to")
        people = {person.pk: person for person in representatives_of(organization, clock.local_date(clock.now()))}
        if named is not None and named not in people:
            raise Invalid(_("Choose a representative of this organization."), field="assign_to")
        return RuleTerms(**asked, assign_to=people.get(named))


class Rules(RuleDoor):
    @extend_schema(
        operation_id="routing_rules",
        summary="The rules of an organization that hold or will hold, in the order in which they are tried",
        description=READERS,
        responses={200: RuleOut(many=True), 404: HIDDEN},
        tags=["routing"],
    )
    def get(self, request: Request, pk: int) -> Response:
        organization = self.organization_read(pk)
        rules = queries.rules_of(organization.pk, clock.local_date(clock.now()))
        return Response(RuleOut(rules, many=True).data)

    @extend_schema(
        operation_id="routing_rule_add",
        summary="Add a rule",
        description=LEADS,
        request=RuleIn,
        responses={201: RuleOut, 404: HIDDEN},
        tags=["routing"],
    )
    def post(self, request: Request, pk: int) -> Response:
        organization = self.organization_changed(pk)
        terms = self.terms(organization, checked(RuleIn(data=request.data)))
        rule = ruling.add_rule(organization=organization, terms=terms, added_by=self.person, at=clock.now())
        return Response(RuleOut(rule).data, status=201)


class RulesPreview(RuleDoor):
    @extend_schema(
        operation_id="routing_preview",
        summary="Which of the present rules would have matched last month's requests",
        description=READERS,
        responses={200: RulePreviewOut, 404: HIDDEN},
        tags=["routing"],
    )
    def get(self, request: Request, pk: int) -> Response:
        organization = self.organization_read(pk)
        return Response(RulePreviewOut(look_back(**_asked(self, organization))).data)

    @extend_schema(
        operation_id="routing_preview_rule",
        summary="What a new rule would have done with last month's requests; nothing is saved",
        description=LEADS,
        request=RuleIn,
        responses={200: RulePreviewOut, 404: HIDDEN},
        tags=["routing"],
    )
    def post(self, request: Request, pk: int) -> Response:
        organization = self.organization_changed(pk)
        terms = self.terms(organization, checked(RuleIn(data=request.data)))
        ruling.check_terms(organization=organization, terms=terms, person=self.person, at=clock.now())
        found = look_back(**_asked(self, organization), candidate=terms.as_new(organization))
        return Response(RulePreviewOut(found).data)


class OneRule(RuleDoor):
    @extend_schema(
        operation_id="routing_rule",
        summary="Every version of a rule, the newest first",
        description=READERS,
        responses={200: RuleOut(many=True), 404: HIDDEN},
        tags=["routing"],
    )
    def get(self, request: Request, pk: int, ref: UUID) -> Response:
        return Response(RuleOut(self.versions(self.organization_read(pk), ref), many=True).data)

    @extend_schema(
        operation_id="routing_rule_change",
        summary="Make the next version of a rule",
        description=f"{LEADS} The version before ends on the first day of the new one; nothing is edited.",
        request=RuleChangeIn,
        responses={200: RuleOut, 404: HIDDEN},
        tags=["routing"],
    )
    def put(self, request: Request, pk: int, ref: UUID) -> Response:
        organization = self.organization_changed(pk)
        latest = self.versions(organization, ref)[0]
        asked = checked(RuleChangeIn(data=request.data))
        rule = ruling.change_rule(
            organization=organization,
            ref=latest.ref,
            seen=asked["version"],
            terms=self.terms(organization, asked),
            changed_by=self.person,
            at=clock.now(),
        )
        return Response(RuleOut(rule).data)


class OneRulePreview(RuleDoor):
    @extend_schema(
        operation_id="routing_preview_change",
        summary="What the next version of a rule would have done with last month's requests; nothing is saved",
        description=LEADS,
        request=RuleIn,
        responses={200: RulePreviewOut, 404: HIDDEN},
        tags=["routing"],
    )
    def post(self, request: Request, pk: int, ref: UUID) -> Response:
        organization = self.organization_changed(pk)
        latest = self.versions(organization, ref)[0]
        terms = self.terms(organization, checked(RuleIn(data=request.data)))
        ruling.check_terms(organization=organization, terms=terms, person=self.person, at=clock.now())
        found = look_back(**_asked(self, organization), candidate=terms.after(latest))
        return Response(RulePreviewOut(found).data)


class EndRule(RuleDoor):
    @extend_schema(
        operation_id="routing_rule_end",
        summary="End a rule",
        description=LEADS,
        request=RuleEndIn,
        responses={200: RuleOut, 404: HIDDEN},
        tags=["routing"],
    )
    def post(self, request: Request, pk: int, ref: UUID) -> Response:
        organization = self.organization_changed(pk)
        latest = self.versions(organization, ref)[0]
        asked = checked(RuleEndIn(data=request.data))
        rule = ruling.end_rule(
            organization=organization,
            ref=latest.ref,
            seen=asked["version"],
            ends_on=asked["ends_on"],
            ended_by=self.person,
            at=clock.now(),
        )
        return Response(RuleOut(rule).data)


class Routings(PersonView):
    @extend_schema(
        operation_id="request_routings",
        summary="Why a request came where it is: every placing, the newest first",
        description="For those who handle or oversee the request; to the one who asked there is no such address.",
        responses={200: RoutingOut(many=True), 404: HIDDEN},
        tags=["routing"],
    )
    def get(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        if not may_read_routing(self.person, case):
            raise Http404
        return Response(RoutingOut(queries.routings_of(case), many=True).data)


def _asked(view: PersonView, organization: Organization) -> dict[str, Any]:
    return {"person": view.person, "organization_id": organization.pk, "today": clock.local_date(clock.now())}

"""Routing rules of an organization: read by its representatives, changed by whoever leads them, tried before they count."""

from abc import abstractmethod
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from assessments.permissions import may_draft_overlay
from cases import queries
from cases.forms.routing import EndRuleForm, RuleForm, written
from cases.models import RoutingRule
from cases.operations import ruling
from cases.permissions import may_change_rules, may_read_rules
from cases.rule_preview import look_back
from cases.rule_terms import RuleTerms
from cases.rule_words import told
from cases.views.common import SignedIn, with_version
from polact.access.models import Organization
from polact.access.queries import representatives_of
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage
from polact.outreach.permissions import may_edit_office


class Index(SignedIn, View):
    """The organizations that the person looks after; with one only, its page at once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        organizations = queries.organizations_to_route(self.person)
        if not organizations:
            raise Http404
        if len(organizations) == 1:
            return redirect("routing:organization", organizations[0].pk)
        return render(request, "cases/routing/index.html", {"organizations": organizations})


class OfOrganization(SignedIn):
    """What the pages of one organization share. To whoever may not read its rules, they are not there."""

    changes = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            may = may_change_rules if self.changes else may_read_rules
            if not may(self.person, kwargs["pk"]):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organization(self) -> Organization:
        found = queries.organization(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def today(self) -> date:
        return clock.local_date(clock.now())

    @property
    def shared(self) -> dict[str, Any]:
        return {"organization": self.organization, "may_change": may_change_rules(self.person, self.organization.pk)}


class OrganizationPage(OfOrganization, View):
    """What can be seen to for one organization, on one page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            **self.shared,
            "drafts_overlay": may_draft_overlay(self.person, pk),
            "edits_office": may_edit_office(self.person, self.organization),
        }
        return render(request, "cases/routing/organization.html", context)


class Rules(OfOrganization, View):
    """The rules in the order in which they are tried, those to come, and those that have ended."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rules = queries.rules_of(self.organization.pk, self.today)
        context = {
            **self.shared,
            "now": [told(rule) for rule in rules if rule.holds_on(self.today)],
            "to_come": [told(rule) for rule in rules if not rule.holds_on(self.today)],
            "ended": [told(rule) for rule in queries.ended_rules_of(self.organization.pk, self.today)],
            "elections": [period for period in queries.elections() if period.holds_on(self.today)],
        }
        return render(request, "cases/routing/rules.html", context)


class Preview(OfOrganization, View):
    """Which of the present rules would have matched the requests of the last thirty days."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        preview = look_back(person=self.person, organization_id=self.organization.pk, today=self.today)
        return render(request, "cases/routing/preview.html", {**self.shared, "preview": preview})


class OfRule(OfOrganization):
    """What the pages of one rule share."""

    @cached_property
    def versions(self) -> list[RoutingRule]:
        found = queries.versions_of(self.organization.pk, cast(UUID, self.kwargs["ref"]))
        if not found:
            raise Http404
        return found

    @property
    def latest(self) -> RoutingRule:
        return self.versions[0]


class RulePage(OfRule, View):
    """One rule with every version that there was, and who made it."""

    def get(self, request: HttpRequest, pk: int, ref: UUID) -> HttpResponse:
        latest = self.latest
        context = {
            **self.shared,
            "rule": latest,
            "versions": [{**told(rule), "holds": rule.holds_on(self.today)} for rule in self.versions],
            "trail": queries.trail_of_rule(latest),
            "has_ended": latest.active_to is not None and latest.active_to <= self.today,
        }
        return render(request, "cases/routing/rule.html", context)


class WriteRule(OfOrganization, FormPage):
    """The form of a rule; what it would have done last month is shown before it counts."""

    changes = True
    template_name = "cases/routing/write.html"
    form_class = RuleForm

    def form(self, data: Any = None) -> Form:
        people = representatives_of(self.organization, self.today)
        return RuleForm(people, data, initial=self.initial() if data is None else None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "_edit" in request.POST and self.organization:
            return self.show(self.form(request.POST))
        return super().post(request, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, RuleForm)
        terms = form.terms()
        if "_confirm" not in self.request.POST:
            return self.preview(form, terms)
        rule = self.store(terms, form.cleaned_data["version"])
        messages.success(self.request, _("Saved as %(rule)s.") % {"rule": str(rule).lower()})
        return redirect("routing:rules", self.organization.pk)

    def preview(self, form: RuleForm, terms: RuleTerms) -> HttpResponse:
        ruling.check_terms(organization=self.organization, terms=terms, person=self.person, at=clock.now())
        candidate = self.candidate(terms)
        found = look_back(
            person=self.person, organization_id=self.organization.pk, today=self.today, candidate=candidate
        )
        context = {**self.context(), "form": form, "preview": found, **told(candidate)}
        return render(self.request, "cases/routing/confirm.html", context)

    @abstractmethod
    def candidate(self, terms: RuleTerms) -> RoutingRule:
        """The rule that would come of these terms, not saved."""

    @abstractmethod
    def store(self, terms: RuleTerms, seen: int | None) -> RoutingRule:
        """Save it; `seen` is the version that the page showed."""


class AddRule(WriteRule):
    """A new rule."""

    def initial(self) -> dict[str, Any]:
        return {"priority": 100, "active_from": self.today}

    def context(self) -> dict[str, Any]:
        return {**self.shared, "title": _("Add a rule")}

    def candidate(self, terms: RuleTerms) -> RoutingRule:
        return terms.as_new(self.organization)

    def store(self, terms: RuleTerms, seen: int | None) -> RoutingRule:
        return ruling.add_rule(organization=self.organization, terms=terms, added_by=self.person, at=clock.now())


class ChangeRule(OfRule, WriteRule):
    """The next version of a rule."""

    def initial(self) -> dict[str, Any]:
        terms = RuleTerms.of(self.latest)
        first = max(self.today, terms.active_from)
        return {**written(terms), "active_from": first, "version": self.latest.version}

    def context(self) -> dict[str, Any]:
        return {
            **self.shared,
            "title": _("Change rule %(number)s") % {"number": self.latest.number},
            "latest": self.latest,
            "latest_told": told(self.latest),
        }

    def candidate(self, terms: RuleTerms) -> RoutingRule:
        return terms.after(self.latest)

    def store(self, terms: RuleTerms, seen: int | None) -> RoutingRule:
        return ruling.change_rule(
            organization=self.organization,
            ref=self.latest.ref,
            seen=seen or 0,
            terms=terms,
            changed_by=self.person,
            at=clock.now(),
        )

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        return super().show(_on_top_of_what_stands(form, extra.get("refusal")), status, **extra)


class EndRule(OfRule, FormPage):
    """Ends a rule, after a look at what would have gone elsewhere without it."""

    changes = True
    template_name = "cases/routing/end.html"
    form_class = EndRuleForm

    def initial(self) -> dict[str, Any]:
        return {"ends_on": self.today, "version": self.latest.version}

    def context(self) -> dict[str, Any]:
        preview = look_back(
            person=self.person, organization_id=self.organization.pk, today=self.today, ended=self.latest.number
        )
        return {**self.shared, **told(self.latest), "preview": preview}

    def deed(self, form: Form) -> HttpResponse:
        rule = ruling.end_rule(
            organization=self.organization,
            ref=self.latest.ref,
            seen=form.cleaned_data["version"],
            ends_on=form.cleaned_data["ends_on"],
            ended_by=self.person,
            at=clock.now(),
        )
        messages.success(self.request, _("Rule %(number)s is ended.") % {"number": rule.number})
        return redirect("routing:rules", self.organization.pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        return super().show(_on_top_of_what_stands(form, extra.get("refusal")), status, **extra)


def _on_top_of_what_stands(form: Form, refusal: Any) -> Form:
    """After a conflict, sending the same once more is a decision about the version that stands now."""
    if isinstance(refusal, Conflict):
        form.data = with_version(cast(QueryDict, form.data), refusal.facts["current_version"])
    return form

"""Routing rules: adding one, changing one into its next version, ending one. Nothing that stood is edited."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import RoutingRule
from cases.notices import routing as notices
from cases.permissions import may_change_rules
from cases.rule_terms import RuleTerms, unknown_terms
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted


@transaction.atomic
def add_rule(*, organization: Organization, terms: RuleTerms, added_by: Person, at: datetime) -> RoutingRule:
    """A new rule of an organization, version 1, from `terms.active_from` on (today or later).

    Raises NotPermitted for anybody but the organization's lead representative and administrators, Invalid for a
    criterion that there is not, for days in the past or the wrong order, and for a person who does not represent the
    organization on the first day.
    """
    check_terms(organization=organization, terms=terms, person=added_by, at=at)
    rule = RoutingRule.objects.create(ref=uuid4(), version=1, organization=organization, **terms.columns())
    rule.refresh_from_db(fields=["number"])
    _note(Verb.RULE_ADDED, rule, added_by, at)
    notices.rule_names(rule=rule, by=added_by, at=at)
    return rule


@transaction.atomic
def change_rule(
    *, organization: Organization, ref: UUID, seen: int, terms: RuleTerms, changed_by: Person, at: datetime
) -> RoutingRule:
    """The next version of a rule, from `terms.active_from` on (today or later); the versions before end on that day.

    `seen` is the version that the person's page showed. Raises what `add_rule` raises, Conflict when somebody made
    another version meanwhile, and NotNow when the rule has ended.
    """
    check_terms(organization=organization, terms=terms, person=changed_by, at=at)
    latest = _latest(organization, ref, seen, at)
    _end_versions(ref, terms.active_from)
    rule = terms.after(latest)
    rule.organization = organization
    rule.save(force_insert=True)
    _note(Verb.RULE_CHANGED, rule, changed_by, at)
    if rule.assign_to_id != latest.assign_to_id:
        notices.rule_names(rule=rule, by=changed_by, at=at)
    return rule


@transaction.atomic
def end_rule(
    *, organization: Organization, ref: UUID, seen: int, ends_on: date, ended_by: Person, at: datetime
) -> RoutingRule:
    """From `ends_on` on (today or later) the rule no longer holds. Returns its last version.

    Raises NotPermitted as `add_rule` does, Invalid for a day in the past, Conflict when somebody made another version
    meanwhile, NotNow when it has ended.
    """
    if not may_change_rules(ended_by, organization.pk):
        raise NotPermitted()
    if ends_on < clock.local_date(at):
        raise Invalid(_("That day is past. Choose today or a later day."), field="ends_on")
    _latest(organization, ref, seen, at)
    _end_versions(ref, ends_on)
    rule = RoutingRule.objects.select_related("organization").filter(ref=ref).latest("version")
    _note(Verb.RULE_ENDED, rule, ended_by, at)
    return rule


def check_terms(*, organization: Organization, terms: RuleTerms, person: Person, at: datetime) -> None:
    """Whether a person may let these terms be a rule of an organization: what a preview asks before it shows anything.

    Raises NotPermitted and Invalid as `add_rule` does; changes nothing.
    """
    if not may_change_rules(person, organization.pk):
        raise NotPermitted()
    for field, sentence in unknown_terms(terms):
        raise Invalid(sentence, field=field)
    if terms.active_from < clock.local_date(at):
        raise Invalid(_("That day is past. Choose today or a later day."), field="active_from")
    if terms.active_to is not None and terms.active_to <= terms.active_from:
        raise Invalid(_("The last day must not lie before the first."), field="active_to")
    if terms.assign_to is not None and not _represents(terms.assign_to, organization, terms.active_from):
        raise Invalid(
            _("%(person)s does not represent this organization then.") % {"person": terms.assign_to}, field="assign_to"
        )


def _represents(person: Person, organization: Organization, on: date) -> bool:
    held = Appointment.objects.current(on).filter(person=person, organization=organization, role=Role.REPRESENTATIVE)
    return held.exists()


def _latest(organization: Organization, ref: UUID, seen: int, at: datetime) -> RoutingRule:
    """The last version of a rule, locked with those before it. Raises RoutingRule.DoesNotExist, Conflict and NotNow."""
    versions = list(
        RoutingRule.objects.select_for_update().filter(ref=ref, organization=organization).order_by("version")
    )
    if not versions:
        raise RoutingRule.DoesNotExist
    latest = versions[-1]
    if latest.version != seen:
        raise Conflict(
            _(
                "Somebody changed this rule meanwhile: it is now version %(version)s. Nothing that you entered was saved."
            )
            % {"version": latest.version},
            current_version=latest.version,
        )
    if latest.active_to is not None and latest.active_to <= clock.local_date(at):
        raise NotNow(_("This rule has ended. Add a new one instead."))
    return latest


def _end_versions(ref: UUID, day: date) -> None:
    """Let every version that would still hold on `day` or later end there; one that begins later never holds."""
    for version in RoutingRule.objects.filter(ref=ref):
        if version.active_to is None or version.active_to > day:
            ends = max(version.active_from, day)
            RoutingRule.objects.filter(pk=version.pk).update(active_to=ends)


def _note(verb: Verb, rule: RoutingRule, by: Person, at: datetime) -> None:
    """The organization's own chain in the trail: which rule, which version, from when to when."""
    organization = rule.organization
    assert organization is not None
    role = Role.REPRESENTATIVE if by.standing.leads_in(organization.pk) else Role.ADMINISTRATOR
    last = rule.active_to - timedelta(days=1) if rule.active_to else None
    facts: dict[str, Any] = {
        "rule": rule.number,
        "version": rule.version,
        "terms": {name: str(value) for name, value in RuleTerms.of(rule).columns().items() if value not in ("", None)},
        "first_day": rule.active_from,
        "last_day": last or "",
    }
    record(verb=verb, subject=organization.ref, actor=by, role=role, at=at, facts=facts)

"""Changing organizations, people and appointments."""

from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from polact.access.enums import Regime, Role
from polact.access.models import Appointment, Organization, Person
from polact.access.permissions import may_administer
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotPermitted
from polact.base.text import both_languages


@transaction.atomic
def confirm_regime(
    *, organization: Organization, regime: Regime, legal_basis: str, confirmed_by: Person, at: datetime
) -> Organization:
    """An administrator settles under which regime an organization's people are, with the legal basis.

    Until then no request is routed there. Raises NotPermitted for anybody else, Invalid for "to confirm" or no basis.
    """
    if not may_administer(confirmed_by):
        raise NotPermitted()
    if regime == Regime.TO_CONFIRM:
        raise Invalid(_("Choose the regime that applies."), field="regime")
    if not legal_basis.strip():
        raise Invalid(_("Name the legal basis."), field="legal_basis")
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    before = organization.regime
    organization.regime, organization.legal_basis, organization.regime_confirmed_at = regime, legal_basis, at
    organization.save(update_fields=["regime", "legal_basis", "regime_confirmed_at"])
    record(
        verb=Verb.REGIME_CONFIRMED,
        subject=organization.ref,
        actor=confirmed_by,
        role=Role.ADMINISTRATOR,
        at=at,
        facts={"regime": both_languages(regime.label), "before": before, "legal_basis": legal_basis},
    )
    return organization


def appoint(
    *,
    person: Person,
    organization: Organization,
    role: Role,
    active_from: date,
    active_to: date | None = None,
    position_title: str = "",
) -> Appointment:
    """Give a person a role in an organization from a day until (exclusive) another. Row-level security lets only the
    system and those who see everything do so."""
    return Appointment.objects.create(
        person=person,
        organization=organization,
        role=role,
        active_from=active_from,
        active_to=active_to,
        position_title=position_title,
    )


def forget_ended_sessions(*, at: datetime) -> int:
    """Delete the sessions that ended before `at`, and return how many those were. It may run twice: then there is none.

    A session may carry what somebody agreed to bring along from the self-assessment and then left lying.
    """
    count, _models = Session.objects.filter(expire_date__lte=at).delete()
    return count

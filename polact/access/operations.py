"""Changing organizations, people and appointments."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polact.access.covering import closes_a_loop
from polact.access.enums import Regime, Role
from polact.access.models import Appointment, Cover, Organization, Person
from polact.access.permissions import may_administer, may_end_cover, may_record_cover, may_set_standard
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted
from polact.base.text import both_languages

LONGEST_STANDARD = 60  # business days


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


@transaction.atomic
def set_standard(
    *, organization: Organization, standard_days: int, answer_days: int, set_by: Person, at: datetime
) -> Organization:
    """Set in how many business days the organization answers, and how many it gives for an answer to a question.

    The new standard holds for what is submitted from then on: a case keeps the number that it was sent under. Raises
    NotPermitted for anybody but the lead of its representatives and administrators, Invalid outside 1 to 60.
    """
    if not may_set_standard(set_by, organization):
        raise NotPermitted()
    for days, name in ((standard_days, "standard_days"), (answer_days, "answer_days")):
        if not 1 <= days <= LONGEST_STANDARD:
            raise Invalid(_("Choose between 1 and %(most)d business days.") % {"most": LONGEST_STANDARD}, field=name)
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    before = {"standard_days_before": organization.standard_days, "answer_days_before": organization.answer_days}
    organization.standard_days, organization.answer_days = standard_days, answer_days
    organization.save(update_fields=["standard_days", "answer_days"])
    role = Role.REPRESENTATIVE if set_by.standing.leads_in(organization.pk) else Role.ADMINISTRATOR
    facts = {"standard_days": standard_days, "answer_days": answer_days, **before}
    record(verb=Verb.STANDARD_SET, subject=organization.ref, actor=set_by, role=role, at=at, facts=facts)
    return organization


def appoint(
    *,
    person: Person,
    organization: Organization,
    role: Role,
    active_from: date,
    active_to: date | None = None,
    position_title: str = "",
    **more: Any,
) -> Appointment:
    """Give a person a role in an organization from a day until (exclusive) another. Row-level security lets only the
    system and those who see everything do so. `more`: `unit`, `region`, `reports_to`, `is_lead` of the appointment."""
    return Appointment.objects.create(
        person=person,
        organization=organization,
        role=role,
        active_from=active_from,
        active_to=active_to,
        position_title=position_title,
        **more,
    )


def forget_ended_sessions(*, at: datetime) -> int:
    """Delete the sessions that ended before `at`, and return how many those were. It may run twice: then there is none.

    A session may carry what somebody agreed to bring along from the self-assessment and then left lying.
    """
    count, _models = Session.objects.filter(expire_date__lte=at).delete()
    return count


@transaction.atomic
def record_cover(
    *,
    absent: Person,
    stand_in: Person,
    organization: Organization,
    active_from: date,
    active_to: date,
    recorded_by: Person,
    at: datetime,
) -> Cover:
    """Say who stands in for an absent representative from a day until (exclusive) another.

    From the first day on, the stand-in finds the absent person's work on their desk, and the directory says so.
    Raises NotPermitted for anybody but the representative and administrators; Invalid for days in the wrong order or
    past, for oneself, for somebody who does not represent the organization from the first to the last day, beside
    another cover of the same person, and where the work would come back to the absent person over other covers.
    """
    if not may_record_cover(recorded_by, absent, organization):
        raise NotPermitted()
    if active_to <= active_from:
        raise Invalid(_("The first day back must come after the first day away."), field="active_to")
    if active_to <= clock.local_date(at):
        raise Invalid(_("This absence is over."), field="active_to")
    if stand_in.pk == absent.pk:
        raise Invalid(_("Choose somebody else to stand in."), field="stand_in")
    Organization.objects.select_for_update().get(pk=organization.pk)
    last = active_to - timedelta(days=1)
    for person, day, field in (
        (absent, active_from, "absent"),
        (stand_in, active_from, "stand_in"),
        (stand_in, last, "stand_in"),
    ):
        if not _represents(person, organization, day):
            raise Invalid(_("%(person)s does not represent this organization then.") % {"person": person}, field=field)
    cover = Cover(
        absent=absent, stand_in=stand_in, organization=organization, active_from=active_from, active_to=active_to
    )
    _check_beside(cover)
    cover.save()
    _note_cover(Verb.COVER_RECORDED, cover, recorded_by, at)
    return cover


@transaction.atomic
def end_cover(*, cover: Cover, ended_by: Person, at: datetime) -> None:
    """The absent person is back as of today; a cover that has not begun, or began today, never was.

    Raises NotPermitted for anybody but the representative and administrators.
    """
    if not may_end_cover(ended_by, cover):
        raise NotPermitted()
    today = clock.local_date(at)
    if cover.active_from >= today:
        Cover.objects.filter(pk=cover.pk).delete()
    else:
        Cover.objects.filter(pk=cover.pk, active_to__gt=today).update(active_to=today)
    _note_cover(Verb.COVER_ENDED, cover, ended_by, at)


def _check_beside(cover: Cover) -> None:
    """Against the organization's other covers at that time; its row is locked, so that no other comes in between."""
    beside = Cover.objects.filter(
        organization=cover.organization, active_from__lt=cover.active_to, active_to__gt=cover.active_from
    )
    others = list(beside)
    if any(other.absent_id == cover.absent_id for other in others):
        raise Invalid(_("An absence at that time is recorded already. End it first."), field="active_from")
    day = closes_a_loop(cover, others)
    if day is not None:
        raise Invalid(
            _(
                "%(stand_in)s is away on %(day)s, and that work would come back to %(absent)s. Choose somebody who is there."
            )
            % {"stand_in": cover.stand_in, "absent": cover.absent, "day": date_format(day, "DATE_FORMAT")},
            field="stand_in",
        )


def _represents(person: Person, organization: Organization, on: date) -> bool:
    held = Appointment.objects.current(on).filter(person=person, organization=organization, role=Role.REPRESENTATIVE)
    return held.exists()


def _note_cover(verb: Verb, cover: Cover, by: Person, at: datetime) -> None:
    """The organization's own chain in the trail."""
    last = cover.active_to - timedelta(days=1)
    period = {"en": f"{cover.active_from} to {last}", "fr": f"du {cover.active_from} au {last}"}
    facts = {"absent": str(cover.absent), "stand_in": str(cover.stand_in), "period": period}
    role = Role.REPRESENTATIVE if by.pk == cover.absent_id else Role.ADMINISTRATOR
    record(verb=verb, subject=cover.organization.ref, actor=by, role=role, at=at, facts=facts)

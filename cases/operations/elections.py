"""Election periods: recorded by the Commission, and ended. They are public, and hold nothing about anybody."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import ElectionLevel
from cases.models import ElectionPeriod
from cases.permissions import may_record_elections
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS, TERRITORIES


@transaction.atomic
def record_election(
    *,
    level: str,
    jurisdiction: str,
    label_en: str,
    label_fr: str,
    source: str,
    active_from: date,
    active_to: date | None,
    recorded_by: Person,
    at: datetime,
) -> ElectionPeriod:
    """An election period from a day until (exclusive) another, or until it is ended. Rules look at it from then on.

    Raises NotPermitted for anybody but Commission officers and administrators; Invalid for a level that does not fit the
    jurisdiction, a name in one language only, no source, days in the wrong order, and a period that is over.
    """
    if not may_record_elections(recorded_by):
        raise NotPermitted()
    _check_where(level, jurisdiction)
    for field, text in (("label_en", label_en), ("label_fr", label_fr), ("source", source)):
        if not text.strip():
            raise Invalid(_("Both languages are equal, and a source is needed: fill this in."), field=field)
    if active_to is not None and active_to <= active_from:
        raise Invalid(_("The last day must not lie before the first."), field="active_to")
    if active_to is not None and active_to <= clock.local_date(at):
        raise Invalid(_("This period is over."), field="active_to")
    period = ElectionPeriod.objects.create(
        ref=uuid4(),
        level=level,
        jurisdiction=jurisdiction,
        label_en=label_en,
        label_fr=label_fr,
        source=source,
        active_from=active_from,
        active_to=active_to,
    )
    _note(Verb.ELECTION_RECORDED, period, recorded_by, at)
    return period


@transaction.atomic
def end_election(*, period: ElectionPeriod, ended_by: Person, at: datetime) -> ElectionPeriod:
    """The period no longer holds as of today; one that has not begun, or began today, never held.

    Raises NotPermitted for anybody but Commission officers and administrators, NotNow when it has ended.
    """
    if not may_record_elections(ended_by):
        raise NotPermitted()
    today = clock.local_date(at)
    period = ElectionPeriod.objects.select_for_update().get(pk=period.pk)
    if period.active_to is not None and period.active_to <= today:
        raise NotNow(_("This period has ended already."))
    period.active_to = max(period.active_from, today)
    period.save(update_fields=["active_to"])
    _note(Verb.ELECTION_ENDED, period, ended_by, at)
    return period


def _check_where(level: str, jurisdiction: str) -> None:
    if level not in ElectionLevel.values:
        raise Invalid(_("Choose the level of government."), field="level")
    if jurisdiction not in JURISDICTIONS or (level == ElectionLevel.FEDERAL) != (jurisdiction == FEDERAL):
        raise Invalid(
            _("A federal election is held in Canada, any other one in a province or territory."), field="jurisdiction"
        )
    is_territory = jurisdiction in TERRITORIES
    if (level == ElectionLevel.PROVINCIAL and is_territory) or (
        level == ElectionLevel.TERRITORIAL and not is_territory
    ):
        raise Invalid(_("That level does not fit this province or territory."), field="jurisdiction")


def _note(verb: Verb, period: ElectionPeriod, by: Person, at: datetime) -> None:
    """A chain of the period's own in the trail."""
    role = Role.COMMISSION_OFFICER if by.standing.holds(Role.COMMISSION_OFFICER) else Role.ADMINISTRATOR
    facts = {
        "election": {"en": period.label_en, "fr": period.label_fr},
        "level": both_languages(ElectionLevel(period.level).label),
        "where": both_languages(JURISDICTIONS[period.jurisdiction]),
        "first_day": period.active_from,
        "until": period.active_to or "",
        "source": period.source,
    }
    record(verb=verb, subject=period.ref, actor=by, role=role, at=at, facts=facts)

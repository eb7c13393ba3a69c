"""Elections: recorded by the Commission, postponed, withdrawn, set anew, ended. They are public, and hold nothing about
anybody. What the days were before is kept beside them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import note
from cases.clocks.elections import LONGEST_POSTPONEMENT
from cases.election_facts import (
    Days,
    DistrictFacts,
    ElectionFacts,
    check_days,
    check_district,
    check_nominations,
    filled,
)
from cases.election_files import Found, Row, RowResult
from cases.election_news import News
from cases.enums import ElectionChangeReason, ElectionLevel
from cases.models import DistrictPeriod, ElectionChange, ElectionPeriod, ElectoralDistrict
from cases.notices import elections as notices
from cases.permissions import may_record_elections
from cases.queries.candidates import districts_apart, pending_for
from cases.queries.districts import newest_district
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted, Refusal
from polact.base.text import both_languages
from polact.catalogue.jurisdictions import JURISDICTIONS

"""Of a federal election, other than after a candidate's death (Canada Elections Act s. 59(4))."""


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
    polling_day: date | None = None,
    nominations_close: date | None = None,
    nominations_time: time | None = None,
    **more: Any,
) -> ElectionPeriod:
    """An election with its period, from a day until (exclusive) another, or until it is ended. Rules look at it from then
    on. `more`: kind, district, municipality and municipality_kind, where known (`ElectionFacts`).

    Raises NotPermitted for anybody but Commission officers and administrators; Invalid for a level that does not fit the
    jurisdiction or the kind, a name in one language only, no source, days in the wrong order, and a period that is over.
    """
    _permit(recorded_by)
    days = Days(active_from, active_to, polling_day, nominations_close, nominations_time)
    facts = ElectionFacts(level, jurisdiction, label_en, label_fr, source, days, **more)
    return _create(facts, recorded_by, at)


@transaction.atomic
def end_election(*, period: ElectionPeriod, ended_by: Person, at: datetime) -> ElectionPeriod:
    """The period no longer holds as of today; one that has not begun, or began today, never held.

    Raises NotPermitted for anybody but Commission officers and administrators, NotNow when it has ended.
    """
    _permit(ended_by)
    period = _not_over(period, at)
    period.active_to = max(period.active_from, clock.local_date(at))
    period.save(update_fields=["active_to"])
    _note(Verb.ELECTION_ENDED, period, ended_by, at)
    return period


@transaction.atomic
def set_days(*, period: ElectionPeriod, days: Days, source: str, set_by: Person, at: datetime) -> ElectionPeriod:
    """The days of an election as they are known now, such as when the writ of an expected one is issued.

    Raises NotPermitted for anybody but Commission officers and administrators; NotNow when the period is over; Invalid for
    days in the wrong order, no source, nothing changed, and another first day once the period has begun.
    """
    _permit(set_by)
    filled("source", source)
    period = _not_over(period, at)
    today = clock.local_date(at)
    if days.active_from != period.active_from and period.active_from <= today:
        raise Invalid(_("The period has begun: its first day stays."), field="active_from")
    days = check_days(days, level=period.level, stands=period.polling_day)
    if days.active_to is not None and days.active_to <= today:
        raise Invalid(_("This period is over."), field="active_to")
    if days == Days.of(period):
        raise Invalid(_("These are the dates as they stand."), field="polling_day")
    _change(period, days, ElectionChangeReason.CORRECTED, source, at)
    _note(Verb.ELECTION_DATES_SET, period, set_by, at, reason_source=source)
    _tell_candidates(News(period, ElectionChangeReason.CORRECTED, None, days.polling_day, days.nominations_close), at)
    return period


@transaction.atomic
def postpone_election(
    *,
    period: ElectionPeriod,
    polling_day: date,
    nominations_close: date | None,
    source: str,
    postponed_by: Person,
    at: datetime,
    district: ElectoralDistrict | None = None,
    reason: str = ElectionChangeReason.POSTPONED,
) -> ElectionPeriod:
    """Polling is on a later day, everywhere or in one district; the period is longer by as many days.

    `nominations_close` None: as before. Raises NotPermitted for anybody but Commission officers and administrators; NotNow
    when it is over, withdrawn, or has no polling day; Invalid for a day that is not later, for more than 7 calendar days
    federally (Canada Elections Act s. 59(4)) other than after a candidate's death (s. 77), and for a foreign district.
    """
    _permit(postponed_by)
    filled("source", source)
    period = _not_over(period, at)
    before = _days_in(period, district)
    if before.polling_day is None:
        raise NotNow(_("No polling day is known. Set the dates of the election first."))
    later = polling_day - before.polling_day
    if later <= timedelta(0):
        raise Invalid(_("The new polling day must lie after the one that stands."), field="polling_day")
    if reason not in (ElectionChangeReason.POSTPONED, ElectionChangeReason.CANDIDATE_DIED):
        raise Invalid(_("Choose why it is postponed."), field="reason")
    if reason == ElectionChangeReason.CANDIDATE_DIED:
        if district is None and period.level == ElectionLevel.FEDERAL:
            raise Invalid(
                _("After a candidate’s death it is postponed in their district: choose it."), field="district"
            )
    elif period.level == ElectionLevel.FEDERAL and later.days > LONGEST_POSTPONEMENT:
        raise Invalid(_("A federal election can be postponed by 7 days at most."), field="polling_day")
    close = nominations_close or before.nominations_close
    check_nominations(close, polling_day)
    until = before.active_to + later if before.active_to else None
    days = Days(before.active_from, until, polling_day, close, before.nominations_time)
    _settle(period, district, days, ElectionChangeReason(reason), source, at)
    _note(Verb.ELECTION_POSTPONED, period, postponed_by, at, reason_source=source, district=district)
    _tell_candidates(News(period, ElectionChangeReason(reason), district, polling_day, close), at)
    return period


@transaction.atomic
def withdraw_writ(
    *,
    period: ElectionPeriod,
    source: str,
    withdrawn_by: Person,
    at: datetime,
    district: ElectoralDistrict | None = None,
) -> ElectionPeriod:
    """The writ is withdrawn (Canada Elections Act s. 59(1)): the period ends today, everywhere or in one district.

    Raises NotPermitted for anybody but Commission officers and administrators, NotNow when it is over or withdrawn there,
    Invalid without a source and for a district of another election.
    """
    _permit(withdrawn_by)
    filled("source", source)
    period = _not_over(period, at)
    today = clock.local_date(at)
    before = _days_in(period, district)
    days = Days(before.active_from, max(before.active_from, today))
    if district is None:
        days = Days(
            before.active_from, days.active_to, before.polling_day, before.nominations_close, before.nominations_time
        )
        period.withdrawn_on = today
    _settle(period, district, days, ElectionChangeReason.WITHDRAWN, source, at)
    _note(Verb.ELECTION_WITHDRAWN, period, withdrawn_by, at, reason_source=source, district=district)
    _tell_candidates(News(period, ElectionChangeReason.WITHDRAWN, district, None, None), at)
    return period


def import_elections(
    *, rows: Sequence[Row], imported_by: Person | None, at: datetime, dry_run: bool = False
) -> list[RowResult]:
    """What came of each row of a file of elections or districts (`election_files.read`): all of them or, if one does not
    fit, none. `dry_run` tries everything and keeps nothing. `imported_by` None: the system, from a command.

    Only adds elections: one that is recorded already stays as it is, so a file can be imported again. Of a district that
    is there, names, end and source are corrected. Raises NotPermitted for anybody but officers and administrators.
    """
    if imported_by is not None:
        _permit(imported_by)
    with transaction.atomic():
        results = [_take(row, imported_by, at) for row in rows]
        if dry_run or any(result.found == Found.REFUSED for result in results):
            transaction.set_rollback(True)
    return results


def _permit(person: Person) -> None:
    if not may_record_elections(person):
        raise NotPermitted()


def _create(facts: ElectionFacts, by: Person | None, at: datetime) -> ElectionPeriod:
    facts = facts.checked(clock.local_date(at))
    told = {name: value for name, value in vars(facts).items() if name != "days"}
    period = ElectionPeriod.objects.create(ref=uuid4(), **told, **vars(facts.days))
    _note(Verb.ELECTION_RECORDED, period, by, at)
    return period


def _not_over(period: ElectionPeriod, at: datetime) -> ElectionPeriod:
    """The election, locked. Raises NotNow when its period has ended."""
    period = ElectionPeriod.objects.select_for_update().get(pk=period.pk)
    if period.never_held or (period.active_to is not None and period.active_to <= clock.local_date(at)):
        raise NotNow(_("This period has ended already."))
    return period


def _days_in(period: ElectionPeriod, district: ElectoralDistrict | None) -> Days:
    """The days of an election, or those in one of its districts."""
    if district is None:
        return Days.of(period)
    check_district(district, period.level, period.jurisdiction)
    if period.district_id not in (None, district.pk):
        raise Invalid(_("This district is not one of this election."), field="district")
    own = DistrictPeriod.objects.filter(period=period, district=district).first()
    if own is None:
        return Days.of(period)
    if own.is_withdrawn:
        raise NotNow(_("The writ was withdrawn in this district."))
    return Days(own.active_from, own.active_to, own.polling_day, own.nominations_close, period.nominations_time)


def _settle(
    period: ElectionPeriod,
    district: ElectoralDistrict | None,
    days: Days,
    reason: ElectionChangeReason,
    source: str,
    at: datetime,
) -> None:
    """New days, for the whole election or for one district."""
    if district is None:
        _change(period, days, reason, source, at)
    else:
        DistrictPeriod.objects.create(
            period=period, district=district, reason=reason, source=source, recorded_at=at, **_own(days)
        )


def _change(period: ElectionPeriod, days: Days, reason: ElectionChangeReason, source: str, at: datetime) -> None:
    """New days of the election; what they were is kept."""
    before = _own(Days.of(period))
    ElectionChange.objects.create(period=period, reason=reason, source=source, recorded_at=at, **before)
    for name, value in vars(days).items():
        setattr(period, name, value)
    period.save(update_fields=[*vars(days), "withdrawn_on"])


def _tell_candidates(news: News, at: datetime) -> None:
    """Candidacies that are not decided follow their election, and the employee is told what that means: of a change in
    one district those in it, of a change everywhere those in no district that has days of its own."""
    with as_system():
        for candidacy in news.among(pending_for(news.period), districts_apart(news.period)):
            days = news.days_for(candidacy)
            for name, day in days.items():
                setattr(candidacy, name, day)
            candidacy.save(update_fields=list(days))
            told = {name: day.isoformat() if day else "–" for name, day in days.items()}
            facts = {"election": both_languages(news.name), "reason": both_languages(news.reason.label), **told}
            note(case=candidacy.case, verb=Verb.CANDIDACY_ELECTION_CHANGED, by=None, at=at, facts=facts)
            meaning = news.meaning(candidacy, clock.local_date(at))
            notices.election_changed(candidacy=candidacy, election=news.name, what=news.what(), meaning=meaning, at=at)


def _own(days: Days) -> dict[str, Any]:
    return {name: value for name, value in vars(days).items() if name != "nominations_time"}


def _take(row: Row, by: Person | None, at: datetime) -> RowResult:
    try:
        if isinstance(row.facts, ElectionFacts):
            return RowResult(row.line, row.label, _take_election(row.facts, row.district, by, at))
        if isinstance(row.facts, DistrictFacts):
            return RowResult(row.line, row.label, _take_district(row.facts, by, at))
        return RowResult(row.line, row.label, Found.REFUSED, row.field, row.problem)
    except Refusal as refusal:
        return RowResult(row.line, row.label, Found.REFUSED, refusal.field or "", str(refusal.message))


def _take_election(facts: ElectionFacts, code: str, by: Person | None, at: datetime) -> Found:
    if code:
        facts = facts.with_district(_district_coded(facts, code))
    days = check_days(facts.days, level=facts.level)
    alike = ElectionPeriod.objects.filter(
        level=facts.level, jurisdiction=facts.jurisdiction, label_en=facts.label_en, municipality=facts.municipality
    )
    for period in alike.prefetch_related("changes"):
        known = [(change.active_from, change.polling_day) for change in period.changes.all()]
        known.append((period.active_from, period.polling_day))
        if (days.active_from, days.polling_day) in known:
            return Found.SAME
        if not period.never_held and (period.active_to is None or period.active_to > clock.local_date(at)):
            raise Invalid(_("It is recorded already with other dates. Change them on its page."), field="label_en")
    _create(facts, by, at)
    return Found.NEW


def _district_coded(facts: ElectionFacts, code: str) -> ElectoralDistrict:
    district = newest_district(facts.level, facts.jurisdiction, code)
    if district is None:
        raise Invalid(_("There is no district with this code. Import the districts first."), field="district")
    return district


def _take_district(facts: DistrictFacts, by: Person | None, at: datetime) -> Found:
    facts.check()
    same_code = ElectoralDistrict.objects.filter(level=facts.level, jurisdiction=facts.jurisdiction, code=facts.code)
    others = same_code.exclude(valid_from=facts.valid_from)
    if any(
        (one.valid_to is None or facts.valid_from < one.valid_to)
        and (facts.valid_to is None or one.valid_from < facts.valid_to)
        for one in others
    ):
        raise Invalid(_("Another district has this code at the same time. End it first."), field="valid_from")
    district = same_code.filter(valid_from=facts.valid_from).first()
    if district is None:
        district = ElectoralDistrict.objects.create(ref=uuid4(), **vars(facts))
        _note_district(Verb.DISTRICT_RECORDED, district, by, at)
        return Found.NEW
    changed = ("name_en", "name_fr", "valid_to", "source")
    if all(getattr(district, name) == getattr(facts, name) for name in changed):
        return Found.SAME
    for name in changed:
        setattr(district, name, getattr(facts, name))
    district.save(update_fields=changed)
    _note_district(Verb.DISTRICT_CORRECTED, district, by, at)
    return Found.CORRECTED


def _note(
    verb: Verb,
    period: ElectionPeriod,
    by: Person | None,
    at: datetime,
    *,
    reason_source: str = "",
    district: ElectoralDistrict | None = None,
) -> None:
    """A chain of the period's own in the trail."""
    facts = {
        "election": {"en": period.label_en, "fr": period.label_fr},
        "level": both_languages(ElectionLevel(period.level).label),
        "where": both_languages(JURISDICTIONS[period.jurisdiction]),
        "first_day": period.active_from,
        "until": period.active_to or "",
        "polling_day": period.polling_day or "",
        "nominations_close": period.nominations_close or "",
        "source": reason_source or period.source,
    }
    if district is not None:
        facts["district"] = {"en": district.name_en, "fr": district.name_fr}
    _write(verb, period.ref, by, at, facts)


def _note_district(verb: Verb, district: ElectoralDistrict, by: Person | None, at: datetime) -> None:
    """A chain of the district's own in the trail."""
    facts = {
        "district": {"en": district.name_en, "fr": district.name_fr},
        "code": district.code,
        "where": both_languages(JURISDICTIONS[district.jurisdiction]),
        "source": district.source,
    }
    _write(verb, district.ref, by, at, facts)


def _write(verb: Verb, subject: UUID, by: Person | None, at: datetime, facts: dict[str, Any]) -> None:
    role = "SYSTEM"
    if by is not None:
        role = Role.COMMISSION_OFFICER if by.standing.holds(Role.COMMISSION_OFFICER) else Role.ADMINISTRATOR
    record(verb=verb, subject=subject, actor=by, role=role, at=at, facts=facts)

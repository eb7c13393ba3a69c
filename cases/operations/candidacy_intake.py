"""Asking for permission to be a candidate: the draft, private to the employee, and signing it.

Eligibility comes first (domain.md 1.4, 8 rule 5): who may not ask begins nothing. What is signed goes to the organization,
whose part is to add its opinions (PAR s. 2(2)); the way to the Commission is the employee's own (`candidacy_commission`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import clocks
from cases.advance import advance_candidacy, note, touch
from cases.candidacy_content import eligibility, missing_to_sign
from cases.candidacy_inviting import invitations
from cases.candidacy_timing import days_known, safe_filing
from cases.conflicts import Conflict as ConflictOfInterest
from cases.enums import CaseStatus, ClockReason, ElectionLevel, RoutingReason
from cases.enums.candidacy import CandidacyAction, Employment
from cases.models import Assignment, Attachment, Candidacy, CandidacyInput, Case, ElectionPeriod
from cases.notices import candidacy_intake as notices
from cases.permissions import is_requester
from cases.placing import Placement, keep_routing, place
from cases.timing import as_facts, reading
from cases.walls import conflicts_found, keep_conflicts, walled
from cases.wording import also_found_by
from polact.access.models import Organization, Person
from polact.access.queries import representatives_of
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.base.text import both_languages
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS, TERRITORIES
from polact.catalogue.kinds import Family
from polact.catalogue.registry import type_for

TOLD = (
    *("district", "office", "nomination_from", "candidate_from", "nominations_close", "polling_day"),
    *("employment", "on_leave", "position_title", "group_level", "work_location", "duties", "visibility"),
    *("has_temporary_duties", "temporary_title", "temporary_duties", "manager_name", "public_steps"),
)
"""What the employee tells of the election, the position and the steps taken; all of it may be empty in a draft."""


@transaction.atomic
def start_candidacy(
    *,
    requester: Person,
    organization: Organization,
    language: str,
    level: str,
    jurisdiction: str,
    employment: str,
    on_leave: bool,
    at: datetime,
) -> Candidacy:
    """Begin a request for permission. Only the employee sees it until they sign it.

    Raises Invalid for whoever may not ask (`candidacy_content.eligibility`), and for a level that does not fit the place.
    """
    _check_employment(employment)
    _check_eligible(requester, organization, employment, on_leave)
    _check_place(level, jurisdiction)
    kind = type_for(Family.PERMISSION, regime=organization.regime, abbreviation=organization.abbreviation_en)
    assert kind is not None
    case = Case(
        request_type=kind.code,
        organization=organization,
        requester=requester,
        language=language,
        created_at=at,
        changed_at=at,
        changed_by=requester,
    )
    candidacy = Candidacy(case=case, level=level, jurisdiction=jurisdiction, employment=employment, on_leave=on_leave)
    case.subject, case.question = _words(candidacy)
    case.save(force_insert=True)
    candidacy.pk = case.pk
    candidacy.save(force_insert=True)
    return candidacy


@transaction.atomic
def save_candidacy(
    *,
    candidacy: Candidacy,
    saved_by: Person,
    level: str,
    jurisdiction: str,
    language: str,
    told: Mapping[str, Any],
    at: datetime,
    election: ElectionPeriod | None = None,
    description_file: Attachment | None = None,
    chart_file: Attachment | None = None,
    named: Collection[int] | None = None,
    version: int | None = None,
) -> Candidacy:
    """Keep what was typed. `told` holds the columns of `TOLD` that change; the rest stays. `named` are the representatives
    who should not handle it; left out, those named before stay.

    Raises Conflict when the draft was changed from another page meanwhile, NotNow once it is signed, NotPermitted for
    anybody else, Invalid for an election of another level or place, days in the wrong order, a file of another case, or
    somebody named who does not represent the organization.
    """
    candidacy = _own_draft(candidacy, saved_by, version)
    case = candidacy.case
    _check_place(level, jurisdiction)
    if election and (election.level, election.jurisdiction) != (level, jurisdiction):
        raise Invalid(_("This election is at another level or elsewhere."), field="election")
    for name in set(told) & set(TOLD):
        setattr(candidacy, name, told[name])
    candidacy.level, candidacy.jurisdiction, candidacy.election = level, jurisdiction, election
    if election:  # what the Commission recorded of its days counts, whatever was typed
        candidacy.nominations_close = election.nominations_close or candidacy.nominations_close
        candidacy.polling_day = election.polling_day or candidacy.polling_day
    candidacy.description_file = _of_case(case, description_file, "description_file")
    candidacy.chart_file = _of_case(case, chart_file, "chart_file")
    _check_days(candidacy)
    _check_employment(candidacy.employment)
    candidacy.save()
    if named is not None:
        case.named = _representing(case.organization, named, at)
    case.language = language
    case.subject, case.question = _words(candidacy)
    case.planned_on = candidacy.nomination_from or candidacy.candidate_from
    touch(case=case, by=saved_by, at=at, fields=["language", "subject", "question", "planned_on", "named"])
    return candidacy


@transaction.atomic
def sign(
    *,
    candidacy: Candidacy,
    signed_by: Person,
    at: datetime,
    emails: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Candidacy:
    """Sign the request: it goes to the organization's representatives, and those whose opinion the level asks for are
    invited, each with their own last day. Whoever has a conflict of interest is walled off first, as for any request.

    `emails` says by kind of opinion whom to invite; left out, whoever is on record. It is not sent to the Commission yet.
    Raises Invalid for whoever may not ask, for what is missing, and for an address that nobody there has.
    """
    case = candidacy.case
    _check_eligible(signed_by, case.organization, candidacy.employment, candidacy.on_leave)
    if missing := missing_to_sign(candidacy):
        raise Invalid(" ".join(item.why for item in missing))
    on = clock.local_date(at)
    conflicts = conflicts_found(case=case, on=on)
    case.walled_from = walled(case, [conflict.person_id for conflict in conflicts])
    placed = place(case=case, on=on)
    standard = clocks.service_standard(submitted_on=on, business_days=case.organization.standard_days)
    asked = invitations(candidacy, emails or {}, at)
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.SIGN,
        by=signed_by,
        at=at,
        version=version,
        facts={**_as_signed(candidacy), **as_facts(standard)},
        awaited_from=sorted({one.person_id for one in asked}),
        **days_known(candidacy),
        changes={
            "submitted_at": at,
            "submitted_on": on,
            "standard_days": standard.business_days,
            **reading(standard, at=at, reason=ClockReason.SUBMITTED),
            "found_by": also_found_by(case, on),
            "queue": placed.queue,
            "routed_by": placed.rule,
            "assigned_to": placed.assigned_to,
            "routing_facts": placed.facts.as_json(),
            "region": placed.facts.region,
            "walled_from": case.walled_from,
        },
    )
    keep_routing(case=candidacy.case, placed=placed, why=RoutingReason.SUBMITTED, at=at)
    keep_conflicts(case=candidacy.case, conflicts=conflicts, at=at)
    _note_placing(candidacy.case, placed, conflicts, at)
    _invite(candidacy, asked, at)
    notices.signed(candidacy=candidacy, at=at)
    return candidacy


def _invite(candidacy: Candidacy, asked: Sequence[CandidacyInput], at: datetime) -> None:
    """Store the invitations, and tell those who are invited."""
    names = {kind.code: kind.name for kind in candidacy.level_rules.inputs}
    for one in asked:
        one.candidacy = candidacy
        one.save(force_insert=True)
        facts = {"kind": both_languages(names[one.kind]), "answer_by": one.answer_by.isoformat()}
        note(case=candidacy.case, verb=Verb.CANDIDACY_INPUT_ASKED, by=None, at=at, facts=facts)
        notices.input_asked(candidacy=candidacy, asked=one, at=at)


def _note_placing(case: Case, placed: Placement, conflicts: Sequence[ConflictOfInterest], at: datetime) -> None:
    for conflict in conflicts:
        ground = both_languages(conflict.ground.label)
        note(case=case, verb=Verb.CONFLICT_FOUND, by=None, at=at, facts={"ground": ground})
    facts = {"queue": both_languages(placed.queue.label), "rule": placed.rule.pk if placed.rule else None}
    facts["version"] = placed.rule.version if placed.rule else None
    note(case=case, verb=Verb.CASE_ROUTED, by=None, at=at, facts={**facts, **placed.facts.as_json()})
    if placed.assigned_to and placed.handover:
        Assignment.objects.create(case=case, kind=placed.handover, person=placed.assigned_to, at=at)


def _as_signed(candidacy: Candidacy) -> dict[str, Any]:
    """What the trail keeps of what was signed: among it the public steps already taken, and the day by which it was wise
    to ask, as the employee was shown."""
    safe = safe_filing(candidacy)
    return {
        "subject": candidacy.case.subject,
        "level": candidacy.level,
        "jurisdiction": candidacy.jurisdiction,
        "public_steps": candidacy.public_steps,
        **({"latest_safe_filing": safe.send_by.isoformat()} if safe else {}),
    }


def _own_draft(candidacy: Candidacy, person: Person, version: int | None) -> Candidacy:
    case = Case.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if not is_requester(person, case):
        raise NotPermitted()
    if case.status != CaseStatus.DRAFT:
        raise NotNow(_("This request was signed and can no longer be edited."))
    if version is not None and version != case.version:
        raise Conflict(
            _("You changed this draft in another window. What you typed here was not saved over it."),
            current_version=case.version,
        )
    found = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    found.case = case
    return found


def _check_eligible(person: Person, organization: Organization, employment: str, on_leave: bool) -> None:
    held = person.standing.organizations_by_role.items()
    roles = {role for role, places in held if organization.pk in places}
    found = eligibility(organization=organization, employment=employment, on_leave=on_leave, roles=roles)
    fields = {"REGIME": "organization", "CASUAL": "employment"}
    for reason in found:
        if reason.is_bar:
            raise Invalid(reason.text, field=fields.get(reason.code), reason=reason.code)


def _check_employment(employment: str) -> None:
    if employment not in Employment.values:
        raise Invalid(_("Say how you are employed."), field="employment")


def _check_place(level: str, jurisdiction: str) -> None:
    if level not in ElectionLevel.values:
        raise Invalid(_("Say at which level of government."), field="level")
    fits = {
        ElectionLevel.FEDERAL: jurisdiction == FEDERAL,
        ElectionLevel.PROVINCIAL: jurisdiction not in {FEDERAL, *TERRITORIES},
        ElectionLevel.TERRITORIAL: jurisdiction in TERRITORIES,
        ElectionLevel.MUNICIPAL: jurisdiction != FEDERAL,
    }
    if jurisdiction not in JURISDICTIONS or not fits[ElectionLevel(level)]:
        raise Invalid(_("Choose a place that has elections of this level."), field="jurisdiction")


def _check_days(candidacy: Candidacy) -> None:
    first: date | None = candidacy.nominations_close
    if first and candidacy.polling_day and candidacy.polling_day < first:
        raise Invalid(_("Polling day comes after the close of nominations."), field="polling_day")
    if candidacy.polling_day and candidacy.candidate_from and candidacy.polling_day < candidacy.candidate_from:
        raise Invalid(_("You would be a candidate before polling day, not after it."), field="candidate_from")


def _representing(organization: Organization, named: Collection[int], at: datetime) -> list[int]:
    known = {person.pk for person in representatives_of(organization, clock.local_date(at))} if named else set()
    if set(named) - known:
        raise Invalid(_("Choose among the representatives of the organization."), field="named")
    return sorted(set(named))


def _of_case(case: Case, file: Attachment | None, field: str) -> Attachment | None:
    if file is not None and file.case_id != case.pk:
        raise Invalid(_("Choose among the files of this request."), field=field)
    return file


def _words(candidacy: Candidacy) -> tuple[str, str]:
    """Subject and question of the case, in its language: lists, the desk and search show them."""
    case = candidacy.case
    with override(case.language):
        where = candidacy.district.strip() or str(JURISDICTIONS[candidacy.jurisdiction])
        level = ElectionLevel(candidacy.level).label
        subject = _("Permission to be a candidate: %(level)s, %(where)s") % {"level": level, "where": where}
        return subject[:200], str(case.type.asks)

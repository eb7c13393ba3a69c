"""A draft: private to its writer, saved and resumed, discarded without a trace in anybody's desk."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.operations.keeping import keep_sitting
from assessments.sitting import Sitting
from cases.advance import touch
from cases.models import Candidacy, Case
from cases.permissions import is_requester
from polact.access.models import Organization, Person
from polact.access.queries import representatives_of
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.catalogue.kinds import Family, RequestType
from polact.catalogue.registry import request_type, type_for


@transaction.atomic
def start_draft(
    *,
    requester: Person,
    organization: Organization,
    request_type_code: str,
    language: str,
    subject: str,
    question: str,
    at: datetime,
    planned_on: date | None = None,
    assessment: Assessment | None = None,
    named: Collection[int] = (),
) -> Case:
    """Begin a request, with or without an assessment attached. Only the requester sees it until it is submitted.
    `named` are the representatives who should not handle it.

    Raises Invalid when the organization's people are not known to be under Part 7, the assessment is somebody else's,
    or somebody named does not represent the organization.
    """
    _check_place(organization)
    kind = _kind_there(request_type(request_type_code).family, organization)
    if assessment is not None and assessment.person_id != requester.pk:
        raise Invalid(_("That self-assessment is not yours."), field="assessment")
    _check_named(named, organization, at)
    return Case.objects.create(
        request_type=kind.code,
        organization=organization,
        requester=requester,
        language=language,
        subject=subject,
        question=question,
        planned_on=planned_on,
        named=sorted(set(named)),
        assessment=assessment,
        activity=assessment.activity if assessment else "",
        level=" ".join(assessment.result["result"]) if assessment else "",
        created_at=at,
        changed_at=at,
        changed_by=requester,
    )


@transaction.atomic
def start_assessed_draft(*, requester: Person, sitting: Sitting, at: datetime, **draft: Any) -> Case:
    """Begin a request with what was checked in one sitting attached: it is kept from here on, and only by this.

    The activity with the highest result is the case's own assessment, the others are its companions. `draft` is what
    `start_draft` takes otherwise. Raises Invalid as `keep_sitting` and `start_draft` do.
    """
    main = keep_sitting(person=requester, sitting=sitting, at=at)
    return start_draft(requester=requester, assessment=main, at=at, **draft)


@transaction.atomic
def save_draft(
    *,
    case: Case,
    saved_by: Person,
    subject: str,
    question: str,
    language: str,
    at: datetime,
    planned_on: date | None = None,
    organization: Organization | None = None,
    attached: bool = True,
    named: Collection[int] | None = None,
    version: int | None = None,
) -> Case:
    """Keep what was typed. `organization` moves the draft there; `attached` false takes the self-assessment off it,
    which is then forgotten, all its activities. `named` are those who should not handle it; left out, those named before
    stay, as far as they represent the organization.

    Raises Conflict when the draft was changed from another page meanwhile, NotNow for a request for permission
    (`candidacy_intake.save_candidacy` keeps that), Invalid when the organization's people are not known to be under
    Part 7, or somebody named does not represent it.
    """
    _check_place(organization)
    case = _own_draft(case, saved_by)
    if case.type.candidacy:
        raise NotNow(_("A request for permission is written on a page of its own."))
    if version is not None and version != case.version:
        raise Conflict(
            _("You changed this draft in another window. What you typed here was not saved over it."),
            current_version=case.version,
        )
    case.subject, case.question, case.language, case.planned_on = subject, question, language, planned_on
    case.organization = organization or case.organization
    case.request_type = _kind_there(request_type(case.request_type).family, case.organization).code
    if named is None:
        named = _representing(case.named, case.organization, at)
    _check_named(named, case.organization, at)
    case.named = sorted(set(named))
    detached = None if attached else case.assessment_id
    if not attached:
        case.assessment, case.activity, case.level = None, "", ""
    touch(
        case=case,
        by=saved_by,
        at=at,
        fields=[
            *("subject", "question", "language", "planned_on", "organization", "request_type", "named"),
            *("assessment", "activity", "level"),
        ],
    )
    _forget(detached)
    return case


@transaction.atomic
def discard_draft(*, case: Case, discarded_by: Person) -> None:
    """Delete a draft for good, with the self-assessment attached to it. Nothing that was submitted can be deleted."""
    case = _own_draft(case, discarded_by)
    attached = case.assessment_id
    if case.type.candidacy:
        Candidacy.objects.filter(pk=case.pk).delete()
    case.delete()
    _forget(attached)


def _own_draft(case: Case, person: Person) -> Case:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not is_requester(person, case):
        raise NotPermitted()
    if case.submitted_at is not None:
        raise NotNow(_("This request was submitted and can no longer be edited."))
    return case


def _check_place(organization: Organization | None) -> None:
    if organization is not None and not organization.takes_requests:
        raise Invalid(
            _("Requests cannot be sent there: the organization’s regime is not confirmed as Part 7."),
            field="organization",
        )


def _kind_there(family: Family, organization: Organization) -> RequestType:
    """Which rules hold follows from where somebody works: the type of the family that is open to the organization."""
    kind = type_for(family, regime=organization.regime, abbreviation=organization.abbreviation_en)
    if kind is None:
        raise Invalid(_("Requests of this kind cannot be sent there."), field="organization")
    return kind


def _check_named(named: Collection[int], organization: Organization, at: datetime) -> None:
    if set(named) - _representing(named, organization, at):
        raise Invalid(_("Choose among the representatives of the organization."), field="named")


def _representing(people: Collection[int], organization: Organization, at: datetime) -> set[int]:
    """Those of these people who represent the organization today. No query when there is nobody to look for."""
    if not people:
        return set()
    return {person.pk for person in representatives_of(organization, clock.local_date(at))} & set(people)


def _forget(assessment: UUID | None) -> None:
    """Delete a self-assessment that was never sent, with its companions: the database allows it for one's own that no
    case rests on."""
    if assessment is not None:
        with connection.cursor() as cursor:
            cursor.execute("select cases_forget_assessment(%s)", [assessment])

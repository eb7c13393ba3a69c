"""The one door through which a case moves. Only operations import it (pyproject.toml holds that)."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.enums import CaseAction, CaseStatus
from cases.enums.candidacy import STATUS_OF, CandidacyAction, Stage
from cases.models import Candidacy, Case
from cases.queries.covering import acting_for
from cases.workflow import BY_ACTION
from cases.workflow.candidacy import CANDIDACY_ROW
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, NotNow, NotPermitted


def advance(
    *,
    case: Case,
    action: CaseAction,
    by: Person,
    at: datetime,
    version: int | None = None,
    facts: dict[str, Any] | None = None,
    **changes: Any,
) -> Case:
    """Lock the case, check the row of the table, move the status, and write the trail, in the caller's transaction.

    `version` is the one that the person's page showed (None: no page was involved); `changes` are further columns that
    the action fills. Raises NotNow when the status does not allow the action, Conflict when the page was stale, and
    NotPermitted when the person may not. Returns the case as it now stands.
    """
    row = BY_ACTION[action]
    # Without joins: PostgreSQL re-checks a join against the old rows once the lock is had, and would lose the case.
    case = Case.objects.select_for_update().get(pk=case.pk)
    if by.pk == case.requester_id:
        case.requester = by
    is_time = case.status in row.before and case.request_type in row.request_types
    _check(case, action, version, may=row.who(by, case), is_time=is_time)
    absent = acting_for(case, by, clock.local_date(at))
    before = case.status
    _move(case, row.after, by, at, changes)
    _tell(case, row.verb, by, at, (before, row.after), _with_absent(facts, absent))
    return case


def advance_candidacy(
    *,
    candidacy: Candidacy,
    action: CandidacyAction,
    by: Person,
    at: datetime,
    version: int | None = None,
    facts: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    **of_candidacy: Any,
) -> Candidacy:
    """The same for a candidacy, whose stage moves and with it the status of its case (`STATUS_OF`).

    `of_candidacy` are further columns of the candidacy that the action fills, `changes` those of the case. Somebody of the
    organization whose opinion is waited for does not see the case: their operations run as the system. Raises as
    `advance` does. Returns the candidacy as it now stands, with its case.
    """
    row = CANDIDACY_ROW[action]
    case = Case.objects.select_for_update().get(pk=candidacy.pk)
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    candidacy.case = case
    _check(case, action, version, may=row.who(by, candidacy), is_time=candidacy.stage in row.before)
    absent = acting_for(case, by, clock.local_date(at))
    before, candidacy.stage = candidacy.stage, row.after
    for name, value in of_candidacy.items():
        setattr(candidacy, name, value)
    candidacy.save(update_fields=["stage", *of_candidacy])
    _move(case, STATUS_OF[Stage(row.after)], by, at, changes or {})
    _tell(case, row.verb, by, at, (before, row.after), _with_absent(facts, absent))
    return candidacy


def _check(case: Case, action: CaseAction | CandidacyAction, version: int | None, *, may: bool, is_time: bool) -> None:
    """Whether the deed is theirs, possible now, and done on what now stands."""
    if not may:
        raise NotPermitted()
    if not is_time:
        raise NotNow(_overtaken(case), action=action.value, case_status=case.status)
    if version is not None and version != case.version:
        raise Conflict(_overtaken(case), current_version=case.version)


def _move(case: Case, status: CaseStatus, by: Person, at: datetime, changes: dict[str, Any]) -> None:
    case.status = status
    for name, value in changes.items():
        setattr(case, name, value)
    touch(case=case, by=by, at=at, fields=["status", *changes])


def _tell(case: Case, verb: Verb, by: Person, at: datetime, way: tuple[str, str], facts: dict[str, Any] | None) -> None:
    """The entry of a move in the trail; `way` is from where to where."""
    before, after = way
    role = acting_role(by, case)
    record(verb=verb, subject=case.ref, actor=by, role=role, at=at, before=before, after=after, facts=facts)


def _with_absent(facts: dict[str, Any] | None, absent: int | None) -> dict[str, Any] | None:
    """The facts, with for whom somebody acts today: the trail says "Rita Sample, for René Sample"."""
    return facts if absent is None else {**(facts or {}), "for": str(Person.objects.get(pk=absent))}


def touch(*, case: Case, by: Person, at: datetime, fields: list[str]) -> None:
    """Save these fields and count the version on, so that a page read before shows itself stale."""
    case.version += 1
    case.changed_at, case.changed_by = at, by
    case.save(update_fields=[*fields, "version", "changed_at", "changed_by"])


def note(*, case: Case, verb: Verb, by: Person | None, at: datetime, facts: dict[str, Any] | None = None) -> None:
    """An entry in the trail that moves nothing."""
    role = acting_role(by, case) if by else "SYSTEM"
    absent = acting_for(case, by, clock.local_date(at)) if by else None
    record(verb=verb, subject=case.ref, actor=by, role=role, at=at, facts=_with_absent(facts, absent))


def acting_role(person: Person, case: Case) -> str:
    """In which role the person acts on this case: the trail keeps the role in clear, the name sealed."""
    if person.pk == case.requester_id:
        return Role.EMPLOYEE
    if case.organization_id in person.standing.represents:
        return Role.REPRESENTATIVE
    others = (Role.COMMISSION_OFFICER, Role.COMMISSION_DECIDER, Role.DEPUTY_HEAD, Role.MANAGER, Role.EMPLOYEE)
    return next((role for role in others if person.standing.holds(role)), Role.COMMISSION_OFFICER)


def _overtaken(case: Case) -> str:
    """Who changed the case last, when, and what it is now: told to the one who came second."""
    # Somebody of the organization who gave an opinion is not known to everybody who may read the case.
    by = Person.objects.filter(pk=case.changed_by_id).first()
    return _(
        "%(name)s changed this request on %(when)s; it is now: %(status)s. Nothing that you entered was saved over it."
    ) % {
        "name": by or _("Somebody of the organization"),
        "when": date_format(localtime(case.changed_at), "DATETIME_FORMAT"),
        "status": CaseStatus(case.status).label,
    }

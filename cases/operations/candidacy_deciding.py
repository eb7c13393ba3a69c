"""The decision on a candidacy: drafted by one, decided by another under a recorded instrument, told to both sides.

The decision is the authority's alone: under Part 7 a decision maker of the Commission (PSEA s. 15(1)). The employee and
the deputy head are notified in writing, with reasons and conditions (PAR s. 5); only when both are does the clock stop.
Decisions are superseded, never changed.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from cases import clocks
from cases.advance import advance_candidacy
from cases.decision import Ruling, check_parts, check_ruling, ruling_of
from cases.enums.candidacy import CandidacyAction, Stage
from cases.letters.decision_facts import decision_letter
from cases.models import (
    Authorization,
    Candidacy,
    Condition,
    Decision,
    DecisionDraft,
    DecisionFinding,
    DecisionLetter,
    Delegation,
)
from cases.notices import deciding as notices
from cases.permissions.candidacy import may_analyse
from cases.queries.deciding import deputy_heads
from cases.queries.touching import on_record
from cases.touched import ON_RECORD
from polact.access.lasting import in_force
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.base.text import both_languages


@transaction.atomic
def save_decision_draft(
    *, candidacy: Candidacy, ruling: Ruling, saved_by: Person, at: datetime, version: int | None = None
) -> DecisionDraft:
    """Keep a decision as far as it is written; it may lack anything. The employee and the organization never see it.

    `version` is the draft's that a page showed; None: whatever stands is replaced. Whoever saved it may not decide on it.
    Raises NotPermitted for anybody but those who analyse the file, NotNow in another stage, Invalid for codes that there
    cannot be, Conflict when somebody else saved in the meantime.
    """
    return _keep(candidacy, ruling, saved_by, at, version)


@transaction.atomic
def submit_for_decision(
    *,
    candidacy: Candidacy,
    submitted_by: Person,
    ruling: Ruling | None = None,
    draft_version: int | None = None,
    at: datetime,
    version: int | None = None,
) -> Candidacy:
    """Put the draft before the decision makers, who are told. With a `ruling`, that becomes the draft first.

    Raises Invalid for the first thing that a decision would lack (`check_ruling`), NotPermitted, NotNow also without a
    draft, Conflict when the page was stale.
    """
    draft = _draft_of(candidacy) if ruling is None else _keep(candidacy, ruling, submitted_by, at, draft_version)
    if draft is not None:
        _checked(candidacy, draft)
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.SUBMIT_FOR_DECISION,
        by=submitted_by,
        at=at,
        version=version,
        submitted_by=submitted_by,
    )
    if draft is None:
        raise NotNow(_("There is no draft of a decision yet."))
    draft.comment, draft.comment_by = "", None
    draft.save(update_fields=["comment", "comment_by"])
    notices.decision_waits(case=candidacy.case, besides={*draft.writers, submitted_by.pk}, at=at)
    return candidacy


@transaction.atomic
def return_to_officer(
    *, candidacy: Candidacy, returned_by: Person, comment: str, at: datetime, version: int | None = None
) -> Candidacy:
    """Give the draft back to whoever submitted it, with a comment that nobody outside the Commission reads.

    Raises Invalid without a comment, NotPermitted, NotNow, Conflict.
    """
    if not comment.strip():
        raise Invalid(_("Say what should change: the officer reads it."), field="comment")
    officer = candidacy.submitted_by
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.RETURN_TO_OFFICER,
        by=returned_by,
        at=at,
        version=version,
        submitted_by=None,
    )
    DecisionDraft.objects.filter(candidacy=candidacy).update(comment=comment, comment_by=returned_by)
    if officer is not None:
        notices.decision_returned(case=candidacy.case, officer=officer, at=at)
    return candidacy


@transaction.atomic
def decide(*, candidacy: Candidacy, decided_by: Person, at: datetime, version: int | None = None) -> Decision:
    """Make the decision that the draft holds, word for word, and notify the employee and the deputy head in writing.

    An earlier decision is superseded, never changed. Raises NotPermitted for whoever lacks the authority, had a hand in
    the draft, or decides for the Commission without an instrument of delegation in force; Invalid when the draft lacks
    something; NotNow; Conflict when the page was stale.
    """
    draft, officer = _draft_of(candidacy), candidacy.submitted_by
    outcome = _checked(candidacy, draft) if draft is not None else None
    facts = {"outcome": both_languages(outcome.name)} if outcome else {}
    candidacy = advance_candidacy(
        candidacy=candidacy, action=CandidacyAction.DECIDE, by=decided_by, at=at, version=version, facts=facts
    )
    if draft is None or officer is None:
        raise NotNow(_("There is no draft of a decision yet."))
    if decided_by.pk in draft.writers:
        raise NotPermitted(_("You had a hand in this draft: somebody else has to decide."))
    ruling, delegation = ruling_of(draft.content), _instrument(candidacy, decided_by, clock.local_date(at))
    decision = Decision.objects.create(
        candidacy=candidacy,
        supersedes=candidacy.decisions.order_by("-decided_at").first(),
        outcome=ruling.outcome,
        reasons=ruling.reasons,
        mitigations=ruling.mitigations,
        divergent_views=ruling.divergent_views,
        charter=ruling.charter,
        facts=_facts(candidacy, clock.local_date(at)),
        drafted_by=officer,
        decided_by=decided_by,
        requester_id=candidacy.case.requester_id,
        delegation=delegation,
        decided_at=at,
    )
    _store_parts(decision, candidacy, ruling)
    _notify(decision, candidacy, ruling, at)
    return decision


@transaction.atomic
def confirm_notices(
    *,
    candidacy: Candidacy,
    confirmed_by: Person,
    deputy_head_notified_on: date | None = None,
    delivery: str = "",
    at: datetime,
    version: int | None = None,
) -> Candidacy:
    """Confirm that the employee and the deputy head were notified: the clock stops on the later of the two days.

    Where no deputy head is known here, the day on which and the way in which the officer notified them are needed (local
    date; not before the decision, nor in the future). Raises Invalid without these, or with them where the deputy head
    was notified here; NotPermitted, NotNow, Conflict.
    """
    decision = candidacy.decisions.order_by("-decided_at").first()
    told_on: date | None = None
    if decision is not None and decision.employee_notified_at is not None:
        by_hand = _by_hand(decision, deputy_head_notified_on, delivery, at)
        told_on = clock.local_date(
            max(decision.employee_notified_at, by_hand or decision.deputy_head_notified_at or at)
        )
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.CONFIRM_NOTICES,
        by=confirmed_by,
        at=at,
        version=version,
        changes={"outcome": decision.outcome, "ended_at": at} if decision else {},
        facts={"decided_on": told_on or ""},
        decided_on=told_on,
    )
    if decision is None or told_on is None:
        raise NotNow(_("The notices of this decision did not go out."))
    if by_hand is not None:
        Decision.objects.filter(pk=decision.pk).update(deputy_head_notified_at=by_hand)
        DecisionLetter.objects.filter(decision=decision).update(delivery=delivery.strip())
    return candidacy


@transaction.atomic
def decide_again(
    *, candidacy: Candidacy, taken_up_by: Person, reasons: str, at: datetime, version: int | None = None
) -> Candidacy:
    """Take the file up for a new decision, which will supersede the one that stands; until then that one holds.

    The statutory clock is not touched: it stopped with the first decision. The case gets a new internal target, as if
    everything had been received today, or none where no law sets a limit. Raises Invalid without reasons, NotPermitted, NotNow, Conflict.
    """
    if not reasons.strip():
        raise Invalid(_("Say why it is decided again."), field="reasons")
    limit = clocks.decision_limit(complete_on=clock.local_date(at), rule=candidacy.rules.limit)
    return advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.DECIDE_AGAIN,
        by=taken_up_by,
        at=at,
        version=version,
        changes={"outcome": "", "ended_at": None, "due_on": limit.target_on if limit else None},
        facts={"reasons": reasons},
        submitted_by=None,
    )


def _keep(candidacy: Candidacy, ruling: Ruling, saved_by: Person, at: datetime, version: int | None) -> DecisionDraft:
    candidacy = _locked(candidacy)
    if not may_analyse(saved_by, candidacy):
        raise NotPermitted()
    if candidacy.stage != Stage.ANALYSIS:
        raise NotNow(_("A decision is drafted while the file is analysed; it is in another stage now."))
    check_parts(candidacy, ruling)
    draft = DecisionDraft.objects.filter(candidacy=candidacy).first() or DecisionDraft(candidacy=candidacy, version=0)
    if version is not None and version != draft.version:
        raise Conflict(_("Somebody else saved this draft in the meantime. What you typed is kept below."))
    draft.content, draft.version = ruling.content(), draft.version + 1
    draft.written_by, draft.written_at = saved_by, at
    draft.writers = sorted({*draft.writers, saved_by.pk})
    draft.save()
    return draft


def _locked(candidacy: Candidacy) -> Candidacy:
    case = candidacy.case
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    candidacy.case = case
    return candidacy


def _draft_of(candidacy: Candidacy) -> DecisionDraft | None:
    """The draft, for those who may know of it."""
    return DecisionDraft.objects.filter(candidacy=candidacy).first()


def _checked(candidacy: Candidacy, draft: DecisionDraft) -> Any:
    stances = set(candidacy.inputs.filter(given_at__isnull=False).values_list("stance", flat=True))
    return check_ruling(candidacy, ruling_of(draft.content), stances=stances)


def _instrument(candidacy: Candidacy, person: Person, on: date) -> Delegation | None:
    """The instrument under which somebody decides for the Commission; an authority of the organization needs none."""
    if candidacy.rules.authority.of_organization:
        return None
    found = Delegation.objects.filter(in_force(on), person=person).first()
    if found is None:
        raise NotPermitted(_("No instrument of delegation of yours is in force: an administrator records it."))
    return found


def _facts(candidacy: Candidacy, day: date) -> dict[str, Any]:
    """What the decision rests on, as it is on the day: what the request says, and what is on record."""
    names = ("level", "jurisdiction", "district", "office", "position_title", "group_level", "work_location", "duties")
    more = ("visibility", "temporary_title", "temporary_duties", "employment")
    days = ("nomination_from", "candidate_from", "nominations_close", "polling_day")
    told = {name: getattr(candidacy, name) for name in (*names, *more)}
    told |= {name: found.isoformat() if (found := getattr(candidacy, name)) else "" for name in days}
    return {**told, ON_RECORD: on_record(candidacy, day)}


def _store_parts(decision: Decision, candidacy: Candidacy, ruling: Ruling) -> None:
    sections = {kind.code: kind.section for kind in candidacy.level_rules.authorizations}
    owners = {kind.code: kind.owner for kind in candidacy.rules.conditions}
    DecisionFinding.objects.bulk_create(
        DecisionFinding(
            decision=decision,
            phase=found.phase,
            limb=found.limb,
            factor=found.factor,
            weight=found.weight,
            finding=found.finding,
            evidence=found.evidence,
        )
        for found in ruling.findings
    )
    Authorization.objects.bulk_create(
        Authorization(
            decision=decision,
            kind=one.kind,
            section=sections[one.kind],
            outcome=one.outcome,
            active_from=one.active_from,
            last_day=one.last_day,
        )
        for one in ruling.authorizations
    )
    Condition.objects.bulk_create(
        Condition(
            decision=decision,
            kind=one.kind,
            text=one.text,
            owner=owners[one.kind],
            active_from=one.active_from,
            last_day=one.last_day,
        )
        for one in ruling.conditions
    )


def _notify(decision: Decision, candidacy: Candidacy, ruling: Ruling, at: datetime) -> None:
    """The letter, and a message to each side; the moments of the notices seal the decision."""
    heads = deputy_heads(candidacy.case, clock.local_date(at))
    letter = decision_letter(decision=decision, candidacy=candidacy, ruling=ruling, heads=heads, at=at)
    letter.save(force_insert=True)
    notices.decision_made(case=candidacy.case, letter=letter, heads=heads, at=at)
    decision.employee_notified_at = at
    decision.deputy_head_notified_at = at if heads else None
    decision.save(update_fields=["employee_notified_at", "deputy_head_notified_at"])


def _by_hand(decision: Decision, on: date | None, delivery: str, at: datetime) -> datetime | None:
    """When the officer notified the deputy head; None where that was done here. Raises Invalid."""
    if decision.deputy_head_notified_at is not None:
        if on is not None or delivery.strip():
            raise Invalid(_("The deputy head was notified here already."), field="deputy_head_notified_on")
        return None
    decided_on = clock.local_date(decision.decided_at)
    if on is None or not decided_on <= on <= clock.local_date(at):
        raise Invalid(
            _("Say on which day the deputy head was notified: not before the decision, nor in the future."),
            field="deputy_head_notified_on",
        )
    if not delivery.strip():
        raise Invalid(_("Say how the deputy head was notified."), field="delivery")
    return min(max(make_aware(datetime.combine(on, time(12))), decision.decided_at), at)

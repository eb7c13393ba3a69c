"""The opinions of the organization on a candidacy: inviting again, giving one, and beginning the check of the file.

Whoever gives an opinion does not see the case: what they do is written as the system, after their right was asked.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance_candidacy, note, touch
from cases.candidacy_inviting import end_open, find_person, invitation
from cases.enums.candidacy import CandidacyAction, Stage, Stance
from cases.models import Candidacy, CandidacyInput, Case
from cases.notices import candidacy_intake as notices
from cases.permissions.candidacy import may_check
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages


@transaction.atomic
def give_input(
    *, asked: CandidacyInput, given_by: Person, stance: str, impartiality: str, operations: str, at: datetime
) -> CandidacyInput:
    """The opinion of somebody who was invited, given once; the employee may read it (Privacy Act s. 3(g)). With the last
    one that is awaited the organization's check of the file begins.

    Raises Invalid without a stance or without reasons, NotPermitted for anybody else, NotNow when it is no longer awaited.
    """
    if stance not in Stance.values:
        raise Invalid(_("Say what you think."), field="stance")
    if not impartiality.strip():
        raise Invalid(_("Say why, as to political impartiality."), field="impartiality")
    if asked.person_id != given_by.pk:
        raise NotPermitted()
    with as_system():
        # The case first, as `advance` does: two that lock in different orders would wait for each other.
        case = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=asked.candidacy_id)
        candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=case.pk)
        candidacy.case = case
        one = candidacy.inputs.select_for_update().get(pk=asked.pk)
        if one.given_at or one.given_up_at:
            raise NotNow(_("This opinion is no longer awaited."))
        one.stance, one.impartiality, one.operations, one.given_at = stance, impartiality, operations, at
        one.save(update_fields=["stance", "impartiality", "operations", "given_at"])
        left = candidacy.inputs.filter(given_at=None, given_up_at=None)
        awaited = sorted(set(left.values_list("person_id", flat=True)))
        # The one who gave the last opinion is awaited until the check has begun: it begins with them.
        candidacy = advance_candidacy(
            candidacy=candidacy,
            action=CandidacyAction.GIVE_INPUT,
            by=given_by,
            at=at,
            facts={"kind": both_languages(_name(candidacy, one.kind)), "stance": stance},
            awaited_from=awaited or candidacy.awaited_from,
        )
        notices.input_given(candidacy=candidacy, at=at)
        if not awaited and _all_asked(candidacy):
            _begin_check(candidacy, given_by, at)
        elif not awaited:
            candidacy.awaited_from = []
            candidacy.save(update_fields=["awaited_from"])
    return one


@transaction.atomic
def start_check(*, candidacy: Candidacy, started_by: Person, at: datetime, version: int | None = None) -> Candidacy:
    """The representative goes on to the check of the file, without the opinions that are still awaited.

    Raises NotPermitted for anybody who does not represent the organization, NotNow and Conflict as the table says.
    """
    if not may_check(started_by, candidacy):
        raise NotPermitted()
    return _begin_check(candidacy, started_by, at, version)


@transaction.atomic
def invite_input(*, candidacy: Candidacy, invited_by: Person, kind: str, email: str, at: datetime) -> CandidacyInput:
    """Ask somebody for an opinion that nobody was asked for, or somebody else than who was: the employee knew no address,
    or the person left. An invitation of the same kind that is open ends.

    Raises NotPermitted for whoever does not check the file, NotNow once it is on its way, Invalid for an unknown kind,
    one that was given already, or an address that is on record for nobody there.
    """
    case = Case.objects.select_for_update().get(pk=candidacy.pk)
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    candidacy.case = case
    if not may_check(invited_by, candidacy):
        raise NotPermitted()
    if candidacy.stage != Stage.GATHERING_INPUT:
        raise NotNow(_("Opinions are gathered before the check of the file."))
    kinds = {one.code: one for one in candidacy.level_rules.inputs}
    if kind not in kinds:
        raise Invalid(_("Say whose opinion you ask for."), field="kind")
    given = {one.kind: one for one in candidacy.inputs.filter(given_up_at=None)}
    if kind in given and given[kind].given_at:
        raise Invalid(_("This opinion was given already."), field="kind")
    if not email.strip():
        raise Invalid(_("Give the e-mail address."), field="email")
    try:
        person = find_person(candidacy, kinds[kind], email, clock.local_date(at), [])
    except Invalid as refusal:
        raise Invalid(refusal.message, field="email") from None
    assert person is not None
    candidacy.inputs.filter(kind=kind, given_at=None, given_up_at=None).update(given_up_at=at)
    asked = invitation(candidacy, kinds[kind], person, at)
    asked.save(force_insert=True)
    open_ = candidacy.inputs.filter(given_at=None, given_up_at=None)
    candidacy.awaited_from = sorted(set(open_.values_list("person_id", flat=True)))
    candidacy.save(update_fields=["awaited_from"])
    touch(case=case, by=invited_by, at=at, fields=[])
    facts = {"kind": both_languages(kinds[kind].name), "answer_by": asked.answer_by.isoformat()}
    note(case=case, verb=Verb.CANDIDACY_INPUT_ASKED, by=invited_by, at=at, facts=facts)
    notices.input_asked(candidacy=candidacy, asked=asked, at=at)
    return asked


def _begin_check(candidacy: Candidacy, by: Person, at: datetime, version: int | None = None) -> Candidacy:
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.START_CHECK,
        by=by,
        at=at,
        version=version,
        awaited_from=[],
    )
    notices.input_ended(candidacy=candidacy, ended=end_open(candidacy, at), at=at)
    notices.check_started(candidacy=candidacy, at=at)
    return candidacy


def _all_asked(candidacy: Candidacy) -> bool:
    """Whether somebody was asked for every opinion that the level needs. If not, the representative may still invite."""
    needed = {kind.code for kind in candidacy.level_rules.inputs if kind.is_required}
    return needed <= set(candidacy.inputs.filter(given_at__isnull=False).values_list("kind", flat=True))


def _name(candidacy: Candidacy, code: str) -> object:
    return next(kind.name for kind in candidacy.level_rules.inputs if kind.code == code)

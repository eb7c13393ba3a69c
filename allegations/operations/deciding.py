"""What the Commission decides: whether to investigate, what became of it, and what may be disclosed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from allegations import notices
from allegations.advance import advance, lock
from allegations.enums import GROUND_OF, MEASURES_FOR, AllegationAction, Event, Measure, Purpose, SubjectKind
from allegations.models import Allegation, Decision, Disclosure, Outcome
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid, NotNow
from polact.base.text import Text, both_languages

SUBSTANTIATED = Text("substantiated", "bien fondée")
NOT_SUBSTANTIATED = Text("not substantiated", "non fondée")
NO_MEASURE = Text("none", "aucune")


@transaction.atomic
def decide_to_investigate(
    *,
    allegation: Allegation,
    decided_by: Person,
    reasons: str,
    at: datetime,
    rests_on_ground: bool = False,
    version: int | None = None,
) -> Decision:
    """Decide that it is investigated, and write the letters of PAR 9.

    Where it is late, or may be, was not in writing, or was withdrawn, `rests_on_ground` says that the ground of PAR 7(2), 8(2) and 12
    is met: (a) for employees, (b) for deputy heads. Against a deputy head only somebody who is or has been a candidate can
    make one (PSEA s. 119). Raises what `lock` raises, Invalid at the field, NotNow for a deputy head's without that
    and for an employee's as long as nobody knows whose deputy head to tell.
    """
    allegation = lock(allegation=allegation, action=AllegationAction.INVESTIGATE, by=decided_by, version=version)
    kind = SubjectKind(allegation.subject_kind)
    if kind == SubjectKind.DEPUTY_HEAD and not allegation.complainant_was_candidate:
        raise NotNow(
            _(
                "Only somebody who is or has been a candidate can make an allegation against a deputy head (section 119)."
            )
        )
    if kind == SubjectKind.EMPLOYEE and allegation.organization_id is None:
        raise NotNow(_("First record where the person works: the deputy head there has to be told (section 9)."))
    _need_reasons(reasons)
    if allegation.needs_ground and not rests_on_ground:
        raise Invalid(
            _(
                "It is late, may be late, was not in writing, or was withdrawn: say that the ground of sections 7(2), 8(2) and 12 is met."
            ),
            field="rests_on_ground",
        )
    ground = GROUND_OF[kind].value if allegation.needs_ground else ""
    decision = _decide(allegation, decided_by, at, investigates=True, ground=ground, reasons=reasons)
    allegation = advance(allegation=allegation, action=AllegationAction.INVESTIGATE, by=decided_by, at=at)
    notices.write_letters(allegation=allegation, event=Event.INVESTIGATION, at=at)
    return decision


@transaction.atomic
def decide_not_to_investigate(
    *, allegation: Allegation, decided_by: Person, reasons: str, at: datetime, version: int | None = None
) -> Decision:
    """Decide that it is not investigated, with reasons, which whoever made it is told (PAR 10)."""
    allegation = lock(allegation=allegation, action=AllegationAction.NOT_INVESTIGATE, by=decided_by, version=version)
    _need_reasons(reasons)
    decision = _decide(allegation, decided_by, at, investigates=False, ground="", reasons=reasons)
    allegation = advance(allegation=allegation, action=AllegationAction.NOT_INVESTIGATE, by=decided_by, at=at)
    notices.write_letters(allegation=allegation, event=Event.NO_INVESTIGATION, at=at, reasons=reasons.strip())
    return decision


def _decide(
    allegation: Allegation, by: Person, at: datetime, *, investigates: bool, ground: str, reasons: str
) -> Decision:
    decision = Decision(
        allegation=allegation,
        investigates=investigates,
        ground=ground,
        reasons=reasons.strip(),
        decided_by=by,
        decided_at=at,
    )
    decision.save(force_insert=True)
    return decision


@transaction.atomic
def decide_outcome(
    *,
    allegation: Allegation,
    decided_by: Person,
    substantiated: bool,
    reasons: str,
    at: datetime,
    measure: str = "",
    measure_text: str = "",
    version: int | None = None,
) -> Outcome:
    """Decide whether it is substantiated and what follows, and write the letters of PAR 13.

    An employee may be dismissed or any corrective action taken (PSEA s. 118); about a deputy head the Commission reports
    to the Governor in Council (s. 119). Raises what `lock` raises, and Invalid at the field.
    """
    allegation = lock(allegation=allegation, action=AllegationAction.DECIDE, by=decided_by, version=version)
    _need_reasons(reasons)
    allowed = MEASURES_FOR[SubjectKind(allegation.subject_kind)] if substantiated else ()
    if (measure or substantiated) and measure not in allowed:
        raise Invalid(_("Choose what follows; nothing where the allegation is not substantiated."), field="measure")
    if measure == Measure.CORRECTIVE_ACTION and not measure_text.strip():
        raise Invalid(_("Say which corrective action."), field="measure_text")
    outcome = Outcome(
        allegation=allegation,
        substantiated=substantiated,
        measure=measure,
        action=measure_text.strip() if measure else "",
        reasons=reasons.strip(),
        decided_by=decided_by,
        decided_at=at,
    )
    outcome.save(force_insert=True)
    conclusion = SUBSTANTIATED if substantiated else NOT_SUBSTANTIATED
    facts = {"outcome": both_languages(conclusion)}
    allegation = advance(allegation=allegation, action=AllegationAction.DECIDE, by=decided_by, at=at, facts=facts)
    follows = both_languages(Measure(measure).label if measure else NO_MEASURE)
    added = f" ({outcome.action})" if outcome.action else ""
    told = {
        language: {"conclusion": conclusion.in_language(language), "measure": follows[language] + added}
        for language in follows
    }
    notices.write_letters(allegation=allegation, event=Event.OUTCOME, at=at, reasons=reasons.strip(), told=told)
    return outcome


@transaction.atomic
def disclose(
    *,
    allegation: Allegation,
    decided_by: Person,
    purpose: str,
    disclosed: str,
    disclosed_to: str,
    public_interest: str,
    privacy: str,
    disclosed_on: date,
    at: datetime,
    version: int | None = None,
) -> Disclosure:
    """Record that personal information was disclosed, what for, and how the public interest weighed against privacy.

    Both sides of the weighing are required (PAR 14). Raises what `lock` raises, and Invalid at the field.
    """
    allegation = lock(allegation=allegation, action=AllegationAction.DISCLOSE, by=decided_by, version=version)
    said = {
        "disclosed": disclosed,
        "disclosed_to": disclosed_to,
        "public_interest": public_interest,
        "privacy": privacy,
    }
    for field, text in said.items():
        if not text.strip():
            raise Invalid(_("Say it: section 14 requires that both interests are weighed."), field=field)
    if disclosed_on > clock.local_date(at):
        raise Invalid(_("This day lies ahead."), field="disclosed_on")
    disclosure = Disclosure(
        allegation=allegation, purpose=purpose, disclosed_on=disclosed_on, decided_by=decided_by, recorded_at=at, **said
    )
    disclosure.save(force_insert=True)
    facts = {"purpose": both_languages(Purpose(purpose).label)}
    advance(allegation=allegation, action=AllegationAction.DISCLOSE, by=decided_by, at=at, facts=facts)
    return disclosure


def _need_reasons(reasons: str) -> None:
    if not reasons.strip():
        raise Invalid(_("Give the reasons: they are kept, and told where the Regulations say so."), field="reasons")

"""The investigation as it is recorded: its steps and dates, the right to be heard, a withdrawal, letters, the end."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allegations import notices
from allegations.advance import advance, lock
from allegations.enums import AllegationAction, Event, Manner, Party, Recipient, StepKind
from allegations.models import Allegation, Notice, Step
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid, NotNow
from polact.base.text import both_languages

SETTLES = (StepKind.HEARD, StepKind.NOT_USED)


@transaction.atomic
def record_step(
    *,
    allegation: Allegation,
    recorded_by: Person,
    kind: str,
    happened_on: date,
    at: datetime,
    party: str = "",
    manner: str = "",
    text: str = "",
    version: int | None = None,
) -> Step:
    """Record what was done, and on which calendar day.

    Offering to be heard writes to both sides, and says whether orally or in writing (PSEA s. 122; PAR 11). Raises what
    `lock` raises, and Invalid at the field.
    """
    allegation = lock(allegation=allegation, action=AllegationAction.RECORD_STEP, by=recorded_by, version=version)
    if happened_on > clock.local_date(at):
        raise Invalid(_("This day lies ahead."), field="happened_on")
    if kind in SETTLES and not party:
        raise Invalid(_("Say who: whoever made the allegation, or the person named."), field="party")
    if kind in (StepKind.HEARING_OFFERED, StepKind.HEARD) and not manner:
        raise Invalid(_("Say whether orally or in writing."), field="manner")
    if kind == StepKind.OTHER and not text.strip():
        raise Invalid(_("Say what was done."), field="text")
    step = Step(
        allegation=allegation,
        kind=kind,
        party=party if kind in SETTLES else "",
        manner=manner,
        happened_on=happened_on,
        text=text.strip(),
        recorded_by=recorded_by,
        recorded_at=at,
    )
    step.save(force_insert=True)
    facts = {"kind": both_languages(StepKind(kind).label), "day": happened_on.isoformat()}
    allegation = advance(allegation=allegation, action=AllegationAction.RECORD_STEP, by=recorded_by, at=at, facts=facts)
    if kind == StepKind.HEARING_OFFERED:
        said = both_languages(Manner(manner).label)
        told = {language: {"manner": words.lower()} for language, words in said.items()}
        notices.write_letters(allegation=allegation, event=Event.HEARING, at=at, told=told)
    return step


@transaction.atomic
def conclude_hearing(
    *, allegation: Allegation, concluded_by: Person, at: datetime, version: int | None = None
) -> Allegation:
    """Both sides were told of their right to be heard and used it or did not: it can be decided (PSEA s. 122).

    A complainant who left no address cannot be heard. Raises what `lock` raises, and NotNow while somebody was not heard.
    """
    action = AllegationAction.CONCLUDE_HEARING
    allegation = lock(allegation=allegation, action=action, by=concluded_by, version=version)
    steps = list(allegation.steps.all())
    if not any(step.kind == StepKind.HEARING_OFFERED for step in steps):
        raise NotNow(_("First record that both were told that they may be heard (section 122)."))
    settled = {step.party for step in steps if step.kind in SETTLES}
    awaited = {Party.SUBJECT} | ({Party.COMPLAINANT} if allegation.complainant_can_be_told else set())
    if missing := awaited - settled:
        names = ", ".join(str(party.label) for party in sorted(missing))
        raise NotNow(_("Not recorded as heard, nor as not wishing to be: %(names)s.") % {"names": names})
    allegation = advance(allegation=allegation, action=action, by=concluded_by, at=at)
    notices.waits_for_decision(allegation=allegation, at=at)
    return allegation


@transaction.atomic
def record_withdrawal(
    *,
    allegation: Allegation,
    recorded_by: Person,
    withdrawn_on: date,
    at: datetime,
    text: str = "",
    version: int | None = None,
) -> Allegation:
    """Note that whoever made it withdrew it. The Commission may go on all the same (PAR 12), so that nothing moves."""
    action = AllegationAction.RECORD_WITHDRAWAL
    allegation = lock(allegation=allegation, action=action, by=recorded_by, version=version)
    if withdrawn_on > clock.local_date(at):
        raise Invalid(_("This day lies ahead."), field="withdrawn_on")
    words = text.strip()
    return advance(
        allegation=allegation,
        action=action,
        by=recorded_by,
        at=at,
        withdrawn_on=withdrawn_on,
        withdrawal_words=words,
    )


@transaction.atomic
def record_sending(
    *,
    allegation: Allegation,
    recorded_by: Person,
    notice: UUID,
    sent_on: date,
    how: str,
    at: datetime,
    version: int | None = None,
) -> Notice:
    """Note when and how a letter went out that polact cannot deliver itself: the proof that somebody was told.

    Raises what `lock` raises, and Invalid at the field, also for a letter that was sent.
    """
    action = AllegationAction.RECORD_SENDING
    allegation = lock(allegation=allegation, action=action, by=recorded_by, version=version)
    letter = allegation.notices.filter(pk=notice, sent_on=None).first()
    if letter is None:
        raise Invalid(_("Choose a letter that waits to be sent."), field="notice")
    if sent_on > clock.local_date(at) or sent_on < clock.local_date(letter.made_at):
        raise Invalid(
            _("Give the day on which it was sent: not before it was written, and not ahead."), field="sent_on"
        )
    if not how.strip():
        raise Invalid(
            _("Say how it was sent, with what proves it: registered mail and its number, for example."), field="how"
        )
    letter.sent_on, letter.how, letter.recorded_by = sent_on, how.strip(), recorded_by
    letter.save(update_fields=["sent_on", "how", "recorded_by"])
    facts = {"recipient": both_languages(Recipient(letter.recipient).label), "day": sent_on.isoformat()}
    advance(allegation=allegation, action=action, by=recorded_by, at=at, facts=facts)
    return letter


@transaction.atomic
def close_allegation(
    *, allegation: Allegation, closed_by: Person, at: datetime, version: int | None = None
) -> Allegation:
    """Put it away, once every letter has its proof. Raises what `lock` raises, and NotNow while one waits."""
    allegation = lock(allegation=allegation, action=AllegationAction.CLOSE, by=closed_by, version=version)
    if allegation.notices.filter(sent_on=None).exists():
        raise NotNow(_("A letter waits to be sent. Record first when and how it was."))
    return advance(allegation=allegation, action=AllegationAction.CLOSE, by=closed_by, at=at)

"""A candidacy on its way to the Commission and there: sent, received, found incomplete or complete; ended without a decision.

The time of the law, where the regime has one, begins when whoever decides has everything (PAR s. 5): nothing that happens
in the organization counts.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance_candidacy
from cases.candidacy_content import completeness
from cases.candidacy_inviting import end_open
from cases.candidacy_timing import clock_of_decision, stored_days
from cases.clocks.candidacy import CandidacyClock
from cases.enums import ClockReason, EndingKind, Handover, Queue
from cases.enums.candidacy import CandidacyAction
from cases.limit_words import due_in_trail
from cases.models import Assignment, Attachment, Candidacy, CandidacyItem, Case, Ending
from cases.notices import candidacy_intake as notices
from polact.access.models import Person
from polact.base.errors import Invalid, NotNow
from polact.base.text import both_languages
from polact.catalogue.candidacy import NO_DECISION, NO_DECISION_REASONS

WITHDRAWN = NO_DECISION_REASONS[0]


@transaction.atomic
def send(
    *,
    candidacy: Candidacy,
    sent_by: Person,
    at: datetime,
    description_file: Attachment | None = None,
    chart_file: Attachment | None = None,
    version: int | None = None,
) -> Candidacy:
    """The representative sends the checked file to the Commission; the employee gets a receipt. The files say which are
    the approved work description and the organization chart; left out, those named before stay.

    What is missing does not hold it up: the Commission asks for it. Raises NotPermitted, NotNow, Conflict by the table,
    Invalid for a file of another case.
    """
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.SEND,
        by=sent_by,
        at=at,
        version=version,
        facts=_missing(candidacy),
        **_on_its_way(at),
        **_files(candidacy, description_file, chart_file),
    )
    _hand_to_commission(candidacy, sent_by, at)
    notices.sent(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def file_directly(*, candidacy: Candidacy, filed_by: Person, at: datetime, version: int | None = None) -> Candidacy:
    """The employee sends the request to the Commission themselves, without waiting for the organization any longer: it is
    the employee's request (PAR s. 2(1)), and what the organization has to say can be asked for (s. 2(2)).

    The opinions still awaited are no longer. Raises NotPermitted, NotNow, Conflict by the table.
    """
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.FILE_DIRECTLY,
        by=filed_by,
        at=at,
        version=version,
        facts=_missing(candidacy),
        filed_directly=True,
        **_on_its_way(at),
    )
    _end_inputs(candidacy, at)
    _hand_to_commission(candidacy, filed_by, at)
    notices.filed_directly(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def acknowledge(
    *, candidacy: Candidacy, acknowledged_by: Person, at: datetime, version: int | None = None
) -> Candidacy:
    """The Commission confirms that the request arrived: to the employee, with a copy to the representatives (domain.md 3.4).
    Whoever confirms prepares it from then on."""
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.ACKNOWLEDGE,
        by=acknowledged_by,
        at=at,
        version=version,
        acknowledged_at=at,
        changes={"assigned_to": acknowledged_by},
    )
    Assignment.objects.create(
        case=candidacy.case, kind=Handover.TAKEN, person=acknowledged_by, by=acknowledged_by, at=at
    )
    notices.acknowledged(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def ask_for_items(
    *,
    candidacy: Candidacy,
    asked_by: Person,
    at: datetime,
    codes: Sequence[str] = (),
    texts: Sequence[str] = (),
    version: int | None = None,
) -> Candidacy:
    """Ask for what is missing: content of the law by its code, and what else the Commission needs in its own words
    (PAR s. 2(2)). The time of the law does not run while anything is outstanding; asked after it is over, nothing is gained.

    Raises Invalid when nothing is asked for, or a code is unknown.
    """
    names = {term.code: term.name for term in candidacy.rules.content}
    if set(codes) - set(names):
        raise Invalid(_("Choose from the checklist."), field="codes")
    own = [text.strip() for text in texts if text.strip()]
    if not codes and not own:
        raise Invalid(_("Say what is missing."), field="codes")
    told = [both_languages(names[code]) for code in codes] + [{"en": text, "fr": text} for text in own]
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.ASK_FOR_ITEMS,
        by=asked_by,
        at=at,
        version=version,
        facts={"items": {language: "; ".join(one[language] for one in told) for language in ("en", "fr")}},
    )
    for code in codes:
        CandidacyItem.objects.create(candidacy=candidacy, code=code, asked_at=at)
    for text in own:
        CandidacyItem.objects.create(candidacy=candidacy, text=text, asked_at=at)
    _keep_clock(candidacy)
    notices.items_asked(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def provide_items(
    *,
    candidacy: Candidacy,
    provided_by: Person,
    answer: str,
    at: datetime,
    description_file: Attachment | None = None,
    chart_file: Attachment | None = None,
    version: int | None = None,
) -> Candidacy:
    """Give everything that was asked for: by the employee or by the organization. Files come as attachments of the request.

    Raises Invalid without an answer, or for a file of another case.
    """
    if not answer.strip():
        raise Invalid(_("Say what you send, item by item."), field="answer")
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.PROVIDE_ITEMS,
        by=provided_by,
        at=at,
        version=version,
        **_files(candidacy, description_file, chart_file),
    )
    candidacy.items.filter(received_at=None).update(received_at=at, answer=answer)
    notices.items_provided(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def find_complete(*, candidacy: Candidacy, found_by: Person, at: datetime, version: int | None = None) -> Candidacy:
    """Everything is there: the time of the law (30 calendar days under PAR s. 5) began on the day after the last of it was
    received, whenever somebody finds that out. The case is due on the last business day by then or, where no law sets a
    limit, on no day.

    Raises NotNow while mandatory content is missing or an item is outstanding.
    """
    inputs, items = list(candidacy.inputs.all()), list(candidacy.items.all())
    lines = completeness(candidacy, inputs=inputs, items=items)
    absent = [str(line.name) for line in lines if line.is_mandatory and not line.is_there]
    if absent:
        raise NotNow(_("The file is not complete: %(what)s.") % {"what": ", ".join(absent)})
    found = clock_of_decision(candidacy, items)
    if found.complete_on is None:
        raise NotNow(_("Something that was asked for is outstanding."))
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.FIND_COMPLETE,
        by=found_by,
        at=at,
        version=version,
        facts=_as_found(found),
        **stored_days(found),
        changes={
            "due_on": found.target_on,
            "clock_calendar": found.calendar,
            "clock_read_at": at,
            "clock_reason": ClockReason.COMPLETE,
        },
    )
    notices.complete(candidacy=candidacy, at=at)
    return candidacy


@transaction.atomic
def withdraw(
    *, candidacy: Candidacy, withdrawn_by: Person, at: datetime, reasons: str = "", version: int | None = None
) -> Ending:
    """The employee takes the request back: it ends without a decision, and is counted as that."""
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.WITHDRAW,
        by=withdrawn_by,
        at=at,
        version=version,
        facts={"reasons": reasons},
        no_decision_reason=WITHDRAWN.code,
        changes=_ended(at),
    )
    _end_inputs(candidacy, at)
    notices.withdrawn(candidacy=candidacy, at=at)
    return _end(candidacy.case, EndingKind.WITHDRAWN, withdrawn_by, reasons, at)


@transaction.atomic
def end_without_decision(
    *, candidacy: Candidacy, ended_by: Person, reason: str, reasons: str, at: datetime, version: int | None = None
) -> Ending:
    """The Commission ends a request without deciding it, for a reason of the catalogue, and says why. It stays on record
    and is counted under its reason.

    Raises Invalid for an unknown reason and without reasons in words.
    """
    known = {term.code: term.name for term in candidacy.rules.no_decision if term.code != WITHDRAWN.code}
    if reason not in known:
        raise Invalid(_("Choose why there is no decision."), field="reason")
    if not reasons.strip():
        raise Invalid(_("Give the reasons: the employee is entitled to them."), field="reasons")
    candidacy = advance_candidacy(
        candidacy=candidacy,
        action=CandidacyAction.END_WITHOUT_DECISION,
        by=ended_by,
        at=at,
        version=version,
        facts={"reason": both_languages(known[reason]), "reasons": reasons},
        no_decision_reason=reason,
        changes=_ended(at),
    )
    notices.not_decided(candidacy=candidacy, at=at)
    return _end(candidacy.case, EndingKind.NO_DECISION, ended_by, reasons, at)


def _on_its_way(at: datetime) -> dict[str, Any]:
    """In the hands of the Commission: its central queue has the case, and nobody of the organization holds it."""
    return {"sent_at": at, "awaited_from": [], "changes": {"queue": Queue.CENTRAL, "assigned_to": None}}


def _hand_to_commission(candidacy: Candidacy, by: Person, at: datetime) -> None:
    Assignment.objects.create(case=candidacy.case, kind=Handover.MOVED_UP, person=None, by=by, at=at)


def _files(candidacy: Candidacy, description: Attachment | None, chart: Attachment | None) -> dict[str, Any]:
    given = {"description_file": description, "chart_file": chart}
    for field, file in given.items():
        if file is not None and file.case_id != candidacy.pk:
            raise Invalid(_("Choose among the files of this request."), field=field)
    return {field: file for field, file in given.items() if file is not None}


def _missing(candidacy: Candidacy) -> dict[str, Any]:
    """For the trail: what was not there when it was sent, by code."""
    lines = completeness(candidacy, inputs=list(candidacy.inputs.all()))
    return {"missing": [line.code for line in lines if not line.is_there]}


def _as_found(found: CandidacyClock) -> dict[str, Any]:
    """For the trail: since when it is complete, by when it is decided, and the calendar of that day."""
    return {
        "complete_on": found.complete_on.isoformat() if found.complete_on else "",
        "decide_by": due_in_trail(found.due_on),
        "target_on": found.target_on.isoformat() if found.target_on else "",
        "calendar": found.calendar,
    }


def _keep_clock(candidacy: Candidacy) -> None:
    """What is asked while there is time begins the count anew: until it is there, it is not complete, and no day is due
    (PAR s. 5). Without a limit there is always time."""
    if candidacy.complete_on is None:
        return
    days = stored_days(clock_of_decision(candidacy, candidacy.items.all()))
    for name, value in days.items():
        setattr(candidacy, name, value)
    candidacy.save(update_fields=list(days))


def _end_inputs(candidacy: Candidacy, at: datetime) -> None:
    ended = end_open(candidacy, at)
    if candidacy.awaited_from:
        candidacy.awaited_from = []
        candidacy.save(update_fields=["awaited_from"])
    notices.input_ended(candidacy=candidacy, ended=ended, at=at)


def _ended(at: datetime) -> dict[str, Any]:
    return {"outcome": NO_DECISION.code, "ended_at": at}


def _end(case: Case, kind: EndingKind, by: Person, reasons: str, at: datetime) -> Ending:
    return Ending.objects.create(
        case=case, kind=kind, outcome=NO_DECISION.code, reasons=reasons, ended_by=by, ended_at=at, turn=case.turn
    )

"""A case in plain words: where it stands, what it asks of whom, how much time is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.rulebook import current
from cases import queries
from cases.enums import CaseStatus, ClockReason, Queue
from cases.enums.candidacy import Stage
from cases.limit_words import while_complete
from cases.models import Case, InformationRequest
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.queries import TrailEntry
from polact.audit.verbs import Verb
from polact.base.templatetags.ui import day_in_words
from polact.base.text import current_language
from polact.catalogue.kinds import Outcome
from polact.catalogue.registry import outcome

S = CaseStatus
TONES = {
    S.DRAFT: ("neutral", "neutral"),
    S.SUBMITTED: ("info", "waiting"),
    S.IN_REVIEW: ("info", "current"),
    S.AWAITING_INFORMATION: ("warning", "warning"),
    S.AWAITING_APPROVAL: ("info", "waiting"),
    S.ANSWERED: ("success", "success"),
    S.REDIRECTED: ("info", "next"),
    S.WITHDRAWN: ("neutral", "neutral"),
    S.CLOSED: ("neutral", "success"),
}
LEVEL_TONES = {"LOW": "neutral", "MOD": "warning", "HIGH": "danger", "STOP": "danger", "PERM": "info", "NA": "neutral"}


@dataclass(frozen=True)
class Mark:
    """A word with its tone and shape, for `{% badge %}`."""

    label: str
    tone: str
    shape: str


@dataclass(frozen=True)
class Point:
    """A point of the time line of a request."""

    title: str
    state: str
    when: datetime | None = None
    text: str = ""


def state_of(case: Case) -> Mark:
    """The status as a mark; of a candidacy where it is on its way to the decision, in the words of its stages."""
    status = S(case.status)
    label = _stage_of(case) if case.type.candidacy else ""
    return Mark(label or str(status.label), *TONES[status])


def _stage_of(case: Case) -> str:
    """The stage as far as the case itself tells it: lists read no candidacy. Empty where the status says it."""
    at_commission = case.queue == Queue.CENTRAL
    complete = _complete(case) if case.clock_reason == ClockReason.COMPLETE else ""
    words = {
        S.SUBMITTED: _("Sent to the Commission") if at_commission else _("Not yet sent to the Commission"),
        S.IN_REVIEW: complete or (_("Received by the Commission") if at_commission else ""),
        S.AWAITING_APPROVAL: str(Stage.BEFORE_DECIDER.label),
        S.ANSWERED: _("Decided"),
    }
    return words.get(S(case.status), "")


def _complete(case: Case) -> str:
    """That a candidacy is complete, and whether days count for it."""
    rules = case.type.candidacy
    return str(while_complete(rules.limit)) if rules else ""


def level_of(case: Case) -> Mark | None:
    """The self-assessment's level as a mark, a range when it was open; None without an assessment."""
    codes = case.level.split()
    if not codes:
        return None
    titles = current().results
    words = [str(titles[code].title.in_language(current_language())) for code in codes if code in titles]
    label = words[0] if len(words) == 1 else _("%(low)s to %(high)s") % {"low": words[0], "high": words[-1].lower()}
    tone = LEVEL_TONES.get(codes[-1], "neutral")
    return Mark(label, tone, tone)


def clock_of(case: Case, today: date) -> Mark | None:
    """The time left until an answer is due, in words, or that the clock stands still; None where nobody waits for one."""
    if not case.is_open or case.due_on is None or _waits_for_the_law(case):
        return None
    if case.status == S.AWAITING_INFORMATION:
        return Mark(_("clock paused"), "neutral", "waiting")
    days = (case.due_on - today).days
    if days < 0:
        late = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Mark(late, "danger", "danger")
    if days == 0:
        return Mark(_("due today"), "warning", "warning")
    left = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return Mark(left, "warning", "waiting") if case.due_on <= queries.soon(today) else Mark(left, "neutral", "waiting")


def _waits_for_the_law(case: Case) -> bool:
    """A candidacy that the Commission has, and that is not complete: neither the organization's days nor the law's count."""
    return bool(case.type.candidacy) and case.queue == Queue.CENTRAL and case.clock_reason != ClockReason.COMPLETE


def age_of(case: Case, today: date) -> str:
    """How long ago the request was sent, in days."""
    if case.submitted_on is None:
        return ""
    days = (today - case.submitted_on).days
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days else _("today")


def holder_of(case: Case) -> str:
    """Who has the request now, told to the one who sent it."""
    if case.status == S.DRAFT or case.status == S.AWAITING_INFORMATION:
        return _("You")
    if case.status in (S.WITHDRAWN, S.CLOSED):
        return _("Nobody any more")
    if case.status in (S.ANSWERED, S.REDIRECTED):
        return _("You")
    if case.type.candidacy and case.queue == Queue.CENTRAL:
        return _("The Public Service Commission")
    if case.type.candidacy:
        return str(case.organization)
    if case.assigned_to:
        return str(case.assigned_to)
    return _("The designated representatives of %(organization)s") % {"organization": case.organization}


def asked_of_requester(case: Case, asked: InformationRequest | None = None) -> str:
    """What the one who sent it has to do, in one sentence; with the open question also until when."""
    if case.status == S.AWAITING_INFORMATION and asked is not None and asked.answer_by is not None:
        day = day_in_words(asked.answer_by, current_language())
        return _("Answer the representative’s question by %(day)s.") % {"day": day}
    if case.type.candidacy and case.status != S.DRAFT:
        return _asked_of_candidate(case)
    sentences = {
        S.DRAFT: _("Finish it and send it, or discard it."),
        S.SUBMITTED: _("Nothing. The representative will take it up."),
        S.IN_REVIEW: _("Nothing. The representative is looking at it."),
        S.AWAITING_INFORMATION: _("Answer the representative’s question."),
        S.AWAITING_APPROVAL: _("Nothing. A second person reads the answer before you get it."),
        S.ANSWERED: _("Read the answer. The decision is yours."),
        S.REDIRECTED: _("Read where your question belongs."),
        S.WITHDRAWN: _("Nothing."),
        S.CLOSED: _("Nothing."),
    }
    return sentences[S(case.status)]


def _asked_of_candidate(case: Case) -> str:
    if case.status == S.SUBMITTED and case.queue != Queue.CENTRAL:
        return _("Nothing. Your organization adds its opinions; you can send it to the Commission yourself.")
    sentences = {
        S.AWAITING_INFORMATION: _("Send what the Commission asks for."),
        S.ANSWERED: _("Read the decision and its conditions."),
    }
    return sentences.get(S(case.status), _("Nothing."))


def waits_for(case: Case, person: Person, *, covers: bool = False) -> str:
    """Whom an open case waits for, told to those at the desk; `covers`: the person stands in for its holder today."""
    if case.status == S.AWAITING_INFORMATION:
        return _("the employee")
    if case.status == S.AWAITING_APPROVAL and case.type.candidacy:
        return _("the decision maker")
    if case.status == S.AWAITING_APPROVAL:
        return _("a second reader") if case.proposed_by_id == person.pk else _("you or another second reader")
    if covers or case.assigned_to_id == person.pk:
        return _("you")
    if case.assigned_to:
        return str(case.assigned_to)
    return _("anyone") if case.is_open else _("nobody")


def outcome_of(case: Case) -> Outcome | None:
    """How the case ended, with its meaning; None as long as it has not."""
    return outcome(case.outcome) if case.outcome else None


# Time line ----------------------------------------------------------------------------------------------------


def time_line(case: Case, trail: Iterable[TrailEntry]) -> list[Point]:
    """From draft to answer, with the point reached. The moments come from the trail."""
    titles = _titles() | {Verb.CANDIDACY_COMPLETE: _complete(case)}
    reached = [Point(_("Draft begun"), "done", case.created_at)]
    reached += [_point(entry, titles[entry.verb]) for entry in trail if entry.verb in titles]
    if case.status == S.DRAFT:
        return [Point(_("Draft"), "current", case.created_at), *_to_come(case)]
    if not case.is_open:
        return reached
    last = reached[-1]
    return [*reached[:-1], Point(last.title, "current", last.when, last.text), *_to_come(case)]


def _titles() -> dict[Verb, str]:
    return {
        Verb.CASE_SUBMITTED: pgettext("of a request", "Sent"),
        Verb.CASE_TAKEN_UP: _("Taken up by a representative"),
        Verb.INFORMATION_REQUESTED: _("More information asked for"),
        Verb.INFORMATION_PROVIDED: _("Question answered"),
        Verb.WENT_ON: _("Review goes on without the answer"),
        Verb.ADVICE_PROPOSED: _("Sent to a second reader"),
        Verb.ADVICE_RETURNED: _("In review again"),
        Verb.ADVICE_RECORDED: _("Answered"),
        Verb.ADVICE_APPROVED: _("Answered"),
        Verb.CASE_REDIRECTED: _("Redirected"),
        Verb.CASE_WITHDRAWN: _("Withdrawn"),
        Verb.CASE_CLOSED: _("Closed"),
        Verb.CASE_CLOSED_UNANSWERED: _("Closed without a reply"),
        Verb.CASE_REOPENED: _("Opened again"),
        Verb.CANDIDACY_SIGNED: _("Signed: with your organization"),
        Verb.CANDIDACY_INPUT_GIVEN: _("Opinion given"),
        Verb.CANDIDACY_CHECKED: _("Checked by the representative"),
        Verb.CANDIDACY_SENT: _("Sent to the Commission"),
        Verb.CANDIDACY_FILED_DIRECTLY: _("Sent to the Commission"),
        Verb.CANDIDACY_ACKNOWLEDGED: _("Received by the Commission"),
        Verb.CANDIDACY_ITEMS_ASKED: _("More information asked for"),
        Verb.CANDIDACY_ITEMS_PROVIDED: _("What was missing was sent"),
        Verb.CANDIDACY_NOT_DECIDED: _("Ended without a decision"),
        Verb.CANDIDACY_WITHDRAWN: _("Withdrawn"),
    }


def _point(entry: TrailEntry, title: str) -> Point:
    by = entry.signature if entry.role != Role.EMPLOYEE else ""
    return Point(title, "done", entry.at, by)


def _to_come(case: Case) -> list[Point]:
    if case.type.candidacy:
        return [Point(title, "todo") for title in _ahead_of_candidate(case)]
    ahead = {
        S.DRAFT: [pgettext("of a request", "Sent"), _("Taken up by a representative"), _("Answered")],
        S.SUBMITTED: [_("Taken up by a representative"), _("Answered")],
        S.IN_REVIEW: [_("Answered")],
        S.AWAITING_APPROVAL: [_("Answered")],
        S.AWAITING_INFORMATION: [_("Question answered"), _("Answered")],
    }
    return [Point(title, "todo") for title in ahead[S(case.status)]]


def _ahead_of_candidate(case: Case) -> list[str]:
    """What is still to come of a request for permission, from where its case stands."""
    course = [
        _("Signed: with your organization"),
        _("Sent to the Commission"),
        _("Received by the Commission"),
        _complete(case),
        _("Decided"),
    ]
    if case.status == S.DRAFT:
        return course
    if case.status == S.SUBMITTED:
        return course[2:] if case.queue == Queue.CENTRAL else course[1:]
    is_complete = case.clock_reason == ClockReason.COMPLETE and case.status != S.AWAITING_INFORMATION
    return course[4:] if is_complete else course[3:]

"""What can stand in the trail: one verb per kind of deed, each with a sentence in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """The code is stored for ever; the sentence is told to people and takes `{actor}` and the entry's facts."""

    CASE_SUBMITTED = "case.submitted", _("{actor} submitted the request.")
    CASE_ROUTED = "case.routed", _("The request was routed: {queue}.")
    CASE_TAKEN_UP = "case.taken-up", _("{actor} took up the request.")
    INFORMATION_REQUESTED = "case.information-requested", _("{actor} asked for more information.")
    INFORMATION_PROVIDED = "case.information-provided", _("{actor} answered the question.")
    INFORMATION_PART_PROVIDED = "case.information-part-provided", _("{actor} sent a part of what was asked for.")
    INFORMATION_NOT_NEEDED = "case.information-not-needed", _("{actor} noted that something is not needed any more.")
    INFORMATION_REMINDED = "case.information-reminded", _("{actor} asked once more, for an answer by {answer_by}.")
    WENT_ON = "case.went-on", _("{actor} went on with the review without waiting any longer.")
    CASE_CLOSED_UNANSWERED = "case.closed-unanswered", _("{actor} closed the request without a reply.")
    NOTE_WRITTEN = "case.note-written", _("{actor} wrote an internal note.")
    CASE_MESSAGE_SENT = "case.message-sent", _("{actor} wrote a message.")
    ADVICE_RECORDED = "case.advice-recorded", _("{actor} recorded advice: {outcome}.")
    ADVICE_PROPOSED = "case.advice-proposed", _("{actor} asked a second person to read the advice.")
    ADVICE_APPROVED = "case.advice-approved", _("{actor} approved the advice of {author}: {outcome}.")
    ADVICE_RETURNED = "case.advice-returned", _("{actor} returned the advice to its author.")
    LETTER_MADE = "letter.made", _("The letter {number} was made, in this language: {language}. SHA-256: {sha256}")
    CASE_REDIRECTED = "case.redirected", _("{actor} redirected the request: {destination}.")
    CASE_WITHDRAWN = "case.withdrawn", _("{actor} withdrew the request.")
    CASE_REOPENED = "case.reopened", _("{actor} opened the request again: {reasons}")
    CASE_CLOSED = "case.closed", _("{actor} closed the request.")
    RECUSED = "case.recused", _("{actor} stepped aside from the request.")
    CONFLICT_FOUND = "case.conflict-found", _("Somebody with a conflict of interest was kept away from the request.")
    OPINION_ASKED = "case.opinion-asked", _("{actor} asked an expert for an opinion.")
    CONSENT_GIVEN = "case.consent-given", _("{actor} agreed that their manager be asked for an opinion.")
    CONSENT_REFUSED = "case.consent-refused", _("{actor} did not agree that their manager be asked for an opinion.")
    OPINION_GIVEN = "case.opinion-given", _("An expert gave an opinion.")
    OPINION_WITHDRAWN = "case.opinion-withdrawn", _("{actor} no longer asks the expert for an opinion.")
    OPINION_EXTENDED = "case.opinion-extended", _("{actor} gave the expert more time, until {until}.")
    CASE_ASSIGNED = "case.assigned", _("{actor} gave the request to {person}.")
    CASE_PASSED_ON = "case.passed-on", _("{actor} passed the request on to {person}.")
    CASE_RELEASED = "case.released", _("{actor} gave the request back; nobody has it now.")
    CASE_BALANCED = "case.balanced", _("The request was given to {person}, who had the least open work.")
    CASE_MOVED_UP = (
        "case.moved-up",
        _("Nobody answers for the organization any more; the request moved to the central queue of the Commission."),
    )
    CASE_SENT_BACK = "case.sent-back", _("{actor} sent the request back to the organization’s representatives.")
    FINDING_EXPLAINED = "case.finding-explained", _("{actor} explained until {until} why the request may wait.")
    REGIME_CONFIRMED = "organization.regime-confirmed", _("{actor} confirmed the regime of the organization: {regime}.")
    STANDARD_SET = (
        "organization.standard-set",
        _(
            "{actor} set the service standard: {standard_days} business days, {answer_days} for an answer to a question."
        ),
    )
    MESSAGE_SENT_AGAIN = "message.sent-again", _("{actor} had the message sent again.")
    MESSAGE_SETTLED = "message.settled", _("{actor} noted that the message arrived.")
    REPORT_EXPORTED = "report.exported", _("{actor} exported the report {report}.")
    PASSAGE_SAVED = "passage.saved", _("{actor} wrote version {version} of the passage {code}.")
    PASSAGE_WITHDRAWN = "passage.withdrawn", _("{actor} withdrew the passage {code}.")
    SIMULATION_STARTED = "simulation.started", _("{actor} started a simulation: {name}.")
    SIMULATION_FINISHED = "simulation.finished", _("The simulation ended: {name}.")
    RULEBOOK_DRAFT_STARTED = "rulebook.draft-started", _("{actor} started a draft from version {version}.")
    RULEBOOK_DRAFT_CHANGED = "rulebook.draft-changed", _("{actor} changed the draft: {part}.")
    RULEBOOK_REVIEW_ASKED = "rulebook.review-asked", _("{actor} asked for a review of version {version}.")
    RULEBOOK_RESULTS_REVIEWED = "rulebook.results-reviewed", _("{actor} reviewed {count} changed results: {reason}")
    RULEBOOK_PUBLISHED = "rulebook.published", _("{actor} published version {version}, in effect from {day}.")
    RULEBOOK_DRAFT_DISCARDED = "rulebook.draft-discarded", _("{actor} discarded the draft.")
    OVERLAY_CHANGED = "overlay.changed", _("{actor} changed the draft of the organization’s own rules.")
    OVERLAY_PUBLISHED = "overlay.published", _("{actor} published the organization’s own rules, number {number}.")
    GUIDANCE_DRAFTED = "guidance.drafted", _("{actor} changed the draft of version {version}: {note}")
    GUIDANCE_OFFERED = "guidance.offered", _("{actor} asked a second person to publish version {version}.")
    GUIDANCE_PUBLISHED = "guidance.published", _("{actor} published version {version}: {note}")
    OFFICE_CHANGED = "office.changed", _("{actor} changed how the office is reached: {fields}.")
    COVER_RECORDED = "cover.recorded", _("{actor} recorded who stands in for {absent}: {stand_in}, {period}.")
    COVER_ENDED = "cover.ended", _("{actor} ended the cover for {absent}.")
    SESSION_ANNOUNCED = "session.announced", _("{actor} announced the information session {title}.")
    SESSION_CHANGED = "session.changed", _("{actor} changed the information session {title}: {fields}.")
    SESSION_CANCELLED = "session.cancelled", _("{actor} cancelled the information session {title}.")
    ATTENDANCE_RECORDED = "session.attendance-recorded", _("{actor} noted who came: {present} of {expected}.")
    ATTACHMENT_ADDED = "attachment.added", _("{actor} attached a file: {name}.")
    ATTACHMENT_SHARED = "attachment.shared", _("{actor} shared a file with the employee: {name}.")
    ATTACHMENT_READ = "attachment.read", _("{actor} opened the file.")
    ATTACHMENT_SCANNED = "attachment.scanned", _("The file was scanned: {verdict}.")
    PARCEL_WITHHELD = "parcel.withheld", _("Something was not sent, because it did not belong to this request alone.")
    RULE_ADDED = "routing-rule.added", _("{actor} added routing rule {rule}.")
    RULE_CHANGED = "routing-rule.changed", _("{actor} changed routing rule {rule}: it is now version {version}.")
    RULE_ENDED = "routing-rule.ended", _("{actor} ended routing rule {rule}.")
    ELECTION_RECORDED = "election.recorded", _("{actor} recorded an election period: {election}.")
    ELECTION_ENDED = "election.ended", _("{actor} ended the election period: {election}.")
    ELECTION_DATES_SET = "election.dates-set", _("{actor} set the dates of the election anew: {election}.")
    ELECTION_POSTPONED = "election.postponed", _("{actor} recorded that the election was postponed: {election}.")
    ELECTION_WITHDRAWN = "election.withdrawn", _("{actor} recorded that the writ was withdrawn: {election}.")
    DISTRICT_RECORDED = "district.recorded", _("{actor} recorded an electoral district: {district}.")
    DISTRICT_CORRECTED = "district.corrected", _("{actor} corrected an electoral district: {district}.")
    CASES_LINKED = "case.linked", _("{actor} linked the request with {other}: {kind}.")
    LINK_ENDED = "case.link-ended", _("{actor} ended the link with {other}: {kind}.")
    CANDIDACY_SIGNED = "candidacy.signed", _("{actor} signed the request for permission.")
    CANDIDACY_INPUT_ASKED = "candidacy.input-asked", _("An opinion was asked for: {kind}, by {answer_by}.")
    CANDIDACY_INPUT_GIVEN = "candidacy.input-given", _("{actor} gave an opinion: {kind}.")
    CANDIDACY_CHECKED = "candidacy.check-started", _("The organization’s check of the file began.")
    CANDIDACY_SENT = "candidacy.sent", _("{actor} sent the request to the Commission.")
    CANDIDACY_FILED_DIRECTLY = "candidacy.filed-directly", _("{actor} sent the request directly to the Commission.")
    CANDIDACY_ACKNOWLEDGED = "candidacy.acknowledged", _("{actor} confirmed receipt.")
    CANDIDACY_ITEMS_ASKED = "candidacy.items-asked", _("{actor} asked for what is missing: {items}.")
    CANDIDACY_ITEMS_PROVIDED = "candidacy.items-provided", _("{actor} sent what was missing.")
    CANDIDACY_COMPLETE = (
        "candidacy.complete",
        _("{actor} found the file complete; day of the decision, by law: {decide_by}."),
    )
    CANDIDACY_ELECTION_CHANGED = (
        "candidacy.election-changed",
        _(
            "The election changed ({reason}): {election}; close of nominations {nominations_close}, polling day {polling_day}."
        ),
    )
    CANDIDACY_SUBMITTED = "candidacy.submitted-for-decision", _("{actor} submitted a draft to the decision maker.")
    CANDIDACY_RETURNED = "candidacy.returned", _("{actor} returned the draft to the officer.")
    CANDIDACY_DECIDED = "candidacy.decided", _("{actor} decided: {outcome}.")
    CANDIDACY_NOTIFIED = "candidacy.notified", _("The employee and the deputy head were notified of the decision.")
    CANDIDACY_GAZETTED = "candidacy.gazetted", _("The notice was published in the Canada Gazette: {issue}.")
    CANDIDACY_MONITORED = "candidacy.monitored", _("{actor} began to follow the conditions.")
    CANDIDACY_TAKEN_UP_AGAIN = (
        "candidacy.taken-up-again",
        _("{actor} took the request up for a new decision: {reasons}"),
    )
    CANDIDACY_NOT_DECIDED = "candidacy.not-decided", _("{actor} ended the request without a decision: {reason}.")
    CANDIDACY_WITHDRAWN = "candidacy.withdrawn", _("{actor} withdrew the request for permission.")
    CANDIDACY_CLOSED = "candidacy.closed", _("{actor} closed the request for permission.")
    DELEGATION_RECORDED = "delegation.recorded", _("{actor} recorded the instrument {title} for {person}.")
    DELEGATION_ENDED = "delegation.ended", _("{actor} ended the instrument {title} of {person}.")
    GAZETTE_REQUESTED = "candidacy.gazette-requested", _("{actor} asked for the notice in the Canada Gazette.")
    CONDITION_ACKNOWLEDGED = "condition.acknowledged", _("{actor} acknowledged the conditions.")
    CONDITION_NOTED = "condition.noted", _("{actor} noted on a condition: {kind}.")
    CONDITION_REMINDED = "condition.reminded", _("A reminder of a condition was sent: {kind}.")
    FACT_CHANGED = "case.fact-changed", _("Something changed on which the answer rests: {fact}.")
    RESULT_RECORDED = "candidacy.result-recorded", _("{actor} recorded what became of the candidacy: {result}.")
    ALLEGATION_MADE = "allegation.made", _("The allegation was made through the public form.")
    ALLEGATION_ENTERED = "allegation.entered", _("{actor} entered an allegation that had come otherwise.")
    ALLEGATION_EXAMINED = "allegation.examined", _("{actor} examined the allegation: {timeliness}.")
    ALLEGATION_CORRECTED = "allegation.corrected", _("{actor} corrected the facts: {timeliness}.")
    ALLEGATION_INVESTIGATED = "allegation.investigated", _("{actor} decided that the allegation is investigated.")
    ALLEGATION_NOT_INVESTIGATED = (
        "allegation.not-investigated",
        _("{actor} decided that the allegation is not investigated."),
    )
    ALLEGATION_STEP_RECORDED = "allegation.step-recorded", _("{actor} recorded a step of {day}: {kind}.")
    ALLEGATION_HEARD = "allegation.heard", _("{actor} noted that everybody who wished was heard.")
    ALLEGATION_DECIDED = "allegation.decided", _("{actor} decided the allegation: {outcome}.")
    ALLEGATION_LETTER_SENT = "allegation.letter-sent", _("{actor} noted that a letter went out on {day}: {recipient}.")
    ALLEGATION_WITHDRAWN = (
        "allegation.withdrawn",
        _("{actor} noted that the allegation was withdrawn; that does not end it."),
    )
    ALLEGATION_DISCLOSED = "allegation.disclosed", _("{actor} recorded a disclosure under section 14: {purpose}.")
    ALLEGATION_CLOSED = "allegation.closed", _("{actor} closed the allegation.")
    REQUEST_IMPORTED = "history.imported", _("{actor} imported the request from the history: {reference}.")
    HISTORY_IMPORTED = "history.file-imported", _("{actor} imported {count} requests from a file. SHA-256: {sha256}")

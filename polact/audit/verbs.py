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
    ADVICE_RECORDED = "case.advice-recorded", _("{actor} recorded advice: {outcome}.")
    ADVICE_PROPOSED = "case.advice-proposed", _("{actor} asked a second person to read the advice.")
    ADVICE_APPROVED = "case.advice-approved", _("{actor} approved the advice of {author}: {outcome}.")
    ADVICE_RETURNED = "case.advice-returned", _("{actor} returned the advice to its author.")
    LETTER_MADE = "letter.made", _("The letter {number} was made, in this language: {language}. SHA-256: {sha256}")
    CASE_REDIRECTED = "case.redirected", _("{actor} redirected the request: {destination}.")
    CASE_WITHDRAWN = "case.withdrawn", _("{actor} withdrew the request.")
    CASE_REOPENED = "case.reopened", _("{actor} opened the request again: {reasons}")
    CASE_CLOSED = "case.closed", _("{actor} closed the request.")
    REGIME_CONFIRMED = "organization.regime-confirmed", _("{actor} confirmed the regime of the organization: {regime}.")
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

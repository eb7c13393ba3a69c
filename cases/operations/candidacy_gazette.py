"""The notice of a grant in the Canada Gazette (PSEA s. 116): its words, the request for it, its publication."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection, transaction
from django.utils.translation import gettext as _

from cases.advance import advance_candidacy, note
from cases.enums.candidacy import AFTER_DECISION, CandidacyAction, Stage
from cases.gazette import NAMES, notice_text, shipped
from cases.models import Candidacy, GazetteNotice, GazetteTemplate
from cases.notices import after_decision as notices
from cases.passages import PassageError, names_in
from cases.permissions.after import may_tend_gazette
from cases.permissions.candidacy import may_follow
from cases.queries.after import GAZETTED, gazette_words, standing_decision
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted

WORDS = UUID("6f0f3a52-0a4c-4a5e-9a51-8d1f6f2b7c10")
"""The subject of the trail of these words, through all of their versions."""
LOCK = 4_060_180  # an arbitrary number: who writes the words at once comes one after the other


@transaction.atomic
def save_gazette_words(
    *, text_en: str, text_fr: str, written_by: Person, at: datetime, version: int = 0
) -> GazetteTemplate:
    """The next version of the notice's words, for what is requested from now on. `version` is the one read, 0 for the
    shipped words.

    Raises NotPermitted for anybody but officers, Conflict when somebody wrote another version meanwhile, Invalid when a
    language is missing, a placeholder is unknown, or stands in one language only.
    """
    if not may_tend_gazette(written_by):
        raise NotPermitted()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    newest = gazette_words()
    if (newest.version if newest else 0) != version:
        raise Conflict(
            _("Somebody wrote another version of these words. Copy what you typed, then open it again."),
            current_version=newest.version if newest else 0,
        )
    found = {}
    for field, text in (("text_en", text_en), ("text_fr", text_fr)):
        if not text.strip():
            raise Invalid(_("Both languages are equal: a text is missing here."), field=field)
        try:
            found[field] = names_in(text, NAMES)
        except PassageError as error:
            raise Invalid(str(error), field=field) from None
    if alone := found["text_en"] ^ found["text_fr"]:
        told = ", ".join(f"{{{name}}}" for name in sorted(alone))
        raise Invalid(
            _("Both languages need the same placeholders. In one only: %(names)s.") % {"names": told}, field="text_fr"
        )
    words = GazetteTemplate.objects.create(
        version=version + 1, text_en=text_en, text_fr=text_fr, written_by=written_by, written_at=at
    )
    record(
        verb=Verb.PASSAGE_SAVED,
        subject=WORDS,
        actor=written_by,
        role=Role.COMMISSION_OFFICER,
        at=at,
        facts={"code": "gazette", "version": words.version},
    )
    return words


@transaction.atomic
def request_publication(*, candidacy: Candidacy, requested_by: Person, at: datetime) -> GazetteNotice:
    """Ask for the notice of a grant, in both languages, from the words in force. Refusals have none.

    Raises NotPermitted for anybody but whoever follows the candidacy; NotNow before both sides are notified, when the
    decision grants nothing new, when the regime publishes nothing, and when the notice was asked for already.
    """
    if not may_follow(requested_by, candidacy):
        raise NotPermitted()
    candidacy = Candidacy.objects.select_for_update(of=("self",)).select_related("case").get(pk=candidacy.pk)
    decision = standing_decision(candidacy)
    if decision is None or candidacy.stage not in AFTER_DECISION:
        raise NotNow(_("Publication is asked for once the decision was notified to both sides."))
    if decision.outcome not in GAZETTED or not candidacy.rules.is_gazetted:
        raise NotNow(_("Only a grant is published in the Canada Gazette."))
    if GazetteNotice.objects.filter(decision=decision).exists():
        raise NotNow(_("The notice was asked for already."))
    newest, words = gazette_words(), shipped()
    if newest is not None:
        words = {"en": newest.text_en, "fr": newest.text_fr}
    texts = {
        language: notice_text(text, language=language, candidacy=candidacy, decision=decision)
        for language, text in words.items()
    }
    notice = GazetteNotice.objects.create(
        decision=decision, text_en=texts["en"], text_fr=texts["fr"], requested_on=clock.local_date(at)
    )
    facts = {"words": newest.version if newest else 0}
    note(case=candidacy.case, verb=Verb.GAZETTE_REQUESTED, by=requested_by, at=at, facts=facts)
    return notice


@transaction.atomic
def record_publication(
    *, candidacy: Candidacy, published_on: date, issue: str, link: str, recorded_by: Person, at: datetime
) -> GazetteNotice:
    """That the notice was published: on which day, in which issue, where (an https address). Once.

    The candidacy moves on, unless its conditions are followed already. Raises NotPermitted, NotNow without a notice that
    waits, Invalid for a day to come or before it was asked for, without an issue, or for another kind of address.
    """
    if not may_follow(recorded_by, candidacy):
        raise NotPermitted()
    waiting = GazetteNotice.objects.filter(decision__candidacy=candidacy, decision__superseded_by=None)
    notice = waiting.filter(published_on=None).select_for_update(of=("self",)).first()
    if notice is None:
        raise NotNow(_("No notice waits for its publication."))
    if published_on > clock.local_date(at):
        raise Invalid(_("This day is still to come."), field="published_on")
    if published_on < notice.requested_on:
        raise Invalid(_("It cannot be published before it was asked for."), field="published_on")
    if not issue.strip():
        raise Invalid(_("Say in which issue."), field="issue")
    _check_link(link)
    notice.published_on, notice.issue, notice.link = published_on, issue.strip(), link
    notice.save(update_fields=["published_on", "issue", "link"])
    facts = {"issue": notice.issue, "day": published_on}
    if candidacy.stage == Stage.NOTIFIED:
        candidacy = advance_candidacy(
            candidacy=candidacy, action=CandidacyAction.RECORD_PUBLICATION, by=recorded_by, at=at, facts=facts
        )
    else:
        note(case=candidacy.case, verb=Verb.CANDIDACY_GAZETTED, by=recorded_by, at=at, facts=facts)
    notices.gazette_published(case=candidacy.case, at=at)
    return notice


def _check_link(link: str) -> None:
    try:
        URLValidator(schemes=["https"])(link)
    except ValidationError:
        raise Invalid(_("Give the full address of the notice, beginning with https://."), field="link") from None

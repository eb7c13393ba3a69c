"""The gate and what comes after it: a second person reviews what a draft changes, and publishes it."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from assessments import issued, notices
from assessments.draft_standing import Standing
from assessments.models import DraftState, GateReview, PublishedRulebook, RulebookDraft
from assessments.permissions import may_judge, may_keep_rulebooks
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted

ONE_AT_A_TIME = 6_201_113  # the advisory lock under which versions are published, so that their order is never in doubt

Key = tuple[str, str, str]


@transaction.atomic
def review_results(
    *, draft: RulebookDraft, results: Collection[Key], reason: str, reviewed_by: Person, at: datetime
) -> list[GateReview]:
    """Record that a named person looked at these changed results (item, before, after) and why each is right.

    One reason may stand for several; it is recorded for each. Raises NotPermitted for whoever edited the draft, Conflict
    when the draft no longer changes one of the results in that way, Invalid without a reason.
    """
    standing = _judged(draft, reviewed_by)
    if not reason.strip():
        raise Invalid(_("Say why these results are right."), field="reason")
    if not results:
        raise Invalid(_("Choose at least one result."), field="results")
    known = {found.key for found in standing.moved}
    if not set(results) <= known:
        raise Conflict(_("The draft was changed meanwhile: one of these results is no longer what you looked at."))
    reviews = [
        GateReview(
            draft=standing.draft,
            item=item,
            before=before,
            after=after,
            content_hash=standing.content_hash,
            reviewer=reviewed_by,
            reason=reason.strip(),
            reviewed_at=at,
        )
        for item, before, after in sorted(set(results))
    ]
    GateReview.objects.bulk_create(reviews)
    facts = {
        "count": str(len(reviews)),
        "items": ", ".join(review.item for review in reviews),
        "reason": reason.strip(),
    }
    _note(standing.draft, Verb.RULEBOOK_RESULTS_REVIEWED, reviewed_by, at, facts | {"hash": standing.content_hash})
    return reviews


@transaction.atomic
def publish_draft(*, draft: RulebookDraft, seen: str, published_by: Person, at: datetime) -> PublishedRulebook:
    """Make a draft a version: its file, with its hash, is in force from its day on and is never changed again.

    Raises NotPermitted for whoever edited the draft, Conflict when its file is not the one that was seen, NotNow with the
    first obstacle: a problem, a result without review, a note, number or day that is missing or wrong.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    issued.forget()
    standing = _judged(draft, published_by)
    if seen != standing.seen:
        raise Conflict(_("The draft was changed since you opened the page. Look at what it is now."))
    obstacles = standing.obstacles(clock.local_date(at))
    if obstacles:
        raise NotNow(obstacles[0])
    locked = standing.draft
    assert locked.effective_from is not None
    published = PublishedRulebook.objects.create(
        version=standing.version,
        content=standing.content,
        content_hash=standing.content_hash,
        note_en=locked.note_en,
        note_fr=locked.note_fr,
        effective_from=locked.effective_from,
        draft=locked,
        drafted_by=locked.drafted_by,
        published_by=published_by,
        published_at=at,
    )
    locked.state = DraftState.PUBLISHED
    locked.save(update_fields=["state"])
    facts = {"version": published.version, "day": published.effective_from.isoformat(), "hash": published.content_hash}
    _note(locked, Verb.RULEBOOK_PUBLISHED, published_by, at, facts)
    notices.rulebook_published(published=published, at=at)
    transaction.on_commit(issued.forget)
    return published


def _judged(draft: RulebookDraft, person: Person) -> Standing:
    """The draft as it is now, for somebody who has not edited it; held until the end of the transaction."""
    if not may_keep_rulebooks(person):
        raise NotPermitted
    locked = RulebookDraft.objects.select_for_update().prefetch_related("changes__made_by").get(pk=draft.pk)
    standing = Standing(locked)
    if not may_judge(person, standing.editors):
        raise NotPermitted(_("You have edited this draft: somebody else reviews and publishes it."))
    if not locked.is_open:
        raise NotNow(_("This draft is no longer open."))
    return standing


def _note(draft: RulebookDraft, verb: Verb, by: Person, at: datetime, facts: dict[str, str]) -> None:
    record(verb=verb, subject=draft.pk, actor=by, role=Role.ADMINISTRATOR, at=at, facts=facts)

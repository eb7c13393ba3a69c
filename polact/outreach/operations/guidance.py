"""Changing guidance: one person drafts, a second publishes, and nothing published ever changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.outreach.markup import gaps_of, problems_of
from polact.outreach.models import GuidancePage, GuidanceVersion
from polact.outreach.models.guidance import TEXTS
from polact.outreach.notices import guidance as notices
from polact.outreach.permissions import may_edit_guidance, may_publish

LANGUAGES = ("en", "fr")
FIELDS = tuple(f"{text}_{language}" for text in TEXTS for language in LANGUAGES)


@transaction.atomic
def save_draft(
    *,
    page: GuidancePage,
    texts: Mapping[str, str],
    change_note: str,
    drafted_by: Person,
    at: datetime,
    offer: bool = False,
    revision: int | None = None,
) -> GuidanceVersion:
    """Begin the page's one draft, or change it; with `offer`, ask the other administrators to publish it.

    `texts` holds title, summary and body, each with `_en` and `_fr`. `revision` is the draft's when it was read (0 when
    there was none). Raises NotPermitted; Conflict when somebody else changed the draft meanwhile; Invalid for an
    unknown source, a link that may not be or a missing note, and with `offer` for everything that `check_complete` says.
    """
    if not may_edit_guidance(drafted_by):
        raise NotPermitted()
    if not change_note.strip():
        raise Invalid(_("Say what changes and why."), field="change_note")
    for language in LANGUAGES:
        if found := problems_of(texts.get(f"body_{language}", "")):
            raise Invalid(" ".join(found), field=f"body_{language}")
    version = _draft_of(page, revision)
    for name in FIELDS:
        setattr(version, name, texts.get(name, "").strip().replace("\r\n", "\n"))
    version.change_note, version.drafted_by, version.drafted_at = change_note.strip(), drafted_by, at
    version.waiting_since = at if offer else None
    if offer:
        check_complete(version=version)
    version.save()
    _note(Verb.GUIDANCE_DRAFTED, version, drafted_by, at)
    if offer:
        _note(Verb.GUIDANCE_OFFERED, version, drafted_by, at)
        notices.draft_waits(version=version, at=at)
    return version


@transaction.atomic
def publish_draft(*, version: GuidanceVersion, published_by: Person, at: datetime, revision: int) -> GuidanceVersion:
    """Put a draft in force, as the second person, exactly as it was read: `revision` is the draft's on the page.

    Raises NotPermitted for whoever last changed the words and for everybody who is no administrator; NotNow when it
    does not wait for a second person any more; Conflict when it was changed meanwhile; Invalid when it is incomplete.
    """
    if not may_edit_guidance(published_by):
        raise NotPermitted()
    # The page is locked and not the version: the wall lets nobody lock what is published.
    GuidancePage.objects.select_for_update().get(pk=version.page_id)
    version = GuidanceVersion.objects.select_related("page", "drafted_by").get(pk=version.pk)
    if not version.is_draft or not version.waiting_since:
        raise NotNow(_("This draft does not wait for a second person, or was published in the meantime."))
    if not may_publish(published_by, version):
        raise NotPermitted(_("You changed these words last, so somebody else has to publish them."))
    _check_revision(version, revision)
    check_complete(version=version)
    version.published_by, version.published_at, version.waiting_since = published_by, at, None
    version.save(update_fields=["published_by", "published_at", "waiting_since"])
    _note(Verb.GUIDANCE_PUBLISHED, version, published_by, at)
    notices.draft_published(version=version, at=at)
    return version


def check_complete(*, version: GuidanceVersion) -> None:
    """Raise Invalid unless the version says everything in both languages and names a source for each statement."""
    for name in FIELDS:
        if not getattr(version, name):
            language = _("French") if name.endswith("_fr") else _("English")
            raise Invalid(
                _("Both languages are equal: the %(language)s is missing here.") % {"language": language}, field=name
            )
    for language in LANGUAGES:
        if found := gaps_of(getattr(version, f"body_{language}")):
            raise Invalid(" ".join(found), field=f"body_{language}")


def _draft_of(page: GuidancePage, revision: int | None) -> GuidanceVersion:
    """The page's draft, locked, one revision on; or a new one after the newest version."""
    GuidancePage.objects.select_for_update().get(pk=page.pk)
    newest = page.versions.order_by("-number").first()
    if newest is not None and newest.is_draft:
        _check_revision(newest, revision)
        newest.revision += 1
        newest.page = page
        return newest
    if revision:
        raise Conflict(_("The draft was published in the meantime. Begin a new one."))
    return GuidanceVersion(page=page, number=newest.number + 1 if newest else 1)


def _check_revision(version: GuidanceVersion, revision: int | None) -> None:
    if revision is not None and revision != version.revision:
        raise Conflict(_("Somebody changed the draft since you opened it. Copy what you typed, then open it again."))


def _note(verb: Verb, version: GuidanceVersion, by: Person, at: datetime) -> None:
    """The page's own chain in the trail."""
    facts = {"page": version.page.code, "version": version.number, "note": version.change_note}
    record(verb=verb, subject=version.page.ref, actor=by, role=Role.ADMINISTRATOR, at=at, facts=facts)

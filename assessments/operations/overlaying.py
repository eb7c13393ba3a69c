"""An organization's own rules: its representatives draft them, one of them who has not edited them publishes them."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments import department, notices
from assessments.authoring.parts import stamp
from assessments.authoring.writing import write_overlay
from assessments.draft_standing import newest
from assessments.models import OverlayDraft, PublishedOverlay
from assessments.overlays import EMPTY, overlay_problems
from assessments.permissions import may_draft_overlay, may_publish_overlay
from assessments.plain_yaml import read_yaml
from assessments.rulebook import raw_of
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, NotNow, NotPermitted


@transaction.atomic
def change_overlay(
    *, organization: Organization, content: dict[str, Any], seen: str, changed_by: Person, at: datetime
) -> OverlayDraft:
    """Store what an organization wants to add, problems and all; `seen` is the stamp of what the person had before them.

    Raises NotPermitted for anybody but its representatives and administrators, Conflict when somebody else was faster.
    """
    if not may_draft_overlay(changed_by, organization.pk):
        raise NotPermitted
    draft = OverlayDraft.objects.select_for_update().filter(organization=organization).first()
    before = read_yaml(bytes(draft.content)) if draft else dict(EMPTY)
    if seen != stamp(before):
        raise Conflict(
            _("Somebody changed this since you opened the page. What you typed is still here; look at what it is now.")
        )
    draft = draft or OverlayDraft(organization=organization)
    draft.content = write_overlay(content)
    draft.edited_by = sorted({*draft.edited_by, changed_by.pk})
    draft.changed_by, draft.changed_at = changed_by, at
    draft.save()
    _note(organization, Verb.OVERLAY_CHANGED, changed_by, at, hash=hashlib.sha256(draft.content).hexdigest())
    return draft


@transaction.atomic
def publish_overlay(*, organization: Organization, seen: str, published_by: Person, at: datetime) -> PublishedOverlay:
    """Make the draft the organization's own rules: from now on they are added for whoever says that they work there.

    Raises NotPermitted for whoever edited it, Conflict when it is not what was seen, NotNow when it has problems or
    changes nothing.
    """
    if not may_draft_overlay(published_by, organization.pk):
        raise NotPermitted
    draft = OverlayDraft.objects.select_for_update().filter(organization=organization).first()
    if draft is None or not draft.edited_by:
        raise NotNow(_("Nothing waits to be published."))
    if not may_publish_overlay(published_by, organization.pk, draft.edited_by):
        raise NotPermitted(_("You have edited these rules: somebody else publishes them."))
    content = bytes(draft.content)
    own = read_yaml(content)
    if seen != stamp(own):
        raise Conflict(_("The rules were changed since you opened the page. Look at what they are now."))
    if overlay_problems(raw_of(newest()), own):
        raise NotNow(_("Rules with problems cannot be published."))
    last = PublishedOverlay.objects.filter(organization=organization).order_by("-number").first()
    published = PublishedOverlay.objects.create(
        organization=organization,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
        rulebook_version=newest(),
        drafted_by=draft.changed_by,
        published_by=published_by,
        published_at=at,
    )
    draft.edited_by = []
    draft.save(update_fields=["edited_by"])
    facts = {"number": str(published.number), "hash": published.content_hash}
    _note(organization, Verb.OVERLAY_PUBLISHED, published_by, at, **facts)
    notices.overlay_published(published=published, at=at)
    transaction.on_commit(department.forget)
    return published


def _note(organization: Organization, verb: Verb, by: Person, at: datetime, **facts: str) -> None:
    role = Role.REPRESENTATIVE if organization.pk in by.standing.represents else Role.ADMINISTRATOR
    record(verb=verb, subject=organization.ref, actor=by, role=role, at=at, facts=facts)

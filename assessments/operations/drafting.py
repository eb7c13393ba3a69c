"""Drafts of the rulebook: start one from any version, change it part by part or as a file, ask for review, discard it.

Everything here is for administrators. What is saved may have problems; what is published may not. `seen` is the stamp
of what the person had before them (`parts.stamp`): when it is no longer what the draft holds, somebody else was faster,
and nothing is written.
"""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments import draft_standing, notices
from assessments.authoring.parts import Part, Raw, UnknownPart, part_of, stamp, with_part, with_version, without_part
from assessments.authoring.writing import write_rulebook
from assessments.draft_standing import Standing
from assessments.models import DraftChange, DraftState, RulebookDraft
from assessments.permissions import may_keep_rulebooks
from assessments.plain_yaml import NotReadable, read_yaml
from assessments.rulebook import UnknownRulebook, raw_of
from assessments.rulebook_checks import shape_problems
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted

LARGEST_FILE = 1_000_000  # bytes: twenty times what a version needs
MENDABLE = frozenset({"no_text", "no_words"})  # problems of form that the pages can mend


@transaction.atomic
def start_draft(*, based_on: str, started_by: Person, at: datetime, proposal: str = "") -> RulebookDraft:
    """Begin a draft with the file of a published version, under the next number.

    With the name of a `proposal` that came with the product, its file is taken as it is, and compared with `based_on`.
    Raises Invalid for an unknown version or proposal.
    """
    _permit(started_by)
    if proposal and proposal not in draft_standing.proposals():
        raise Invalid(_("There is no such proposal."), field="proposal")
    try:
        raw = raw_of(based_on)
    except UnknownRulebook as error:
        raise Invalid(_("There is no such version."), field="based_on") from error
    if proposal:
        content = draft_standing.proposals()[proposal]
    else:
        content = write_rulebook(with_version(raw, draft_standing.proposed_version(raw)))
    draft = RulebookDraft.objects.create(based_on=based_on, content=content, drafted_by=started_by, started_at=at)
    _note(draft, Verb.RULEBOOK_DRAFT_STARTED, started_by, at, version=based_on)
    return draft


@transaction.atomic
def change_part(
    *, draft: RulebookDraft, part: Part, value: Any, seen: str, changed_by: Person, at: datetime
) -> RulebookDraft:
    """Replace one part of a draft's file, or add it when the draft has none (`seen` is then empty).

    The number of the version follows the kind of change, unless somebody chose one. Raises Conflict when the part is not
    the one that was seen, NotNow when the draft is no longer open.
    """
    standing = _locked(draft, changed_by)
    _same(seen, _value(standing.raw, part))
    return _write(standing, with_part(standing.raw, part, value), str(part), changed_by, at)


@transaction.atomic
def drop_part(*, draft: RulebookDraft, part: Part, seen: str, changed_by: Person, at: datetime) -> RulebookDraft:
    """Take one part out of a draft's file. Raises Conflict and NotNow as `change_part` does."""
    standing = _locked(draft, changed_by)
    _same(seen, _value(standing.raw, part))
    try:
        changed = without_part(standing.raw, part)
    except UnknownPart as error:
        raise NotNow(_("This part cannot be taken out.")) from error
    return _write(standing, changed, str(part), changed_by, at)


@transaction.atomic
def replace_file(*, draft: RulebookDraft, content: bytes, seen: str, changed_by: Person, at: datetime) -> RulebookDraft:
    """Take a whole file as the draft, as it is. Raises Invalid, with every problem of form that the pages cannot mend."""
    standing = _locked(draft, changed_by)
    _same(seen, standing.content)
    if len(content) > LARGEST_FILE:
        raise Invalid(_("The file is larger than any rulebook."), field="file")
    try:
        problems = shape_problems(read_yaml(content))
    except NotReadable as error:
        raise Invalid(_("The file is not YAML: %(error)s") % {"error": error}, field="file") from error
    severe = [problem for problem in problems if problem.kind not in MENDABLE]
    if severe:
        told = " · ".join(
            f"{problem.where}: {problem.sentence}" if problem.where else problem.sentence for problem in severe
        )
        raise Invalid(_("The file is not a rulebook: %(problems)s") % {"problems": told}, field="file")
    return _store(standing, content, "file", changed_by, at)


@transaction.atomic
def describe_draft(
    *,
    draft: RulebookDraft,
    version: str,
    note_en: str,
    note_fr: str,
    effective_from: date | None,
    seen: str,
    changed_by: Person,
    at: datetime,
) -> RulebookDraft:
    """Set the draft's number, its change note in both languages and the day on which it takes effect.

    What is missing may be added later; publishing asks for all of it. Raises Conflict as `change_part` does.
    """
    standing = _locked(draft, changed_by)
    _same(seen, standing.content)
    locked = standing.draft
    locked.note_en, locked.note_fr, locked.effective_from = note_en.strip(), note_fr.strip(), effective_from
    content = standing.content
    if version != standing.version:
        content = write_rulebook(with_version(standing.raw, version))
    return _store(standing, content, "details", changed_by, at)


@transaction.atomic
def ask_for_review(*, draft: RulebookDraft, asked_by: Person, at: datetime) -> RulebookDraft:
    """Tell the administrators who have not edited the draft that it waits for them. Raises NotNow while it has problems."""
    standing = _locked(draft, asked_by)
    if standing.problems:
        raise NotNow(_("A draft with problems cannot be reviewed yet."))
    locked = standing.draft
    locked.review_asked_at = at
    locked.save(update_fields=["review_asked_at"])
    _note(locked, Verb.RULEBOOK_REVIEW_ASKED, asked_by, at, version=standing.version)
    notices.draft_waits(draft=locked, version=standing.version, asked_by=asked_by, editors=set(standing.editors), at=at)
    return locked


@transaction.atomic
def discard_draft(*, draft: RulebookDraft, discarded_by: Person, at: datetime) -> RulebookDraft:
    """Give up a draft. Its file, its changes and its trail stay; it can no longer be edited or published."""
    locked = _locked(draft, discarded_by).draft
    locked.state = DraftState.DISCARDED
    locked.save(update_fields=["state"])
    _note(locked, Verb.RULEBOOK_DRAFT_DISCARDED, discarded_by, at, version=locked.based_on)
    return locked


def _permit(person: Person) -> None:
    if not may_keep_rulebooks(person):
        raise NotPermitted


def _locked(draft: RulebookDraft, person: Person) -> Standing:
    """The draft as it is now, held until the end of the transaction."""
    _permit(person)
    locked = RulebookDraft.objects.select_for_update().prefetch_related("changes__made_by").get(pk=draft.pk)
    if not locked.is_open:
        raise NotNow(_("This draft is no longer open."))
    return Standing(locked)


def _value(raw: Raw, part: Part) -> Any:
    try:
        return part_of(raw, part)
    except UnknownPart:
        return None


def _same(seen: str, value: Any) -> None:
    if seen != stamp(value):
        raise Conflict(
            _("Somebody changed this since you opened the page. What you typed is still here; look at what it is now.")
        )


def _write(standing: Standing, raw: Raw, part: str, by: Person, at: datetime) -> RulebookDraft:
    """Store the changed file, under the number that its changes ask for if nobody chose another."""
    if standing.version == standing.proposed:
        raw = with_version(raw, draft_standing.proposed_version(raw))
    return _store(standing, write_rulebook(raw), part, by, at)


def _store(standing: Standing, content: bytes, part: str, by: Person, at: datetime) -> RulebookDraft:
    draft = standing.draft
    draft.content = content
    draft.save(update_fields=["content", "note_en", "note_fr", "effective_from"])
    content_hash = hashlib.sha256(content).hexdigest()
    DraftChange.objects.create(draft=draft, made_by=by, made_at=at, part=part[:60], content_hash=content_hash)
    _note(draft, Verb.RULEBOOK_DRAFT_CHANGED, by, at, part=part, hash=content_hash)
    return draft


def _note(draft: RulebookDraft, verb: Verb, by: Person, at: datetime, **facts: str) -> None:
    record(verb=verb, subject=draft.pk, actor=by, role=Role.ADMINISTRATOR, at=at, facts=facts)

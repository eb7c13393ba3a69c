"""Files of a case: taken in, shared with the employee, read; removed only from a draft."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cases import queries
from cases.advance import acting_role, note
from cases.attachments.kinds import take_in
from cases.attachments.limits import LARGEST_CASE, MEGABYTE, MOST_FILES
from cases.attachments.problems import NotTaken
from cases.enums import AttachmentState
from cases.leaving import Parcel, check
from cases.models import Attachment, AttachmentContent, Case
from cases.notices import attachments as notices
from cases.permissions import is_requester, may_attach, may_handle, may_know_of, may_remove
from notifications.waking import ask
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import NotNow, NotPermitted

SCAN = "cases.tasks.scan_attachment"


@transaction.atomic
def attach_file(
    *, case: Case, uploaded_by: Person, name: str, declared: str, content: bytes, at: datetime
) -> Attachment:
    """Take a file in: checked by content, without what pictures tell of themselves, under a safe name, to be scanned.

    The requester's files are seen by all who may read the case; those of whoever handles it stay among them until shared.
    Raises NotPermitted, NotNow when the case has ended, NotTaken for what is not taken in or is too much.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_attach(uploaded_by, case):
        raise NotPermitted() if case.is_open else NotNow(_("This request has ended: no more files are taken."))
    state = _state_of_new()
    taken = take_in(name=name, declared=declared, content=content)
    _check_room(case, len(taken.content))
    attachment = Attachment(
        case=case,
        uploaded_by=uploaded_by,
        uploaded_at=at,
        name=taken.name,
        media_type=taken.media_type,
        size=len(taken.content),
        sha256=hashlib.sha256(taken.content).hexdigest(),
        state=state,
        is_internal=not is_requester(uploaded_by, case),
    )
    attachment.save(force_insert=True)
    AttachmentContent(attachment=attachment, content=taken.content).save(force_insert=True)
    _tell_of_new(attachment, case, uploaded_by, at)
    if state == AttachmentState.WAITING_FOR_SCAN:
        transaction.on_commit(lambda: ask(SCAN, str(attachment.pk)), robust=True)
    return attachment


@transaction.atomic
def remove_file(*, case: Case, attachment: Attachment, removed_by: Person) -> None:
    """Take a file off a draft, for good. Raises NotPermitted for anybody else's, NotNow once the request was sent."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_remove(removed_by, case, attachment):
        if case.submitted_at is not None and attachment.uploaded_by_id == removed_by.pk:
            raise NotNow(_("The request was sent with this file: it stays."))
        raise NotPermitted()
    attachment.delete()


@transaction.atomic
def share_file(*, case: Case, attachment: Attachment, shared_by: Person, at: datetime) -> Attachment:
    """Give the employee a file that was kept among those who answer, and tell them. This cannot be taken back.

    Raises NotPermitted, NotNow when it is shared already or not scanned yet, WrongRecipient when it is another case's.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("requester").get(pk=case.pk)
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if not may_handle(shared_by, case):
        raise NotPermitted()
    if not attachment.is_internal:
        raise NotNow(_("The employee can see this file already."))
    if not attachment.is_readable:
        raise NotNow(_("This file cannot be opened: %(state)s.") % {"state": attachment.get_state_display()})
    attachment.is_internal, attachment.shared_by, attachment.shared_at = False, shared_by, at
    check(Parcel(case, case.requester, at, attachments=(attachment,), sender=shared_by))
    attachment.save(update_fields=["is_internal", "shared_by", "shared_at"])
    note(case=case, verb=Verb.ATTACHMENT_SHARED, by=shared_by, at=at, facts=_facts(attachment))
    notices.attachment_shared(attachment=attachment, case=case, at=at)
    return attachment


@transaction.atomic
def read_file(*, case: Case, attachment: Attachment, read_by: Person, at: datetime) -> bytes:
    """The bytes, for somebody who may know of the file, once they can be had. Except for the requester, who reads their
    own, each reading stands in the file's own trail.

    Raises NotPermitted, NotNow while it waits for the scan or when something was found in it.
    """
    if not may_know_of(read_by, case, attachment):
        raise NotPermitted()
    if not attachment.is_readable or (_is_scanned() and attachment.state == AttachmentState.NOT_SCANNED):
        raise NotNow(_("This file cannot be opened: %(state)s.") % {"state": attachment.get_state_display()})
    if not is_requester(read_by, case):
        _note_on_file(attachment, case, Verb.ATTACHMENT_READ, read_by, at)
    return queries.bytes_of(attachment)


def _is_scanned() -> bool:
    return bool(settings.CLAMD_ADDRESS)


def _state_of_new() -> AttachmentState:
    if _is_scanned():
        return AttachmentState.WAITING_FOR_SCAN
    if settings.TAKES_UNSCANNED_FILES:
        return AttachmentState.NOT_SCANNED
    raise NotTaken(_("No files are taken: this service has no virus scanner yet. Write what the file says instead."))


def _check_room(case: Case, size: int) -> None:
    if queries.kept_of(case) + size > LARGEST_CASE:
        raise NotTaken(
            _("The files of one request may have %(most)s MB together; with this one it would be more.")
            % {"most": LARGEST_CASE // MEGABYTE}
        )
    if Attachment.objects.filter(case=case).count() >= MOST_FILES:
        raise NotTaken(_("There are %(most)s files already, and no more are taken.") % {"most": MOST_FILES})


def _tell_of_new(attachment: Attachment, case: Case, by: Person, at: datetime) -> None:
    """In the trail: of the case, or of the file when the employee is not to know of it; a draft's when it is submitted."""
    if attachment.is_internal:
        _note_on_file(attachment, case, Verb.ATTACHMENT_ADDED, by, at)
    elif case.submitted_at is not None:
        note(case=case, verb=Verb.ATTACHMENT_ADDED, by=by, at=at, facts=_facts(attachment))
        notices.attachment_arrived(case=case, at=at)


def _note_on_file(attachment: Attachment, case: Case, verb: Verb, by: Person, at: datetime) -> None:
    role = acting_role(by, case)
    record(verb=verb, subject=attachment.pk, actor=by, role=role, at=at, facts=_facts(attachment))


def _facts(attachment: Attachment) -> dict[str, object]:
    return {"name": attachment.name, "sha256": attachment.sha256, "size": attachment.size}

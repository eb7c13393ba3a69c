"""The scanner's verdict on a file: the only place where the state of a file changes. Acts as the system."""

import hashlib
import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cases import queries
from cases.attachments.clamd import ScannerAway, Verdict, scan
from cases.enums import AttachmentState
from cases.models import Attachment
from cases.notices import attachments as notices
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.text import both_languages

logger = logging.getLogger(__name__)

LONGEST_FINDING = 200


@transaction.atomic
def scan_file(*, attachment_id: UUID, at: datetime) -> bool:
    """Have one waiting file scanned and note the verdict. True when there was one.

    May run twice or at once: whoever takes the row first decides. Without an answer of clamd the file stays waiting.
    """
    attachment = (
        Attachment.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("case__requester", "uploaded_by")
        .waiting()
        .filter(pk=attachment_id)
        .first()
    )
    if attachment is None or not settings.CLAMD_ADDRESS:
        return False
    try:
        verdict = _verdict(attachment)
    except ScannerAway as error:
        logger.warning("A file waits: clamd gave no verdict (%s).", error)
        return False
    attachment.state, attachment.scanned_at = _state(verdict), at
    attachment.finding = verdict.found[:LONGEST_FINDING]
    attachment.save(update_fields=["state", "scanned_at", "finding"])
    state = AttachmentState(attachment.state)
    facts = {"verdict": both_languages(state.label), "finding": attachment.finding, "sha256": attachment.sha256}
    record(verb=Verb.ATTACHMENT_SCANNED, subject=attachment.pk, actor=None, role="SYSTEM", at=at, facts=facts)
    if not attachment.is_readable:
        notices.attachment_unreadable(attachment=attachment, case=attachment.case, at=at)
    return True


@transaction.atomic
def alarm_of_waiting_scans(*, at: datetime) -> int:
    """Tell the administrators, once for each file, that files have waited for the scanner for an hour. Returns how many."""
    count = queries.waiting_too_long(at).update(alarmed_at=at)
    if count:
        notices.scans_wait(count=count, at=at)
    return count


def _verdict(attachment: Attachment) -> Verdict:
    """clamd's word on the bytes that were hashed; on other bytes nobody's."""
    content = queries.bytes_of(attachment)
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        return Verdict(False, "sha256", is_partial=True)
    return scan(content, settings.CLAMD_ADDRESS)


def _state(verdict: Verdict) -> AttachmentState:
    if verdict.is_clean:
        return AttachmentState.CLEAN
    return AttachmentState.REFUSED if verdict.is_partial else AttachmentState.INFECTED

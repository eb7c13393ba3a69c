"""What is written about a case beside its steps: internal notes, and messages with the employee. Neither moves anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import note
from cases.enums import TAKES_MESSAGES
from cases.leaving import Parcel, check
from cases.models import Case, CaseMessage, InternalNote
from cases.notices import conversing as notices
from cases.permissions import is_requester, may_write_messages, may_write_notes
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotNow, NotPermitted


@transaction.atomic
def write_note(*, case: Case, written_by: Person, text: str, at: datetime) -> InternalNote:
    """Leave a note for those who handle the case. It is never edited, and the employee never reads it.

    The trail, which the employee reads, says that there is a note and nothing of what it says. Raises Invalid for an
    empty text, NotPermitted for those who do not handle the case.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_write_notes(written_by, case):
        raise NotPermitted()
    if not text.strip():
        raise Invalid(_("Write the note."), field="text")
    written = InternalNote.objects.create(case=case, author=written_by, written_at=at, text=text.strip())
    note(case=case, verb=Verb.NOTE_WRITTEN, by=written_by, at=at, facts={"note": str(written.pk)})
    return written


@transaction.atomic
def send_message(*, case: Case, sent_by: Person, text: str, at: datetime) -> CaseMessage:
    """Write to the other side: the employee to those who handle the case, or the other way. The status stays.

    What the other side wrote before counts as read from then on. Raises Invalid for an empty text, NotPermitted for
    those who only read the case, NotNow once it is closed or withdrawn, WrongRecipient when what is written to the
    employee mentions another case or other people of one's desk.
    """
    case = _for_messages(case, sent_by)
    if case.status not in TAKES_MESSAGES:
        raise NotNow(_("This request is closed. Messages are possible again only if it is reopened."))
    if not text.strip():
        raise Invalid(_("Write the message."), field="text")
    own = is_requester(sent_by, case)
    if not own:
        check(Parcel(case, case.requester, at, written=(text,), sender=sent_by))
    _read(case, sent_by, at)
    sent = CaseMessage.objects.create(case=case, author=sent_by, is_from_requester=own, sent_at=at, text=text.strip())
    note(case=case, verb=Verb.CASE_MESSAGE_SENT, by=sent_by, at=at, facts={"message": str(sent.pk)})
    tell = notices.message_from_employee if own else notices.message_from_representative
    tell(case=case, at=at)
    return sent


@transaction.atomic
def mark_messages_read(*, case: Case, read_by: Person, at: datetime) -> int:
    """Say that what the other side wrote is read; the first one counts. Returns how many messages that were.

    Raises NotPermitted for those who only read the case.
    """
    return _read(_for_messages(case, read_by), read_by, at)


def _for_messages(case: Case, person: Person) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if person.pk == case.requester_id:
        case.requester = person
    if not may_write_messages(person, case):
        raise NotPermitted()
    return case


def _read(case: Case, person: Person, at: datetime) -> int:
    others = case.case_messages.filter(is_from_requester=not is_requester(person, case), read_at=None)
    return others.update(read_at=at, read_by=person)

"""Notes and messages: who writes and reads them, what is told, and that a note never reaches whoever asked."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus
from cases.models import Case, CaseMessage, InternalNote
from cases.operations.advising import record_advice
from cases.operations.conversing import mark_messages_read, send_message, write_note
from cases.operations.ending import close_request, withdraw_request
from cases.queries import correspondence_of
from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotNow, NotPermitted
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case

pytestmark = pytest.mark.django_db
SECRET = "I doubt that the duties are told in full"


@pytest.fixture
def case(people: People) -> Case:
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def test_note_is_kept_for_those_who_handle_and_the_trail_holds_none_of_it(people: People, case: Case) -> None:
    write_note(case=case, written_by=acting(people.rita), text=SECRET, at=NOON)
    entry = trail_of(case.ref)[-1]
    assert entry.verb == Verb.NOTE_WRITTEN
    assert set(entry.facts) == {"note"}
    assert SECRET not in str(entry)
    with as_system():
        assert not Message.objects.filter(body__contains=SECRET).exists()


@pytest.mark.parametrize("name", ["emma", "audrey", "olive"])
def test_note_is_written_only_by_those_who_handle_the_case(people: People, case: Case, name: str) -> None:
    with pytest.raises(NotPermitted):
        write_note(case=case, written_by=acting(getattr(people, name)), text="x", at=NOON)
    with pytest.raises(Case.DoesNotExist):
        write_note(case=case, written_by=acting(people.sam), text="x", at=NOON)


def test_notes_are_seen_by_those_who_see_the_case_but_not_by_whoever_asked(people: People, case: Case) -> None:
    write_note(case=case, written_by=acting(people.rita), text=SECRET, at=NOON)
    for name, seen in {"rita": 1, "rene": 1, "olive": 1, "audrey": 1, "emma": 0, "sam": 0, "luc": 0}.items():
        with acting_as(getattr(people, name)):
            assert InternalNote.objects.count() == seen, name
    with acting_as(None):
        assert InternalNote.objects.count() == 0


@pytest.mark.parametrize("name", ["rene", "olive", "ada"])
def test_notes_on_ones_own_request_are_hidden_whatever_ones_roles(people: People, name: str) -> None:
    """A representative of the same organization, and those who see everything, are requesters here."""
    asker = getattr(people, name)
    own = make_case(asker, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    write_note(case=own, written_by=acting(people.rita), text=SECRET, at=NOON)
    with acting_as(asker):
        assert InternalNote.objects.count() == 0
        assert correspondence_of(own, asker).notes == []
        refused = pytest.raises(DatabaseError, match="row-level security")
        with refused, transaction.atomic():
            InternalNote.objects.create(case=own, author=asker, written_at=NOON, text="x")


@pytest.mark.parametrize("table", [InternalNote, CaseMessage])
def test_what_was_written_cannot_be_changed(people: People, case: Case, table: type) -> None:
    write_note(case=case, written_by=acting(people.rita), text="One", at=NOON)
    send_message(case=case, sent_by=people.rita, text="One", at=NOON)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        table.objects.update(text="Another")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        table.objects.all().delete()


def test_messages_go_both_ways_and_move_nothing(people: People, case: Case) -> None:
    before = Case.objects.get(pk=case.pk)
    send_message(case=case, sent_by=acting(people.emma), text="A word of mine", at=NOON)
    send_message(case=case, sent_by=acting(people.rita), text="A word of ours", at=NOON + timedelta(hours=1))
    found = correspondence_of(case, people.rita).messages
    assert [(one.text, one.is_from_requester) for one in found] == [("A word of mine", True), ("A word of ours", False)]
    assert found[0].read_at == NOON + timedelta(hours=1)  # an answer means that it was read
    after = Case.objects.get(pk=case.pk)
    assert (after.status, after.due_on, after.version) == (before.status, before.due_on, before.version)
    with as_system():
        sent = Message.objects.filter(template__contains="/message_from_").order_by("created_at")
        assert [message.recipient.given_name for message in sent] == ["Rita", "Emma"]
        assert not [message for message in sent if "A word of" in message.body + message.subject]
    assert [entry.facts for entry in trail_of(case.ref)[-2:]] == [{"message": str(one.id)} for one in found]


def test_the_first_reader_of_the_other_side_sets_the_mark(people: People, case: Case) -> None:
    send_message(case=case, sent_by=acting(people.emma), text="Hello", at=NOON)
    assert mark_messages_read(case=case, read_by=people.emma, at=NOON) == 0
    assert correspondence_of(case, people.emma).unread_by(case, people.rita) == 1
    assert mark_messages_read(case=case, read_by=acting(people.rene), at=NOON + timedelta(hours=1)) == 1
    assert mark_messages_read(case=case, read_by=acting(people.rita), at=NOON + timedelta(hours=2)) == 0
    assert CaseMessage.objects.get().read_by == people.rene


def test_readers_do_not_write(people: People, case: Case) -> None:
    for name in ("audrey", "ada", "olive"):
        with pytest.raises(NotPermitted):
            send_message(case=case, sent_by=acting(getattr(people, name)), text="x", at=NOON)
    for deed in (
        lambda: send_message(case=case, sent_by=acting(people.sam), text="x", at=NOON),
        lambda: mark_messages_read(case=case, read_by=acting(people.sam), at=NOON),
    ):
        with pytest.raises(Case.DoesNotExist):
            deed()


def test_nothing_is_written_once_it_is_closed(people: People, case: Case) -> None:
    rita = acting(people.rita)
    record_advice(case=case, decided_by=rita, outcome="COMPATIBLE", reasons="Own time.", at=NOON)
    send_message(case=case, sent_by=rita, text="Any question?", at=NOON)
    close_request(case=case, closed_by=rita, at=NOON)
    for person in (people.rita, people.emma):
        with pytest.raises(NotNow):
            send_message(case=case, sent_by=acting(person), text="x", at=NOON)
    withdrawn = make_case(people.emma, people.organization)
    withdraw_request(case=withdrawn, withdrawn_by=acting(people.emma), at=NOON)
    with pytest.raises(NotNow):
        send_message(case=withdrawn, sent_by=people.emma, text="x", at=NOON)


def test_empty_texts_are_refused(people: People, case: Case) -> None:
    for deed in (
        lambda: write_note(case=case, written_by=acting(people.rita), text=" ", at=NOON),
        lambda: send_message(case=case, sent_by=acting(people.rita), text=" ", at=NOON),
    ):
        with pytest.raises(Invalid):
            deed()

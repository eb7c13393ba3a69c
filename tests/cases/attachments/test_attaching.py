"""Files of a case: who may add, know of, read, share and remove them; a stranger and a walled-off person may nothing."""

import hashlib
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from cases import queries
from cases.attachments.problems import NotTaken
from cases.enums import CaseStatus
from cases.leaving import WrongRecipient
from cases.models import Attachment, AttachmentContent, Case
from cases.operations.attaching import attach_file, read_file, remove_file, share_file
from cases.operations.drafting import discard_draft
from cases.operations.submission import submit_request
from cases.permissions import may_attach, may_know_of, may_remove
from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.base.errors import NotNow, NotPermitted
from tests.conftest import acting_as
from tests.factories import NOON, acting, make_case, make_draft

TEXT = b"A plan.\n"


def attach(case, person, content=TEXT, name="plan.txt"):
    return attach_file(case=case, uploaded_by=acting(person), name=name, declared="", content=content, at=NOON)


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def verbs(subject):
    return [entry.verb.value for entry in trail_of(subject)]


def test_requesters_file_stands_in_the_trail_with_its_digest_and_the_handler_is_told(people, case):
    attachment = attach(case, people.emma)
    entry = trail_of(case.ref)[-1]
    assert str(entry) == "Emma Sample attached a file: plan.txt."
    assert entry.facts["sha256"] == attachment.sha256 == hashlib.sha256(TEXT).hexdigest()
    with as_system():
        told = Message.objects.filter(template="cases/notices/attachment_arrived")
        assert [message.recipient_id for message in told] == [people.rita.pk]


def test_files_of_a_draft_are_the_writers_alone_and_stand_in_the_trail_once_sent(people):
    draft = make_draft(people.emma, people.organization)
    attachment = attach(draft, people.emma)
    for name in ("rita", "olive", "ada", "audrey", "sam"):
        with acting_as(getattr(people, name)):
            assert not Attachment.objects.exists()
    acting(people.emma)
    assert trail_of(draft.ref) == []
    case = submit_request(case=draft, submitted_by=acting(people.emma), at=NOON)
    assert trail_of(case.ref)[0].facts["attachments"] == [{"name": "plan.txt", "sha256": attachment.sha256}]
    with acting_as(people.rita):
        assert queries.attachments_of(people.rita, case) == [attachment]


def test_removed_from_a_draft_and_never_afterwards(people):
    draft = make_draft(people.emma, people.organization)
    attachment = attach(draft, people.emma)
    assert may_remove(people.emma, draft, attachment)
    assert not may_remove(people.rita, draft, attachment)
    remove_file(case=draft, attachment=attachment, removed_by=acting(people.emma))
    assert not AttachmentContent.objects.exists()
    attachment = attach(draft, people.emma)
    submit_request(case=draft, submitted_by=acting(people.emma), at=NOON)
    with pytest.raises(NotNow):
        remove_file(case=draft, attachment=attachment, removed_by=acting(people.emma))
    with acting_as(people.emma), connection.cursor() as cursor:
        cursor.execute("delete from cases_attachmentcontent")
        assert cursor.rowcount == 0
        cursor.execute("delete from cases_attachment")
        assert cursor.rowcount == 0


def test_discarded_draft_takes_its_files_along(people):
    draft = make_draft(people.emma, people.organization)
    attach(draft, people.emma)
    discard_draft(case=draft, discarded_by=acting(people.emma))
    with as_system():
        assert not AttachmentContent.objects.exists()


@pytest.mark.parametrize("name", ["sam", "luc", "olive", "ada", "audrey"])
def test_strangers_and_readers_add_nothing(people, case, name):
    person = acting(getattr(people, name))
    assert not may_attach(person, case)
    with pytest.raises((NotPermitted, Case.DoesNotExist)):
        attach(case, person)


def test_nobody_adds_to_what_has_ended(people):
    case = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    for person in (people.emma, people.rita):
        assert not may_attach(acting(person), case)
        with pytest.raises(NotNow):
            attach(case, person)


def test_internal_file_is_no_row_for_the_requester(people, case):
    attachment = attach(case, people.rita, name="colleagues-opinion.txt")
    assert attachment.is_internal
    assert not may_know_of(acting(people.emma), case, attachment)
    assert queries.attachments_of(people.emma, case) == []
    assert not Attachment._base_manager.exists()
    assert not AttachmentContent._base_manager.exists()
    with pytest.raises(NotPermitted):
        read_file(case=case, attachment=attachment, read_by=people.emma, at=NOON)
    assert "colleagues-opinion" not in str([entry.facts for entry in trail_of(case.ref)])
    with as_system():
        assert not Message.objects.filter(recipient=people.emma, template__contains="attachment").exists()
    assert may_know_of(acting(people.rene), case, attachment)
    assert queries.attachments_of(people.rene, case) == [attachment]


def test_shared_file_can_be_opened_by_the_requester_who_is_told_without_its_name(people, case):
    attachment = attach(case, people.rita, name="colleagues-opinion.txt")
    share_file(case=case, attachment=attachment, shared_by=acting(people.rita), at=NOON)
    assert verbs(case.ref)[-1] == "attachment.shared"
    shared = queries.attachment_of(acting(people.emma), case, attachment.pk)
    assert read_file(case=case, attachment=shared, read_by=people.emma, at=NOON) == TEXT
    message = Message.objects.get(template="cases/notices/attachment_shared")
    assert message.recipient_id == people.emma.pk
    assert "opinion" not in message.subject + message.body
    with pytest.raises(NotNow):
        share_file(case=case, attachment=attachment, shared_by=acting(people.rita), at=NOON)


@pytest.mark.parametrize("name", ["sam", "olive", "ada", "audrey", "emma"])
def test_only_handlers_share(people, case, name):
    attachment = attach(case, people.rita)
    with pytest.raises((NotPermitted, Case.DoesNotExist, Attachment.DoesNotExist)):
        share_file(case=case, attachment=attachment, shared_by=acting(getattr(people, name)), at=NOON)


def test_file_of_another_case_is_neither_found_nor_shared_nor_read(people, case):
    other = make_case(people.luc, people.elsewhere, status=CaseStatus.IN_REVIEW, by=people.sam)
    mine = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    planted = attach(mine, people.rita)
    with pytest.raises(WrongRecipient) as refused:
        share_file(case=case, attachment=planted, shared_by=acting(people.rita), at=NOON)
    assert refused.value.facts["findings"] == ["attachment"]
    with pytest.raises(Attachment.DoesNotExist):
        queries.attachment_of(people.rita, case, planted.pk)
    with pytest.raises(NotPermitted):
        read_file(case=case, attachment=planted, read_by=acting(people.rita), at=NOON)
    foreign = attach(other, people.sam)
    with pytest.raises(Attachment.DoesNotExist):
        share_file(case=case, attachment=foreign, shared_by=acting(people.rita), at=NOON)


def test_readings_of_everybody_but_the_requester_are_noted(people, case):
    attachment = attach(case, people.emma)
    read_file(case=case, attachment=attachment, read_by=acting(people.emma), at=NOON)
    assert trail_of(attachment.pk) == []
    read_file(case=case, attachment=attachment, read_by=acting(people.audrey), at=NOON)
    assert [str(entry) for entry in trail_of(attachment.pk)] == ["Audrey Sample opened the file."]


@pytest.mark.parametrize("name", ["rita", "olive", "audrey"])
def test_walled_off_person_sees_neither_file_nor_bytes(people, case, name):
    person = getattr(people, name)
    attachment = attach(case, people.emma)
    with acting_as(person):
        assert AttachmentContent.objects.filter(pk=attachment.pk).exists()
        with connection.cursor() as cursor:
            cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [person.pk]])
    with acting_as(person):
        assert not Attachment._base_manager.exists()
        assert not AttachmentContent._base_manager.exists()
    with acting_as(people.rene):
        assert AttachmentContent.objects.filter(pk=attachment.pk).exists()


@pytest.mark.parametrize("name", ["sam", "luc", None])
def test_stranger_and_nobody_see_no_row(people, case, name):
    attach(case, people.emma)
    with acting_as(getattr(people, name) if name else None):
        assert not Attachment._base_manager.exists()
        assert not AttachmentContent._base_manager.exists()


def test_stranger_cannot_plant_a_file_or_bytes(people, case):
    attachment = attach(case, people.emma)
    planted = Attachment(
        id=uuid.uuid4(), case=case, uploaded_by=people.sam, uploaded_at=NOON, name="x", media_type="x", size=1,
        sha256="x", state="CLEAN", is_internal=False,
    )  # fmt: skip
    with acting_as(people.sam):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            planted.save(force_insert=True)
        with pytest.raises(DatabaseError, match=r"row-level security|duplicate key"), transaction.atomic():
            AttachmentContent(attachment=attachment, content=b"x").save(force_insert=True)


def test_files_of_one_case_have_a_limit_together(people, case, monkeypatch):
    monkeypatch.setattr("cases.operations.attaching.LARGEST_CASE", 20)
    attach(case, people.emma)
    attach(case, people.rita)  # internal ones count too
    with pytest.raises(NotTaken):
        attach(case, people.rita)
    monkeypatch.setattr("cases.operations.attaching.LARGEST_CASE", 1000)
    monkeypatch.setattr("cases.operations.attaching.MOST_FILES", 2)
    with pytest.raises(NotTaken):
        attach(case, people.rita)

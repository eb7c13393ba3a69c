"""The virus scan, against a real clamd: unreadable until clean, closed when anything is missing."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import connection

from cases import tasks
from cases.attachments.clamd import ScannerAway, Verdict, scan, verdict_of
from cases.attachments.problems import NotTaken
from cases.checks import scanner_is_named
from cases.enums import AttachmentState
from cases.models import Attachment, AttachmentContent
from cases.operations.attaching import attach_file, read_file
from cases.operations.scanning import alarm_of_waiting_scans, scan_file
from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.base.errors import NotNow
from tests.cases.attachments import files
from tests.cases.attachments.scanner import needs_clamd, running_clamd
from tests.conftest import acting_as
from tests.factories import NOON, acting, make_case

AWAY = "unix:/nowhere/clamd.sock"


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization)


def attach(case, person, content=b"A plan.\n", name="plan.txt"):
    return attach_file(case=case, uploaded_by=acting(person), name=name, declared="", content=content, at=NOON)


def scanned(attachment):
    with as_system():
        scan_file(attachment_id=attachment.pk, at=NOON)
        return Attachment.objects.get(pk=attachment.pk)


@needs_clamd
def test_real_clamd_finds_eicar_and_lets_the_rest_through(clamd):
    assert scan(files.pdf(), clamd) == Verdict(is_clean=True)
    assert scan(b"a" * 9_000_000, clamd).is_clean
    assert scan(files.EICAR, clamd) == Verdict(False, "Test.Eicar.UNOFFICIAL")
    assert scan(files.docx(**{"word/media/a.txt": files.EICAR}), clamd).found == "Test.Eicar.UNOFFICIAL"


@needs_clamd
def test_real_clamd_that_takes_less_gives_no_verdict():
    with running_clamd(stream="1M") as address, pytest.raises(ScannerAway):
        scan(b"a" * 3_000_000, address)


@pytest.mark.parametrize("address", [AWAY, "tcp://127.0.0.1:1", "http://x", "tcp://host", ""])
def test_nobody_there_is_no_verdict(address):
    with pytest.raises(ScannerAway):
        scan(b"x", address)


@pytest.mark.parametrize("answer", ["", "stream: ERROR", "INSTREAM size limit exceeded. ERROR", "OK", "stream: OKAY"])
def test_only_ok_is_clean(answer):
    with pytest.raises(ScannerAway):
        verdict_of(answer)


def test_what_could_not_be_looked_into_is_not_clean():
    verdict = verdict_of("stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND")
    assert (verdict.is_clean, verdict.is_partial) == (False, True)


@needs_clamd
def test_file_is_unreadable_until_it_is_clean(people, case, clamd, settings):
    settings.CLAMD_ADDRESS = clamd
    attachment = attach(case, people.emma)
    assert attachment.state == AttachmentState.WAITING_FOR_SCAN
    for person in (people.emma, people.rita):
        with pytest.raises(NotNow):
            read_file(case=case, attachment=attachment, read_by=acting(person), at=NOON)
        with acting_as(person):
            assert not AttachmentContent.objects.exists()  # the policy beneath says so too
    attachment = scanned(attachment)
    assert attachment.state == AttachmentState.CLEAN
    assert read_file(case=case, attachment=attachment, read_by=acting(people.rita), at=NOON) == b"A plan.\n"
    assert [entry.verb.value for entry in trail_of(attachment.pk)] == ["attachment.scanned", "attachment.read"]


@needs_clamd
def test_infected_file_is_never_readable_and_its_uploader_is_told(people, case, clamd, settings):
    settings.CLAMD_ADDRESS = clamd
    attachment = scanned(attach(case, people.emma, files.EICAR))
    assert (attachment.state, attachment.finding) == (AttachmentState.INFECTED, "Test.Eicar.UNOFFICIAL")
    with pytest.raises(NotNow, match="not-in-this-state"):
        read_file(case=case, attachment=attachment, read_by=acting(people.rita), at=NOON)
    with acting_as(people.emma):
        assert not AttachmentContent.objects.exists()
        assert Message.objects.filter(template="cases/notices/attachment_unreadable").count() == 1


@needs_clamd
def test_bytes_that_are_not_those_that_were_taken_in_are_refused(people, case, clamd, settings, monkeypatch):
    settings.CLAMD_ADDRESS = clamd
    attachment = attach(case, people.emma)
    monkeypatch.setattr("cases.queries.bytes_of", lambda attachment: b"A plan.\n!")
    assert scanned(attachment).state == AttachmentState.REFUSED


def test_scanner_away_leaves_the_file_waiting_and_alarms_once_after_an_hour(people, case, settings):
    settings.CLAMD_ADDRESS = AWAY
    attachment = attach(case, people.emma)
    assert scanned(attachment).state == AttachmentState.WAITING_FOR_SCAN
    with as_system():
        assert alarm_of_waiting_scans(at=NOON + timedelta(minutes=59)) == 0
        assert alarm_of_waiting_scans(at=NOON + timedelta(minutes=61)) == 1
        assert alarm_of_waiting_scans(at=NOON + timedelta(minutes=62)) == 0
        told = Message.objects.filter(template="cases/notices/scans_wait")
        assert [message.recipient_id for message in told] == [people.ada.pk]


@needs_clamd
def test_sweep_asks_again_and_the_task_may_run_twice(people, case, clamd, settings, monkeypatch):
    settings.CLAMD_ADDRESS = clamd
    attachment = attach(case, people.emma)
    asked = []
    monkeypatch.setattr(tasks, "ask", lambda *given: asked.append(given))
    tasks.sweep_attachments()
    assert asked == [("cases.tasks.scan_attachment", str(attachment.pk))]
    tasks.scan_attachment(str(attachment.pk))
    tasks.scan_attachment(str(attachment.pk))
    tasks.sweep_attachments()
    assert len(asked) == 1
    with as_system():
        assert len(trail_of(attachment.pk)) == 1


def test_upload_wakes_the_worker_on_commit(people, case, settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.CLAMD_ADDRESS = AWAY
    asked = []
    monkeypatch.setattr("cases.operations.attaching.ask", lambda *given: asked.append(given))
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(case, people.emma)
    assert asked == [("cases.tasks.scan_attachment", str(attachment.pk))]


def test_nothing_is_scanned_in_the_embedded_default(people, case, settings):
    settings.CLAMD_ADDRESS, settings.TAKES_UNSCANNED_FILES = "", True
    attachment = attach(case, people.emma)
    assert attachment.state == AttachmentState.NOT_SCANNED
    assert read_file(case=case, attachment=attachment, read_by=acting(people.rita), at=NOON) == b"A plan.\n"
    settings.CLAMD_ADDRESS = AWAY
    with pytest.raises(NotNow):
        read_file(case=case, attachment=attachment, read_by=acting(people.rita), at=NOON)


def test_production_without_a_scanner_takes_no_file_and_says_so(people, case, settings):
    settings.CLAMD_ADDRESS, settings.TAKES_UNSCANNED_FILES = "", False
    with pytest.raises(NotTaken):
        attach(case, people.emma)
    assert [found.id for found in scanner_is_named(None)] == ["cases.W001"]
    assert "cases.W001" in {found.id for found in run_checks(include_deployment_checks=True)}
    settings.CLAMD_ADDRESS = "clamd:3310"
    assert [found.id for found in scanner_is_named(None)] == ["cases.E001"]
    settings.CLAMD_ADDRESS = "tcp://clamd:3310"
    assert scanner_is_named(None) == []


def test_what_a_file_is_cannot_be_changed_even_by_the_system(people, case, settings):
    attachment = attach(case, people.emma)
    other = make_case(people.emma, people.organization)
    for column, value in (
        ("case_id", other.pk),
        ("sha256", "0" * 64),
        ("name", "x"),
        ("uploaded_by_id", people.rita.pk),
    ):
        with (
            pytest.raises(Exception, match="permission denied"),
            as_system(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update cases_attachment set {column} = %s where id = %s", [value, attachment.pk])

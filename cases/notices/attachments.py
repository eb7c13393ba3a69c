"""What is told about files, and what administrators are told when one waits, or something was withheld."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.models import Attachment, Case
from cases.notices.posting import administrators, handlers, tell
from notifications.operations import notify


def attachment_shared(*, attachment: Attachment, case: Case, at: datetime) -> None:
    """To the employee: there is a file to open. Its name stays on the page."""
    tell(case.requester, "attachment_shared", case, at)


def attachment_arrived(*, case: Case, at: datetime) -> None:
    """To whoever handles the case: the employee added a file."""
    for person in handlers(case, at):
        tell(person, "attachment_arrived", case, at)


def attachment_unreadable(*, attachment: Attachment, case: Case, at: datetime) -> None:
    """To whoever uploaded it: the scanner found something, so nobody can open the file."""
    tell(attachment.uploaded_by, "attachment_unreadable", case, at)


def scans_wait(*, count: int, at: datetime) -> None:
    """To the administrators: files have waited for the scanner for more than an hour."""
    for person in administrators(at):
        with override(person.language):
            link = reverse("notifications:waiting")
        values = {"count": str(count)}
        notify(recipient=person, template="cases/notices/scans_wait", values=values, link=link, at=at)


def parcel_withheld(*, case: Case, at: datetime) -> None:
    """To the administrators: something was not sent, because it did not belong to the case alone."""
    for person in administrators(at):
        with override(person.language):
            link = reverse("cases:case", args=[case.pk])
        values = {"number": case.number}
        notify(recipient=person, template="cases/notices/parcel_withheld", values=values, link=link, at=at)

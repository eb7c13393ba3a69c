"""Requests of earlier years, and files that wait to be imported."""

from django.db.models import QuerySet

from cases.models import HistoryFile, ImportedRequest
from polact.access.models import Person


def imported_requests(person: Person | None) -> QuerySet[ImportedRequest]:
    """Those of everywhere for whoever sees everything, and for the system (None); of the organizations that they
    represent for representatives."""
    if person is None or person.standing.sees_all:
        return ImportedRequest.objects.all()
    return ImportedRequest.objects.filter(organization_id__in=person.standing.represents)


def history_files(person: Person) -> QuerySet[HistoryFile]:
    """Files that the person brought and that were not imported yet."""
    return HistoryFile.objects.filter(brought_by=person)

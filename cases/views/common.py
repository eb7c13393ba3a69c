"""What the doors of cases share: who is signed in, and one answer for what is not there and what is not yours."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, QueryDict

from cases import queries
from cases.models import Case
from polact.access.acting import person_of
from polact.access.models import Person

__all__ = ["SignedIn", "case_or_404", "file_or_404", "own_case_or_404", "person_of", "with_version"]


class SignedIn(LoginRequiredMixin):
    """A class of views for people who are signed in; others are asked to sign in first."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def person(self) -> Person:
        return person_of(self.request)


def with_version(data: QueryDict, version: int) -> QueryDict:
    """What was typed, to be sent again on top of this version of the case."""
    typed = data.copy()
    typed["version"] = str(version)
    return typed


def case_or_404(person: Person, pk: int) -> Case:
    """A case that the person may see; an unknown one and a foreign one get the same answer."""
    try:
        return queries.visible_case(person, pk)
    except Case.DoesNotExist:
        raise Http404 from None


def file_or_404(person: Person, pk: int) -> queries.CaseFile:
    """A case that the person may see, with all that hangs on it."""
    try:
        return queries.case_file(person, pk)
    except Case.DoesNotExist:
        raise Http404 from None


def own_case_or_404(person: Person, pk: int) -> Case:
    """A case that the person began themselves."""
    try:
        return queries.own_case(person, pk)
    except Case.DoesNotExist:
        raise Http404 from None

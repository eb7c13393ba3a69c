"""What is told of a decision on a candidacy: to those who decide, to the officer, to the employee and the deputy head."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.models import Case, DecisionLetter
from cases.notices.posting import tell
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.catalogue.registry import rules_of


def decision_waits(*, case: Case, besides: Collection[int], at: datetime) -> None:
    """To those who have the authority and had no hand in the draft: a decision waits for them."""
    authority = rules_of(case.request_type).authority
    current = Appointment.objects.current(clock.local_date(at)).filter(role=authority.role, person__is_active=True)
    if authority.of_organization:
        current = current.filter(organization_id=case.organization_id)
    current = current.exclude(person_id__in=[case.requester_id, *case.walled_from, *besides])
    for one in current.select_related("person").order_by("person_id").distinct("person_id"):
        tell(one.person, "decision_waits", case, at, shared_with=frozenset({one.person_id}))


def decision_returned(*, case: Case, officer: Person, at: datetime) -> None:
    """To the officer: the decision maker returned the draft with a comment, which stands on the page only."""
    tell(officer, "decision_returned", case, at, shared_with=frozenset({officer.pk}))


def decision_made(*, case: Case, letter: DecisionLetter, heads: list[Person], at: datetime) -> None:
    """To the employee, and to each deputy head, in the language of each: it is decided, and where the decision with its
    reasons and conditions is (PAR s. 5)."""
    tell(case.requester, "decision_made", case, at, link=_link(letter, case.requester))
    for head in heads:
        shared = frozenset({head.pk})
        tell(head, "decision_made_deputy_head", case, at, shared_with=shared, link=_link(letter, head))


def _link(letter: DecisionLetter, person: Person) -> str:
    with override(person.language):
        return reverse("candidacy:decision", args=[letter.pk])

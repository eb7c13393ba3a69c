"""How many statements a list and a request cost: the same with few rows and with many."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import CaseStatus
from cases.operations.triage import provide_information, request_information
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.factories import NOON, People, acting, make_case

Calling = Callable[[Person | None], Caller]
DUE = "&order=due&status=IN_REVIEW"
SESSION_AND_PERSON = 5  # savepoint, session, standing, person, release


def statements(caller: Caller, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert caller.get(address).status_code == 200
    return len(captured)


def test_list_costs_the_same_for_few_and_many(people: People, calling: Calling) -> None:
    counts = []
    for more in (1, 30):
        for number in range(more):
            asker = people.emma if number % 2 else people.rene
            make_case(asker, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
        counts += [statements(calling(people.rita), f"requests/?page_size=100{more}") for more in ("", DUE)]
    assert counts == [SESSION_AND_PERSON + 2] * 4


def test_request_costs_the_same_with_a_short_and_a_long_history(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    counts = [statements(calling(people.rita), f"requests/{case.pk}/")]
    for number in range(10):
        request_information(case=case, asked_by=acting(people.rita), question=f"Question {number}?", at=NOON)
        provide_information(case=case, provided_by=acting(people.emma), answer="Yes.", at=NOON)
    counts.append(statements(calling(people.rita), f"requests/{case.pk}/"))
    counts.append(statements(calling(people.emma), f"requests/{case.pk}/"))
    assert counts == [SESSION_AND_PERSON + 4] * 3


def test_trail_costs_the_same_with_a_short_and_a_long_history(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    counts = [statements(calling(people.rita), f"requests/{case.pk}/trail/")]
    for number in range(10):
        request_information(case=case, asked_by=acting(people.rita), question=f"Question {number}?", at=NOON)
        provide_information(case=case, provided_by=acting(people.emma), answer="Yes.", at=NOON)
    counts.append(statements(calling(people.rita), f"requests/{case.pk}/trail/"))
    assert counts == [counts[0]] * 2
    assert counts[0] <= SESSION_AND_PERSON + 5


def test_reference_lists_cost_one_statement(people: People, calling: Calling) -> None:
    nobody = calling(None)
    assert statements(nobody, "organizations/") == 1
    assert statements(nobody, "request-types/") == 0


def test_me_costs_one_statement_beside_the_session(people: People, calling: Calling) -> None:
    assert statements(calling(people.rita), "me/") == SESSION_AND_PERSON + 1

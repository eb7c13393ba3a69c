"""Advice: its rules, and two people who decide at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from cases.enums import CaseStatus
from cases.models import Advice, Case
from cases.operations.advising import record_advice
from cases.operations.triage import provide_information, request_information
from polact.access.acting import as_system
from polact.base.errors import Conflict, Invalid, NotNow, Refusal
from tests import factories
from tests.conftest import NOON


def test_advice_is_recorded_with_reasons_and_ends_the_wait(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    advice = record_advice(
        case=case,
        decided_by=people.rita,
        outcome="COMPATIBLE_WITH_PRECAUTIONS",
        reasons="Own lawn.",
        mitigations="Not your title.",
        at=NOON,
        version=case.version,
    )
    case.refresh_from_db()
    assert (case.status, case.outcome, case.ended_at) == ("ANSWERED", "COMPATIBLE_WITH_PRECAUTIONS", NOON)
    assert (advice.author, advice.language, advice.requester_id) == (people.rita, "en", people.emma.pk)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("outcome", {"outcome": "WITHDRAWN"}),
        ("outcome", {"outcome": "anything"}),
        ("reasons", {"reasons": "  "}),
        ("mitigations", {"outcome": "COMPATIBLE_WITH_PRECAUTIONS"}),
    ],
)
def test_advice_refuses(people: factories.People, field: str, changes: dict[str, str]) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    given = {"outcome": "COMPATIBLE", "reasons": "Own lawn.", **changes}
    with pytest.raises(Invalid) as refused:
        record_advice(case=case, decided_by=people.rita, at=NOON, **given)
    assert refused.value.field == field
    assert not Advice.objects.exists()


def test_stale_page_is_a_conflict_that_says_who(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    stale = case.version
    request_information(case=case, asked_by=factories.acting(people.rene), question="When?", at=NOON)
    provide_information(case=case, provided_by=factories.acting(people.emma), answer="In May.", at=NOON)
    with pytest.raises(Conflict, match="conflict") as refused:
        record_advice(
            case=case,
            decided_by=factories.acting(people.rita),
            outcome="COMPATIBLE",
            reasons="r",
            at=NOON,
            version=stale,
        )
    assert "Emma Sample" in str(refused.value.message)
    assert not Advice.objects.exists()


def test_database_refuses_advice_by_the_requester(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    factories.acting(people.emma)
    with pytest.raises(IntegrityError, match="advice_not_by_the_requester"), transaction.atomic():
        Advice.objects.create(
            case=case,
            author=people.emma,
            requester=people.emma,
            recorded_at=NOON,
            outcome="COMPATIBLE",
            reasons="r",
            language="en",
        )


def test_two_who_decide_at_once_one_wins_the_other_is_told(committed_db: None) -> None:
    with transaction.atomic():
        people = factories.make_people()
        cases = [
            factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
            for _ in range(6)
        ]
    for case in cases:
        results = race(case, [people.rita, people.rene])
        winners = [result for result in results if isinstance(result, Advice)]
        losers = [result for result in results if isinstance(result, NotNow)]
        assert (len(winners), len(losers)) == (1, 1), results
        assert str(winners[0].author) in str(losers[0].message)
    with as_system():
        assert Advice.objects.count() == len(cases)


def race(case: Case, deciders: list) -> list[Advice | Refusal]:
    barrier, results = threading.Barrier(len(deciders)), []

    def decide(person) -> None:
        try:
            with transaction.atomic():
                factories.acting(person)
                barrier.wait(timeout=10)
                results.append(
                    record_advice(
                        case=case, decided_by=person, outcome="COMPATIBLE", reasons="r", at=NOON, version=case.version
                    )
                )
        except Refusal as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[person]) for person in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

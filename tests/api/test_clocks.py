"""The nightly replay takes any kind of clock: a second one is one more function; and its findings are read by both doors."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.clocks.candidacy import Asked, candidacy_decision
from cases.enums import ClockKind
from cases.models import ClockDifference
from cases.operations import replaying
from cases.operations.replaying import Replayed, replay_clocks
from polact.access.acting import as_system
from polact.access.models import Person
from polact.catalogue.candidacy import PART_7
from polact.catalogue.statutory import STATUTORY_VERSION
from tests.api.conftest import Caller
from tests.cases.views.pages import path, text
from tests.factories import NOON, People, make_case

COMPLETE, OUTSTANDING = date(2026, 3, 4), [Asked(date(2026, 3, 10))]


def candidacies(cases: Sequence[int]) -> Iterable[Replayed]:
    """As a candidacy would be replayed: the stored day is that of the complete file, though more was asked since."""
    stored = candidacy_decision(complete_on=COMPLETE, rule=PART_7.limit)
    now = candidacy_decision(complete_on=COMPLETE, rule=PART_7.limit, asked=OUTSTANDING)
    for case in cases:
        yield Replayed(
            case, ClockKind.CANDIDACY_DECISION, stored.due_on, stored.calendar, now.due_on, STATUTORY_VERSION
        )


def test_second_kind_of_clock_is_replayed_beside_the_first_and_shown(
    people: People, client_of: Any, calling: Callable[[Person | None], Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(people.emma, people.organization)
    monkeypatch.setattr(replaying, "REPLAYS", (*replaying.REPLAYS, candidacies))
    for _night in range(2):
        replay_clocks(at=NOON)
    with as_system():
        found = ClockDifference.objects.get()  # the service standard agrees; once in two nights
    assert (found.clock, found.stored, found.computed) == (ClockKind.CANDIDACY_DECISION, date(2026, 4, 4), None)

    page = text(client_of(people.ada).get(path("clock_differences")))
    assert "decision on a candidacy, by law" in page
    assert "no day" in page
    ada = calling(people.ada)
    [told] = ada.get("clocks/differences/").json()["results"]
    assert told == {
        "id": str(found.pk),
        "request": case.pk,
        "number": case.number,
        "clock": "CANDIDACY_DECISION",
        "stored": "2026-04-04",
        "computed": None,
        "calendar": STATUTORY_VERSION,
        "found_at": told["found_at"],
    }

    few = statements(ada)
    with as_system():
        ClockDifference.objects.bulk_create(
            ClockDifference(case=case, stored=COMPLETE + timedelta(days=n), computed=COMPLETE, found_at=NOON)
            for n in range(60)
        )
    assert statements(ada) == few == 5 + 1  # session and person, and the list with its cases
    answer = ada.get("clocks/differences/").json()
    assert (len(answer["results"]), bool(answer["next"])) == (25, True)


def statements(caller: Caller) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert caller.get("clocks/differences/").status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("ada", True),
        ("emma", False),
        ("rita", False),
        ("olive", False),
        ("audrey", False),
        ("sam", False),
        ("luc", False),
    ],
)
def test_differences_and_the_way_to_them_are_for_administrators(
    people: People, client_of: Any, calling: Callable[[Person | None], Caller], who: str, may: bool
) -> None:
    person = getattr(people, who)
    assert calling(person).get("clocks/differences/").status_code == (200 if may else 404)
    page = client_of(person).get(path("mine")).content.decode()
    assert (f'href="{path("clock_differences")}"' in page) == may


def test_nobody_in_particular_signs_in_first(calling: Callable[[Person | None], Caller]) -> None:
    assert calling(None).get("clocks/differences/").status_code == 401

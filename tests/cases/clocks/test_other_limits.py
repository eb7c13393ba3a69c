"""What follows a decision, privacy and elections: rows 6 to 13, each at its edges."""

from datetime import date
from typing import Any

import pytest

from cases.clocks.afterwards import gazette_lag, judicial_review, report_tabling
from cases.clocks.elections import election_period, nominations_close, polling_window
from cases.clocks.privacy import access_request, correction_request, keep_until
from polact.base.errors import Invalid
from polact.catalogue.limits import months_after


def test_what_follows_a_decision_is_counted_or_only_measured() -> None:
    review = judicial_review(first_told_on=date(2026, 11, 25))
    assert review.due_on == date(2026, 12, 26)  # 25 December is a holiday, the Saturday after it is none
    granted = date(2026, 3, 2)
    assert gazette_lag(granted_on=granted, published_on=date(2026, 3, 14), today=date(2026, 5, 1)).days == 12
    waiting = gazette_lag(granted_on=granted, published_on=None, today=date(2026, 5, 1))
    assert (waiting.days, waiting.published) == (60, False)


def test_report_is_tabled_by_the_fifteenth_day_of_sitting() -> None:
    received, sat = date(2026, 9, 14), [date(2026, 9, 14), *(date(2026, 9, 15 + n) for n in range(14))]
    short = report_tabling(received_on=received, sitting_days=sat)
    assert (short.due_on, short.explanation().fr) == (None, "14 des 15 jours de séance sont connus.")
    known = report_tabling(received_on=received, sitting_days=[date(2026, 10, 5), *sat, date(2026, 10, 2), received])
    assert known.due_on == date(2026, 10, 2)
    assert known.explanation().en == "The 15th sitting day is October 2, 2026."


def test_privacy_requests_have_thirty_days_and_only_access_an_extension() -> None:
    received = date(2026, 3, 4)
    assert access_request(received_on=received).due_on == correction_request(received_on=received).due_on
    extended = access_request(received_on=received, extension_days=30)
    assert (extended.due_on, extended.in_steps()[-1].en) == (
        date(2026, 5, 4),
        "30 of these days are an extension (Privacy Act, s. 15).",
    )
    with pytest.raises(Invalid):
        access_request(received_on=received, extension_days=31)
    assert access_request(received_on=received, extension_days=60, for_format=True).due_on == date(2026, 6, 2)
    kept = keep_until(last_used_on=date(2024, 2, 29))
    assert kept is not None
    assert kept.on == months_after(date(2024, 2, 29), 24) == date(2026, 2, 28)
    assert keep_until(last_used_on=date(2024, 2, 29), on_hold=True) is None


def test_election_period_ends_with_the_vote_unless_something_happens() -> None:
    issued, vote = date(2029, 9, 9), date(2029, 10, 15)
    assert polling_window(issued_on=issued) == (vote, date(2029, 10, 29))
    assert election_period(issued_on=issued, polling_on=vote).explanation().en == (
        "The election period is from September 9, 2029 to October 15, 2029."
    )
    assert election_period(issued_on=issued, polling_on=vote, postponed_to=date(2029, 10, 22)).last == date(
        2029, 10, 22
    )
    assert election_period(issued_on=issued, polling_on=date(2029, 10, 8), new_writ=True).last == date(2029, 10, 8)
    death = election_period(issued_on=issued, polling_on=vote, postponed_to=date(2029, 11, 5), after_death=True)
    assert death.holds(date(2029, 11, 5))
    assert not election_period(issued_on=issued, polling_on=vote, withdrawn_on=date(2029, 9, 20)).holds(
        date(2029, 9, 21)
    )
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"polling_on": date(2029, 10, 14)}, "polling_on"),
        ({"polling_on": date(2029, 10, 30)}, "polling_on"),
        ({"polling_on": vote, "postponed_to": date(2029, 10, 23)}, "postponed_to"),
        ({"polling_on": vote, "postponed_to": date(2029, 10, 12)}, "postponed_to"),
    ]
    for wrong, field in wrongs:
        with pytest.raises(Invalid) as refused:
            election_period(issued_on=issued, **wrong)
        assert refused.value.field == field


@pytest.mark.parametrize("vote", [date(2029, 10, 15), date(2029, 10, 16)])
def test_nominations_close_on_a_monday_three_weeks_before_the_vote(vote: date) -> None:
    closes = nominations_close(polling_on=vote)
    assert closes.on == date(2029, 9, 24)
    assert closes.explanation().fr.startswith("Les candidatures sont closes à 14\u00a0h le 24 septembre 2029")

"""Golden cases for each rule of section 8 of the Political Activities Regulations."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegations.timeliness import DURING, OUTER, OUTSIDE, Facts, deemed, limit, verdict
from polact.catalogue.limits import months_after

D = date


@pytest.mark.parametrize(
    ("channel", "received", "postmark", "meter", "day"),
    [
        (
            "MAIL",
            D(2026, 3, 10),
            D(2026, 3, 2),
            None,
            D(2026, 3, 8),
        ),  # 8(3)(a)(i): six days after; a Sunday does not move
        ("MAIL", D(2026, 3, 10), None, D(2026, 3, 3), D(2026, 3, 9)),
        ("MAIL", D(2026, 3, 10), D(2026, 3, 2), D(2026, 3, 4), D(2026, 3, 10)),  # 8(3)(a)(ii): the later of both
        ("MAIL", D(2026, 3, 10), D(2026, 3, 4), D(2026, 3, 2), D(2026, 3, 10)),
        ("MAIL", D(2026, 3, 10), None, None, None),
        ("HAND", D(2026, 3, 10), D(2026, 3, 2), None, D(2026, 3, 10)),  # 8(3)(b)
        ("COURIER", D(2026, 3, 10), None, None, D(2026, 3, 10)),
        ("ELECTRONIC", D(2026, 3, 8), None, None, D(2026, 3, 8)),  # 8(3)(c)
    ],
)
def test_deems_submitted_by_how_it_came(
    channel: str, received: date, postmark: date | None, meter: date | None, day: date | None
) -> None:
    found = deemed(channel, received_on=received, postmarked_on=postmark, metered_on=meter)
    assert (found.on if found else None) == day


def test_says_how_the_deemed_day_was_found() -> None:
    mailed = deemed("MAIL", received_on=D(2026, 3, 12), postmarked_on=D(2026, 3, 2), metered_on=D(2026, 3, 5))
    assert mailed is not None
    assert mailed.explanation().fr == (
        "Mise à la poste le 5 mars 2026; réputée faite 6 jours plus tard, le 11 mars 2026."
    )
    for channel, told in (("COURIER", "Delivered, and so made, on March 7, 2026."), ("ELECTRONIC", "Transmitted, ")):
        came = deemed(channel, received_on=D(2026, 3, 7))
        assert came is not None
        assert came.explanation().en.startswith(told)


@pytest.mark.parametrize(
    ("facts", "last_day", "rule"),
    [
        # 8(1)(a): 30 days after the period ended, whenever somebody became aware.
        (Facts(D(2026, 2, 1), True, D(2026, 3, 2), None), D(2026, 4, 1), DURING),
        (
            Facts(D(2026, 2, 1), True, D(2026, 3, 4), D(2026, 2, 2)),
            D(2026, 4, 4),
            DURING,
        ),  # Good Friday moves to Saturday
        (Facts(D(2026, 8, 1), True, D(2026, 8, 31), None), D(2026, 10, 1), DURING),  # 30 September
        (Facts(D(2026, 8, 1), True, None, D(2026, 8, 2)), None, ""),
        # 8(1)(b): 30 days after awareness, but no later than one year after it began.
        (Facts(D(2026, 3, 1), False, None, D(2026, 3, 2)), D(2026, 4, 1), OUTSIDE),
        (Facts(D(2025, 3, 10), False, None, D(2026, 3, 2)), D(2026, 3, 10), OUTER),
        (Facts(D(2025, 3, 8), False, None, D(2026, 3, 2)), D(2026, 3, 9), OUTER),  # Sunday 8 March 2026
        (Facts(D(2024, 2, 29), False, None, None), D(2025, 2, 28), OUTER),
        (Facts(None, False, None, D(2026, 3, 2)), D(2026, 4, 1), OUTSIDE),
        (Facts(None, False, None, None), None, ""),
    ],
)
def test_gives_the_last_day(facts: Facts, last_day: date | None, rule: str) -> None:
    found = limit(facts)
    assert (found.last_day if found else None, found.rule if found else "") == (last_day, rule)


def test_being_late_bars_nothing_and_every_step_is_told() -> None:
    found = limit(Facts(D(2029, 9, 1), True, D(2029, 10, 15), None))
    assert found is not None
    assert found.last_day == D(2029, 11, 14)
    assert found.counted.in_steps()[-1].en == "A late allegation may still be investigated (Regulations, s. 8(2))."
    assert "Période électorale terminée le 15 octobre 2029; le jour 1 est le 16" in found.in_words().fr


@pytest.mark.parametrize(
    ("aware_on", "began_on", "last_day", "told"),
    [
        (D(2026, 3, 4), D(2026, 1, 5), D(2026, 4, 4), "Became aware on March 4, 2026;"),
        (D(2027, 1, 4), D(2026, 1, 5), D(2027, 1, 5), "Contravention began on January 5, 2026;"),
        (D(2025, 2, 20), D(2024, 2, 29), D(2025, 2, 28), "1 year ends on Friday, February 28, 2025, the last day"),
        (D(2027, 3, 1), D(2026, 6, 1), D(2027, 3, 31), "day 30 is Wednesday, March 31, 2027"),
        (D(2027, 3, 20), D(2026, 3, 28), D(2027, 3, 30), "then March 29, 2027, Easter Monday"),
    ],
)
def test_outside_a_period_the_earlier_of_two_limits_counts(
    aware_on: date, began_on: date, last_day: date, told: str
) -> None:
    found = limit(Facts(began_on, False, None, aware_on))
    assert found is not None
    assert found.last_day == last_day
    assert told in found.in_words().en


@pytest.mark.parametrize(
    ("deemed_on", "facts", "said"),
    [
        (D(2026, 4, 1), Facts(D(2026, 2, 1), True, D(2026, 3, 2), None), "TIMELY"),
        (D(2026, 4, 2), Facts(D(2026, 2, 1), True, D(2026, 3, 2), None), "LATE"),
        (D(2026, 2, 10), Facts(D(2026, 2, 1), True, D(2026, 3, 2), None), "TIMELY"),  # while the period still ran
        (D(2026, 4, 2), Facts(D(2026, 3, 1), False, None, D(2026, 3, 2)), "LATE"),
        (
            D(2026, 4, 1),
            Facts(None, False, None, D(2026, 3, 2)),
            "UNKNOWN",
        ),  # it may have begun more than a year before
        (D(2026, 4, 2), Facts(None, False, None, D(2026, 3, 2)), "LATE"),
        (D(2026, 4, 1), Facts(D(2025, 1, 1), False, None, None), "LATE"),
        (D(2026, 4, 1), Facts(D(2026, 1, 1), False, None, None), "UNKNOWN"),
        (None, Facts(D(2026, 3, 1), False, None, D(2026, 3, 2)), "UNKNOWN"),
    ],
)
def test_says_whether_in_time(deemed_on: date | None, facts: Facts, said: str) -> None:
    assert verdict(deemed_on, facts) == said


@settings(max_examples=200, deadline=None)
@given(began=st.dates(D(2000, 1, 1), D(2090, 1, 1)), after=st.integers(0, 800))
def test_is_never_later_than_either_limit_of_8_1_b(began: date, after: int) -> None:
    aware = began + timedelta(days=after)
    found = limit(Facts(began, False, None, aware))
    assert found is not None
    assert min(aware + timedelta(days=30), months_after(began, 12)) <= found.last_day
    assert found.last_day - min(aware + timedelta(days=30), months_after(began, 12)) <= timedelta(days=4)
    assert found.in_words().fr != found.in_words().en

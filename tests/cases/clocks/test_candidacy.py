"""The decision on a candidacy: the worked examples, and how it tells them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.clocks import decision_limit
from cases.clocks.candidacy import Asked, advised_filing, candidacy_decision, organization_input
from polact.catalogue.statutory import STATUTORY_VERSION


@pytest.mark.parametrize(
    ("complete_on", "last", "target", "told_en", "told_fr"),
    [
        (
            date(2026, 3, 2),
            date(2026, 4, 1),
            date(2026, 4, 1),
            "All information received on March 2, 2026; day 1 is March 3, 2026; day 30 is Wednesday, April 1, 2026, the last day.",
            "Tous les renseignements reçus le 2 mars 2026; le jour 1 est le 3 mars 2026; le jour 30 est le mercredi 1er avril "
            "2026, dernier jour.",
        ),
        (
            date(2026, 3, 4),
            date(2026, 4, 4),
            date(2026, 4, 2),
            "All information received on March 4, 2026; day 1 is March 5, 2026; day 30 is April 3, 2026, Good Friday; so the last "
            "day is Saturday, April 4, 2026.",
            "Tous les renseignements reçus le 4 mars 2026; le jour 1 est le 5 mars 2026; le jour 30 est le 3 avril 2026, Vendredi "
            "saint; le dernier jour est donc le samedi 4 avril 2026.",
        ),
        (
            date(2026, 8, 31),
            date(2026, 10, 1),
            date(2026, 10, 1),
            "All information received on August 31, 2026; day 1 is September 1, 2026; day 30 is September 30, 2026, National Day "
            "for Truth and Reconciliation; so the last day is Thursday, October 1, 2026.",
            "Tous les renseignements reçus le 31 août 2026; le jour 1 est le 1er septembre 2026; le jour 30 est le 30 septembre "
            "2026, Journée nationale de la vérité et de la réconciliation; le dernier jour est donc le jeudi 1er octobre 2026.",
        ),
        (
            date(2026, 11, 26),
            date(2026, 12, 26),
            date(2026, 12, 24),
            "All information received on November 26, 2026; day 1 is November 27, 2026; day 30 is Saturday, December 26, 2026, the "
            "last day.",
            "Tous les renseignements reçus le 26 novembre 2026; le jour 1 est le 27 novembre 2026; le jour 30 est le samedi 26 "
            "décembre 2026, dernier jour.",
        ),
    ],
)
def test_decides_within_thirty_days_as_the_worked_examples_say(
    complete_on: date, last: date, target: date, told_en: str, told_fr: str
) -> None:
    limit = decision_limit(complete_on=complete_on)
    assert (limit.due_on, limit.target_on, limit.calendar) == (last, target, STATUTORY_VERSION)
    assert (limit.explanation().en, limit.explanation().fr) == (told_en, told_fr)


def test_a_day_of_the_province_moves_the_limit_on_and_each_step_is_told() -> None:
    limit = decision_limit(complete_on=date(2026, 11, 26), jurisdiction="QC")
    assert (limit.due_on, limit.target_on) == (date(2026, 12, 28), date(2026, 12, 24))
    assert [step.en for step in limit.in_steps()] == [
        "All information received on November 26, 2026.",
        "Day 1 is November 27, 2026.",
        "Day 30 is December 26, 2026, Boxing Day.",
        "Then December 27, 2026, a Sunday.",
        "So the last day is Monday, December 28, 2026.",
        "Aim for Thursday, December 24, 2026, the last business day by then.",
    ]
    assert limit.in_steps()[3].fr == "Puis le 27 décembre 2026, un dimanche."


# What is asked afterwards -----------------------------------------------------------------------------------------


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_nothing_runs_while_information_is_missing_and_all_begins_anew_once_it_is_there() -> None:
    assert candidacy_decision(complete_on=None).due_on is None
    first = candidacy_decision(complete_on=day(3, 2), asked=[Asked(day(2, 20), day(2, 27))])
    assert (first.due_on, first.target_on, first.restarts) == (day(4, 1), day(4, 1), ())
    assert first.explanation() == decision_limit(complete_on=day(3, 2)).explanation()

    waiting = candidacy_decision(complete_on=day(3, 2), asked=[Asked(day(3, 10), day(3, 12)), Asked(day(3, 10))])
    assert (waiting.due_on, waiting.target_on) == (None, None)
    assert waiting.explanation().en.endswith("The 30 days have not begun: information is missing.")

    again = candidacy_decision(
        complete_on=day(3, 2), asked=[Asked(day(3, 10), day(3, 12)), Asked(day(3, 10), day(3, 16))]
    )
    assert (again.due_on, again.target_on) == (day(4, 15), day(4, 15))
    assert (
        again.in_steps()[1].en
        == "More was asked on March 10, 2026 and received on March 16, 2026: the 30 days begin anew."
    )
    assert again.in_steps()[1].fr.endswith("reçu la réponse le 16 mars 2026\u00a0: les 30 jours recommencent.")


def test_asking_when_the_time_is_over_gives_no_new_time() -> None:
    late = candidacy_decision(complete_on=day(3, 2), asked=[Asked(day(4, 2)), Asked(day(5, 4), day(5, 5))])
    assert (late.due_on, len(late.ignored)) == (day(4, 1), 2)
    on_the_last_day = candidacy_decision(complete_on=day(3, 2), asked=[Asked(day(4, 1), day(4, 8))])
    assert on_the_last_day.due_on == day(5, 8)
    assert late.in_steps()[0].en == "More was asked on April 2, 2026, when the time was over: this gives no new time."


@st.composite
def requests(draw: st.DrawFn) -> list[Asked]:
    """Some questions in the months after the file was complete, answered or not."""
    asked = draw(st.lists(st.tuples(st.integers(-10, 90), st.none() | st.integers(0, 60)), max_size=4))
    days = [(day(3, 2) + timedelta(days=since), wait) for since, wait in asked]
    return [Asked(on, None if wait is None else on + timedelta(days=wait)) for on, wait in days]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
@given(requests(), requests())
def test_asking_more_never_makes_the_day_earlier_and_order_does_not_matter(
    some: list[Asked], more: list[Asked]
) -> None:
    before, after = (
        candidacy_decision(complete_on=day(3, 2), asked=some),
        candidacy_decision(complete_on=day(3, 2), asked=[*more, *reversed(some)]),
    )
    assert (after.due_on or date.max) >= (before.due_on or date.max)
    assert candidacy_decision(complete_on=day(3, 2), asked=reversed(some)) == before


# Advice and inputs --------------------------------------------------------------------------------------------


def test_says_by_when_it_is_wise_to_ask() -> None:
    advised = advised_filing(needed_on=day(9, 30))
    assert advised.on == day(8, 31)
    assert "This is advice, not a limit." in advised.explanation().en


def test_the_organization_counts_in_business_days_of_its_place() -> None:
    asked_on = day(6, 22)
    assert organization_input(asked_on=asked_on, business_days=3).due_on == day(6, 25)
    quebec = organization_input(asked_on=asked_on, business_days=3, jurisdiction="QC")
    assert quebec.due_on == day(6, 26)
    assert any("National Holiday of Quebec" in step.en for step in quebec.in_steps())

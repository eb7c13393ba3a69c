"""The decision on a candidacy: the worked examples, and how it tells them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.clocks.candidacy import (
    Asked,
    CandidacyClock,
    advised_filing,
    candidacy_decision,
    decision_limit,
    organization_input,
)
from polact.base.text import Text
from polact.catalogue.calendars import BUSINESS_VERSION
from polact.catalogue.candidacy import PART_7
from polact.catalogue.kinds import TimeLimit
from polact.catalogue.limits import Limit
from polact.catalogue.registry import rules_of
from polact.catalogue.statutory import STATUTORY_VERSION

RULE = Text("Made-up Act, s. 1", "Loi inventée, art. 1")
NONE = rules_of("PERMISSION_NRC").limit
TEN = TimeLimit(10, RULE)
TEN_OF_BUSINESS = TimeLimit(10, RULE, in_business_days=True)


def days_of(complete_on: date, rule: TimeLimit = PART_7.limit) -> Limit:
    """The limit of a regime that has one."""
    limit = decision_limit(complete_on=complete_on, rule=rule)
    assert limit is not None
    return limit


def decision(complete_on: date | None, asked: Iterable[Asked] = (), rule: TimeLimit = PART_7.limit) -> CandidacyClock:
    return candidacy_decision(complete_on=complete_on, rule=rule, asked=asked)


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
    limit = days_of(complete_on)
    assert (limit.due_on, limit.target_on, limit.calendar) == (last, target, STATUTORY_VERSION)
    assert (limit.explanation().en, limit.explanation().fr) == (told_en, told_fr)


def test_a_day_of_the_province_moves_the_limit_on_and_each_step_is_told() -> None:
    limit = days_of(date(2026, 11, 26), replace(PART_7.limit, jurisdiction="QC"))
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
    assert decision(complete_on=None).due_on is None
    first = decision(complete_on=day(3, 2), asked=[Asked(day(2, 20), day(2, 27))])
    assert (first.due_on, first.target_on, first.restarts) == (day(4, 1), day(4, 1), ())
    assert first.explanation() == days_of(day(3, 2)).explanation()

    waiting = decision(complete_on=day(3, 2), asked=[Asked(day(3, 10), day(3, 12)), Asked(day(3, 10))])
    assert (waiting.due_on, waiting.target_on) == (None, None)
    assert waiting.explanation().en.endswith("The 30 days have not begun: information is missing.")

    again = decision(complete_on=day(3, 2), asked=[Asked(day(3, 10), day(3, 12)), Asked(day(3, 10), day(3, 16))])
    assert (again.due_on, again.target_on) == (day(4, 15), day(4, 15))
    assert (
        again.in_steps()[1].en
        == "More was asked on March 10, 2026 and received on March 16, 2026: the 30 days begin anew."
    )
    assert again.in_steps()[1].fr.endswith("reçu la réponse le 16 mars 2026\u00a0: les 30 jours recommencent.")


def test_asking_when_the_time_is_over_gives_no_new_time() -> None:
    late = decision(complete_on=day(3, 2), asked=[Asked(day(4, 2)), Asked(day(5, 4), day(5, 5))])
    assert (late.due_on, len(late.ignored)) == (day(4, 1), 2)
    on_the_last_day = decision(complete_on=day(3, 2), asked=[Asked(day(4, 1), day(4, 8))])
    assert on_the_last_day.due_on == day(5, 8)
    assert late.in_steps()[0].en == "More was asked on April 2, 2026, when the time was over: this gives no new time."


@st.composite
def requests(draw: st.DrawFn) -> list[Asked]:
    """Some questions in the months after the file was complete, answered or not."""
    asked = draw(st.lists(st.tuples(st.integers(-10, 90), st.none() | st.integers(0, 60)), max_size=4))
    days = [(day(3, 2) + timedelta(days=since), wait) for since, wait in asked]
    return [Asked(on, None if wait is None else on + timedelta(days=wait)) for on, wait in days]


RULES = st.builds(
    TimeLimit, st.integers(0, 45), st.just(RULE), st.booleans(), st.sampled_from(["CA", "QC", "ON"])
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
@given(requests(), requests(), RULES)
def test_asking_more_never_makes_the_day_earlier_and_order_does_not_matter(
    some: list[Asked], more: list[Asked], rule: TimeLimit
) -> None:
    before, after = (
        decision(complete_on=day(3, 2), asked=some, rule=rule),
        decision(complete_on=day(3, 2), asked=[*more, *reversed(some)], rule=rule),
    )
    assert (after.due_on or date.max) >= (before.due_on or date.max)
    assert (after.complete_on or date.max) >= (before.complete_on or date.max)
    assert decision(complete_on=day(3, 2), asked=reversed(some), rule=rule) == before
    if not rule.is_set:
        assert (after.due_on, after.target_on, after.calendar, after.ignored) == (None, None, "", ())


# Other regimes ------------------------------------------------------------------------------------------------------


def test_a_limit_of_ten_days_is_counted_and_told_as_ten() -> None:
    limit = days_of(day(3, 24), TEN)  # day 10 is Good Friday
    assert (limit.due_on, limit.target_on) == (day(4, 4), day(4, 2))
    assert "; day 10 is April 3, 2026, Good Friday;" in limit.explanation().en
    assert decision(day(3, 2), [Asked(day(3, 5))], TEN).explanation() == Text(
        "More was asked on March 5, 2026 and is outstanding. The 10 days have not begun: information is missing.",
        "On a demandé plus le 5 mars 2026; la réponse est attendue. Les 10 jours n’ont pas commencé\u00a0: il manque des "
        "renseignements.",
    )
    over = decision(day(3, 2), [Asked(day(3, 13), day(3, 20))], TEN)
    assert (over.due_on, len(over.ignored)) == (day(3, 12), 1)


def test_a_limit_in_business_days_passes_over_weekends_and_holidays_and_says_so() -> None:
    limit = days_of(day(3, 27), TEN_OF_BUSINESS)
    assert (limit.due_on, limit.target_on, limit.calendar) == (day(4, 14), day(4, 14), BUSINESS_VERSION)
    assert [step.en for step in limit.in_steps()] == [
        "All information received on March 27, 2026.",
        "Business day 1 is March 30, 2026.",
        "Business day 10 is Tuesday, April 14, 2026, the last day.",
        "Weekends do not count, nor do Good Friday (April 3, 2026), Easter Monday (April 6, 2026).",
    ]
    assert [step.fr for step in limit.in_steps()] == [
        "Tous les renseignements reçus le 27 mars 2026.",
        "Le jour ouvrable 1 est le 30 mars 2026.",
        "Le jour ouvrable 10 est le mardi 14 avril 2026, dernier jour.",
        "Ne comptent ni les fins de semaine ni les jours fériés\u00a0: Vendredi saint (3 avril 2026), lundi de Pâques (6 avril "
        "2026).",
    ]
    begun_anew = decision(day(3, 2), [Asked(day(3, 10), day(3, 16))], TEN_OF_BUSINESS)
    assert "the 10 business days begin anew" in begun_anew.explanation().en
    assert "les 10 jours ouvrables recommencent" in begun_anew.explanation().fr


def test_without_a_limit_no_day_is_invented_and_no_time_is_ever_over() -> None:
    whole = decision(day(3, 2), rule=NONE)
    assert (whole.complete_on, whole.due_on, whole.target_on, whole.calendar) == (day(3, 2), None, None, "")
    assert whole.explanation() == Text(
        "All information received on March 2, 2026. No law sets a day by which the decision must be made.",
        "Tous les renseignements reçus le 2 mars 2026. Aucune loi ne fixe de date limite pour la décision.",
    )
    later = decision(day(3, 2), [Asked(day(12, 1), day(12, 8))], NONE)
    assert (later.complete_on, later.ignored) == (day(12, 8), ())
    waiting = decision(day(3, 2), [Asked(day(12, 1))], NONE)
    assert waiting.complete_on is None
    assert "The file is not complete: information is missing. No law sets a day" in waiting.explanation().en
    assert "days" not in later.explanation().en + waiting.explanation().en


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

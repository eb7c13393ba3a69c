"""The decision on a candidacy: the worked examples, and how it tells them."""

from datetime import date

import pytest

from cases.clocks import decision_limit
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

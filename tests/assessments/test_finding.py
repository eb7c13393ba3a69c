"""Everyday words find activities, in either language."""

import pytest

from assessments.finding import find_activities
from assessments.rulebook import current


def found(words: str) -> list[str]:
    return [activity.code for activity in find_activities(current(), words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("put up a lawn sign", "DIS.LAWN"),
        ("Pancarte sur ma pelouse", "DIS.LAWN"),
        ("donate", "MEM.DONATE"),
        ("faire un don", "MEM.DONATE"),
        ("share a post", "SOC.SHARE"),
        ("PARTAGER une publication", "SOC.SHARE"),
        ("mairie", "CAN.MUNICIPAL"),
        ("envelopes", "CAM.BACK"),
        ("bénévolat", "CAM.BACK"),
        ("benevolat", "CAM.BACK"),
    ],
)
def test_puts_what_was_meant_first(words, first) -> None:
    assert found(words)[0] == first


def test_finds_everything_in_words_that_say_nothing() -> None:
    assert len(found("")) == len(found("to the of")) == len(current().activities)


def test_finds_nothing_in_words_that_mean_nothing_here() -> None:
    assert found("xyzzy") == []

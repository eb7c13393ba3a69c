"""What is sealed opens with its code alone, and its length tells nothing."""

from assessments.codes import new_code
from assessments.rulebook import current
from assessments.sealing import Kept, locator, seal, unseal
from assessments.sitting import Sitting, Situation


def kept(*activities: str) -> Kept:
    answers = {code: question.options[0].code for code, question in current().questions.items()}
    situations = tuple(Situation(activity, answers) for activity in activities)
    return Kept(Sitting("0.1.0", situations), current().content_hash, (("LOW", "MOD"),) * len(activities))


def test_opens_with_its_code_and_with_no_other() -> None:
    code = new_code()
    sealed = seal(code, kept("SOC.POST"))
    assert unseal(code, sealed) == kept("SOC.POST")
    assert unseal(new_code(), sealed) is None


def test_is_equally_long_for_one_activity_and_for_ten() -> None:
    ten = list(current().activities)[:10]
    lengths = {len(seal(new_code(), kept(*activities))) for activities in (ten[:1], ten)}
    assert len(lengths) == 1


def test_a_changed_bit_opens_nothing() -> None:
    code = new_code()
    sealed = seal(code, kept("SOC.POST"))
    for place in (0, 12, 500, len(sealed) - 1):
        changed = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        assert unseal(code, changed) is None
    assert unseal(code, b"") is None


def test_sealed_text_of_another_row_opens_nothing() -> None:
    """The place where it is stored is sealed with it: texts cannot be exchanged."""
    one, other = new_code(), new_code()
    assert locator(one) != locator(other)
    assert unseal(one, seal(other, kept("SOC.POST"))) is None


def test_sealing_twice_looks_different_and_shows_no_word() -> None:
    code = new_code()
    first, second = seal(code, kept("SOC.POST")), seal(code, kept("SOC.POST"))
    assert first != second
    assert b"SOC" not in first
    assert locator(code).encode() not in first

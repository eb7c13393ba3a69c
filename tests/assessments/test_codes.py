"""A code is random, easy to write down, and tells a slip of the pen from a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.codes import ALPHABET, LENGTH, in_groups, new_code, read_code

places = st.integers(0, LENGTH - 1)


def test_code_holds_135_bits_in_letters_without_lookalikes() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {LENGTH}
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set("".join(codes))
    assert (LENGTH - 1) * 5 >= 128
    assert len(set("".join(codes))) == 32


@pytest.mark.parametrize(
    "written", [str, in_groups, lambda code: in_groups(code).lower().replace("-", " "), lambda code: f" {code}\n"]
)
def test_reads_a_code_however_it_is_written(written) -> None:
    code = new_code()
    assert read_code(written(code)) == code


def test_takes_letters_for_the_digits_they_look_like() -> None:
    code = next(code for code in iter(new_code, None) if "0" in code and "1" in code)
    assert read_code(code.replace("0", "O").replace("1", "l")) == code


@given(place=places, letter=st.sampled_from(ALPHABET))
def test_finds_every_wrong_letter(place: int, letter: str) -> None:
    code = new_code()
    changed = code[:place] + letter + code[place + 1 :]
    assert (read_code(changed) is not None) == (changed == code)


@given(one=places, other=places)
def test_finds_every_two_letters_that_changed_places(one: int, other: int) -> None:
    code = new_code()
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    changed = "".join(letters)
    assert (read_code(changed) is not None) == (changed == code)


@pytest.mark.parametrize("written", ["", "0", "A" * 27, "A" * 29, "É" * 28, "U" * 28, "x" * 10_000])
def test_reads_nothing_else(written: str) -> None:
    assert read_code(written) is None

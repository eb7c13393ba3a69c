"""The guide for representatives: what it names is there, and both languages say the same things in the same order."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("en", "fr")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#]+)[^)]*\)")
LARGEST = 150_000  # bytes


def text(language: str) -> str:
    return (GUIDE / f"representatives.{language}.md").read_text(encoding="utf-8")


def shape(language: str) -> list[str]:
    """Headings by depth and pictures by name, in their order."""
    found = []
    for line in text(language).splitlines():
        if line.startswith("#"):
            found.append(line.split(" ")[0])
        found += [f"picture {Path(target).name.split('.')[0]}" for mark, _words, target in LINK.findall(line) if mark]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_exists(language: str) -> None:
    links = LINK.findall(text(language))
    assert links
    assert [target for _mark, _words, target in links if not (GUIDE / target).is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_described_small_and_of_that_language(language: str) -> None:
    for mark, words, target in LINK.findall(text(language)):
        if mark:
            assert words, target
            assert target.endswith(f".{language}.png")
            assert (GUIDE / target).stat().st_size < LARGEST


def test_both_languages_have_the_same_shape() -> None:
    assert shape("en") == shape("fr")


def test_no_picture_lies_about() -> None:
    named = {target for language in LANGUAGES for mark, _words, target in LINK.findall(text(language)) if mark}
    assert {f"pictures/{picture.name}" for picture in (GUIDE / "pictures").iterdir()} == named


def test_the_readme_leads_to_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/guide/representatives.{language}.md" in readme for language in LANGUAGES)

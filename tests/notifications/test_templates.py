"""The texts: their grammar, and every text of the product in both languages."""

import re
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs
from hypothesis import given
from hypothesis import strategies as st

from notifications import templates
from notifications.templates import TemplateError, parts, placeholders, render

FILES = sorted(path for folder in get_app_template_dirs("templates") for path in Path(folder).rglob("*.??.txt"))


@pytest.mark.parametrize("path", [path for path in FILES if path.name.endswith(".en.txt")], ids=lambda path: path.name)
def test_has_a_french_twin_with_the_same_placeholders(path: Path) -> None:
    twin = path.with_name(path.name.replace(".en.txt", ".fr.txt"))
    english, french = (file.read_text(encoding="utf-8") for file in (path, twin))
    assert placeholders(english) == placeholders(french)
    assert parts(english) != parts(french)


def test_there_are_texts_and_no_french_one_without_an_english_twin() -> None:
    names = {path.name for path in FILES}
    assert names
    assert {name.replace(".fr.", ".en.") for name in names} <= names


@pytest.mark.parametrize("path", [path for path in FILES if path.name.endswith(".fr.txt")], ids=lambda path: path.name)
def test_french_keeps_its_typography(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[^\u00a0\u202f]:(?!//)|« [^\u00a0]|[^\u00a0\u202f]»|\w'\w", text)


@pytest.mark.parametrize("text", ["{", "}", "{a", "a}", "{a b}", "{}", "{{a}}", "{a.b}", "{a[0]}", "{a!r}", "{0:>9}"])
def test_refuses_braces_that_are_no_placeholder(text: str) -> None:
    with pytest.raises(TemplateError):
        placeholders(text)


def test_finds_each_placeholder_once() -> None:
    assert placeholders("{number} of {name}, {number}") == {"number", "name"}


def test_raises_when_a_placeholder_has_no_value() -> None:
    with pytest.raises(TemplateError, match="number"):
        render("test/advice", "en", {})


def test_leaves_values_alone_that_the_text_does_not_use() -> None:
    subject, _ = render("test/advice", "en", {"number": "PA-1", "due": "2026-12-04"})
    assert subject == "Your request PA-1: the answer is there"


@pytest.mark.parametrize("name", ["../secrets", "/etc/hosts", "test/none", "Test/Advice", "", "a//b", "test/advice\n"])
def test_raises_when_there_is_no_such_text(name: str) -> None:
    with pytest.raises(TemplateError):
        templates.source.__wrapped__(name, "en") if hasattr(templates.source, "__wrapped__") else render(name, "en", {})


@pytest.mark.parametrize("text", ["", "Subject", "Subject\n\n", "Subject\nno blank line\n", "\n\nText\n"])
def test_refuses_a_text_of_another_shape(text: str) -> None:
    with pytest.raises(TemplateError):
        parts(text)


@given(value=st.text())
def test_keeps_what_a_person_typed_on_its_line(value: str) -> None:
    texts = pytest.MonkeyPatch()
    with texts.context() as patch:
        patch.setattr(templates, "source", lambda name, language: ("About {what}", "It is {what}.\n"))
        subject, body = render("any", "en", {"what": value})
    assert "\n" not in subject
    assert "\r" not in subject
    assert len(subject) <= templates.SUBJECT_LENGTH
    assert body.count("\n") == 1
    assert "\x00" not in body


def test_inserts_a_value_once_as_it_is() -> None:
    subject, _ = render("test/advice", "en", {"number": "{number} {0} %s"})
    assert subject == "Your request {number} {0} %s: the answer is there"

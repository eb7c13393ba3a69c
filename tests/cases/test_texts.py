"""The French of cases is complete and set as French is; its views read through queries alone."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from notifications.models import Message
from polact.access.acting import as_system
from tests.factories import make_case

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "cases/locale/fr/LC_MESSAGES/django.po"
NO_BREAK = "\u00a0"


def french() -> list[tuple[str, str]]:
    """Each message of the catalogue with its French; plural forms one by one."""
    entries = CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]
    found = []
    for entry in entries:
        message = re.search(r'^msgid "(.*)"$', entry, re.MULTILINE)
        assert message, entry
        found += [(message[1], text) for text in re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', entry, re.MULTILINE)]
    return found


def test_says_everything_in_french() -> None:
    assert [message for message, text in french() if not text] == []
    assert "#, fuzzy" not in CATALOGUE.read_text(encoding="utf-8")


def test_sets_no_break_spaces_and_apostrophes_as_french_does() -> None:
    wrong = [
        text
        for message, text in french()
        if re.search(rf"[^{NO_BREAK}:]:(?:$|\s)|[^{NO_BREAK}]»|«[^{NO_BREAK}]|\w'\w", text) and "/" not in message
    ]
    assert wrong == []


def test_keeps_the_placeholders_of_every_message() -> None:
    fields = re.compile(r"%\((\w+)\)")
    assert [m for m, text in french() if sorted(fields.findall(m)) != sorted(fields.findall(text))] == []


def test_views_read_cases_only_through_queries() -> None:
    views = list((ROOT / "cases/views").glob("*.py"))
    assert len(views) > 5
    assert [path.name for path in views if ".objects" in path.read_text(encoding="utf-8")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "due"), [("emma", "December 7, 2026"), ("luc", "7 décembre 2026")])
def test_tells_the_due_date_in_words_of_the_reader_whoever_submits(people, who, due) -> None:
    person = getattr(people, who)
    with override("en"):
        make_case(person, people.organization if who == "emma" else people.elsewhere)
    with as_system():
        body = Message.objects.filter(recipient=person).latest("created_at").body
    assert re.search(due, body)

"""The texts of the sessions' notices: complete in both languages, with the same placeholders, and each of them used."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from notifications.templates import placeholders, source

ROOM = Path(settings.BASE_DIR) / "polact" / "outreach"
FOLDER = ROOM / "templates" / "outreach" / "notices"
NAMES = sorted({path.name.split(".")[0] for path in FOLDER.glob("session_*.txt")})
KNOWN = {"title", "when"}


@pytest.mark.parametrize("name", NAMES)
def test_notice_says_the_same_in_both_languages(name: str) -> None:
    english, french = (source(f"outreach/notices/{name}", language) for language in ("en", "fr"))
    for one, other in zip(english, french, strict=True):
        assert placeholders(one) == placeholders(other) <= KNOWN
    assert not re.search(r"\w'\w| :|«[^\u00a0]", " ".join(french))


def test_every_notice_is_sent_on_some_occasion() -> None:
    code = (ROOM / "notices" / "sessions.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(session_\w+)"', code)) == set(NAMES)
    assert len(NAMES) == 7

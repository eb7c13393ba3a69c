"""The French catalogue of the self-assessment is complete, compiled, and typeset as French is."""

from pathlib import Path

import polib

import assessments

LOCALE = Path(assessments.__file__).parent / "locale" / "fr" / "LC_MESSAGES"
SPACE = "\u00a0"


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_translates_every_message() -> None:
    catalogue = polib.pofile(str(LOCALE / "django.po"))
    assert [entry.msgid for entry in catalogue if not all(texts(entry)) or entry.fuzzy] == []


def test_is_compiled_as_it_is_written() -> None:
    written = {(e.msgctxt, e.msgid): texts(e) for e in polib.pofile(str(LOCALE / "django.po"))}
    compiled = {(e.msgctxt, e.msgid): texts(e) for e in polib.mofile(str(LOCALE / "django.mo"))}
    assert compiled == written


def test_uses_french_spaces_and_apostrophes() -> None:
    for entry in polib.pofile(str(LOCALE / "django.po")):
        for text in texts(entry):
            assert "'" not in text, text
            assert " :" not in text, text
            assert "« " not in text, text
            assert f"{SPACE}»" in text or "»" not in text, text

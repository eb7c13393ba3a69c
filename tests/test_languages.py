"""Both languages are equal: every string has its French, compiled as committed, and nothing in the code is unknown to it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted(
    path
    for package in ("polact", "cases", "allegations", "assessments", "notifications")
    for path in (ROOT / package).rglob("fr/LC_MESSAGES/django.po")
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
IDS = [str(path.relative_to(ROOT)) for path in CATALOGUES]


def test_every_app_with_words_has_a_catalogue() -> None:
    assert {path.parents[3].name for path in CATALOGUES} >= {
        "polact",
        "base",
        "access",
        "audit",
        "outreach",
        "reports",
        "cases",
        "allegations",
        "assessments",
        "notifications",
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=IDS)
def test_catalogue_is_complete(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=IDS)
def test_compiled_catalogue_is_that_of_the_text(path: Path) -> None:
    source, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))

    def told(catalogue: polib.POFile | polib.MOFile) -> dict:
        return {
            (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
            for entry in catalogue
            if not entry.obsolete
        }

    assert told(compiled) == told(source)


@pytest.mark.parametrize("path", CATALOGUES, ids=IDS)
def test_translation_keeps_the_placeholders(path: Path) -> None:
    lost = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if entry.msgstr and sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert lost == []


@pytest.mark.parametrize("path", CATALOGUES, ids=IDS)
def test_french_is_typeset_as_french(path: Path) -> None:
    """No-break space before a colon and inside guillemets, the typographic apostrophe; addresses and slugs aside."""
    no_break = "\u00a0\u202f"
    wrong = re.compile(rf"\w'\w| :|«[^{no_break}]|[^{no_break}]»|[^\s{no_break}/]:(?=\s|$)")
    texts = [entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete and "://" not in entry.msgstr]
    assert [text for text in texts if wrong.search(text)] == []


@pytest.mark.parametrize("path", [path for path in CATALOGUES if path.parents[3].name != "polact"], ids=str)
def test_every_string_of_the_code_is_in_the_catalogue(path: Path, tmp_path: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("the gettext tools are not here, so strings cannot be extracted anew")
    app = path.parents[3]
    copy = tmp_path / app.name
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "vendor"))
    command = [
        str(ROOT / ".venv/bin/django-admin"),
        "makemessages",
        "-l",
        "fr",
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env=environment)
    fresh = polib.pofile(str(copy / "locale/fr/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in fresh if not entry.msgstr and not entry.msgstr_plural] == []
    assert [entry.msgid for entry in fresh.fuzzy_entries()] == []

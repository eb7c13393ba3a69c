"""The vendored design system: what it weighs, where it comes from, and that it asks nothing of another host."""

import hashlib
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)
VENDORED = ROOT / "static" / "vendor" / "gcds"
OWN = ROOT / "polact" / "base" / "static" / "base"
AXE = ROOT / "tests" / "browser" / "vendor"
TEMPLATES = sorted(
    path
    for app in ("polact", "cases", "allegations", "assessments", "notifications")
    for path in (ROOT / app).rglob("*.html")
)


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "vendor_gcds.py"))


@pytest.mark.parametrize("folder", [VENDORED, AXE], ids=["gcds", "axe"])
def test_vendored_files_are_those_of_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert there == manifest["files"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", package["sha256"]) for package in manifest["packages"])


def test_each_vendored_package_has_its_licence() -> None:
    assert {path.name for path in VENDORED.glob("LICENSE*")} == {
        "LICENSE-tokens.txt",
        "LICENSE-lato.txt",
        "LICENSE-noto-sans.txt",
    }
    assert (AXE / "LICENSE-axe-core.txt").stat().st_size > 1000


def test_styles_weigh_less_than_sixty_kilobytes() -> None:
    assert (VENDORED / "gcds.css").stat().st_size + (OWN / "polact.css").stat().st_size < 60_000


@pytest.mark.parametrize("sheet", [VENDORED / "gcds.css", OWN / "polact.css"], ids=lambda path: path.name)
def test_styles_ask_nothing_of_another_host(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    assert "@import" not in css
    assert "//" not in css
    assert set(re.findall(r"url\(\s*[\"']?([^\"')]*)", css)) <= {
        f"fonts/{path.name}" for path in (VENDORED / "fonts").iterdir()
    }


def test_styles_name_only_tokens_that_exist() -> None:
    defined = set(re.findall(r"(--gcds-[\w-]+):", (VENDORED / "gcds.css").read_text(encoding="utf-8")))
    used = set(re.findall(r"var\((--gcds-[\w-]+)", (OWN / "polact.css").read_text(encoding="utf-8")))
    assert used
    assert used <= defined


def test_strips_imports_whose_address_holds_a_semicolon(script: dict[str, Any]) -> None:
    css = (
        '@import url("https://fonts.example/css?family=Lato;wght@400;700&display=swap");\n'
        "@import url(https://fonts.example/plain) screen;\n"
        "@import 'https://fonts.example/quoted;too.css';\n"
        ":root { --kept: 1; }"
    )
    assert script["without_imports"](css).strip() == ":root { --kept: 1; }"


def test_refuses_a_style_sheet_that_points_elsewhere(script: dict[str, Any]) -> None:
    for css in ("a{background:url(https://x.example/y.png)}", "@import 'x';", 'a{background:url("path/to/file/x")}'):
        with pytest.raises(ValueError, match="vendored style sheet"):
            script["refuse_remote"](css)


def test_keeps_only_the_fonts_in_use_and_shows_text_at_once(script: dict[str, Any]) -> None:
    css = (
        '@font-face { font-family: "A"; src: url("path/to/file/a.woff2") format("woff2"), url("path/to/file/a.woff"); }'
        '@font-face { font-family: "B"; src: url("path/to/file/b.woff2") format("woff2"); }'
    )
    faces = script["local_font_faces"](css, ("a.woff2",))
    assert 'src: url("fonts/a.woff2") format("woff2");' in faces
    assert "font-display: swap" in faces
    assert "path/to" not in faces
    assert '"B"' not in faces


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_carry_no_inline_style_or_script(template: Path) -> None:
    html = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert not re.search(r"<(script|style)(?![^>]*(src=|nonce=))[^>]*>", html)
    assert not re.search(r"<(script|img|link|iframe|source)[^>]+(src|href)=[\"']?(https?:)?//", html)


def test_static_files_collect_with_hashed_names(tmp_path: Path) -> None:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path, DEBUG=False):
        call_command(
            "collectstatic",
            interactive=False,
            verbosity=0,
            ignore_patterns=["admin", "drf_spectacular_sidecar", "rest_framework", "account"],
        )
        names = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
        collected = (tmp_path / names["vendor/gcds/gcds.css"]).read_text(encoding="utf-8")
        staticfiles_storage.hashed_files.clear()
    assert names["vendor/gcds/fonts/gcds-lato.woff2"].removeprefix("vendor/gcds/") in collected
    assert {"base/polact.css", "base/polact.js", "base/mark.svg"} <= set(names)

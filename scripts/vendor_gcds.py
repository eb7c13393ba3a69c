#!/usr/bin/env python3
"""Renew the vendored parts of the Government of Canada Design System, and axe-core for the browser tests.

Run it by hand when a new version is wanted, read the difference, commit the result:

    python scripts/vendor_gcds.py

It needs the npm client and a network; nothing else of polact does. What it leaves under static/vendor/gcds/:
design tokens and the four font files the product uses, in one style sheet, with licences and a manifest
(package, version, sha256 of the package and of each file). Two things in the published style sheets must go:
remote imports (a page of polact asks nothing of another host) and placeholder addresses of fonts (the static
files manifest refuses to collect them).
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DESIGN_SYSTEM = PROJECT / "static" / "vendor" / "gcds"
AXE = PROJECT / "tests" / "browser" / "vendor"

TOKENS = "@gcds-core/tokens@1.5.0"
FONTS = "@gcds-core/fonts@1.1.1"
AXE_CORE = "axe-core@4.14.1"

TOKEN_SHEETS = ("build/web/css/base.css", "build/web/css/global.css")
FONT_SHEETS = ("fonts/lato/gcds-lato.css", "fonts/noto-sans/gcds-noto-sans.css")
FONT_FILES = (
    "gcds-lato.woff2",
    "gcds-noto-sans-regular.woff2",
    "gcds-noto-sans-regular-italic.woff2",
    "gcds-noto-sans-semibold.woff2",
)

# The address inside an import may itself hold a semicolon, so the rule ends after its quoted or bracketed address
# and not at the first semicolon: cutting there leaves half an address that swallows the block which follows.
IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*(?:"[^"]*"|'[^']*'|[^)]*)\s*\)|"[^"]*"|'[^']*')[^;{}]*;""",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def without_imports(css: str) -> str:
    """The style sheet without its @import rules, also where an address holds a semicolon."""
    return IMPORT.sub("", css)


def without_comments(css: str) -> str:
    """The style sheet without comments and blank lines."""
    return re.sub(r"\n\s*\n+", "\n", COMMENT.sub("", css)).strip()


def local_font_faces(css: str, kept: tuple[str, ...] = FONT_FILES) -> str:
    """The @font-face rules of the kept files, pointing beside the style sheet and showing text at once."""
    faces = []
    for face in FONT_FACE.findall(css):
        name = next((name for name in kept if f"/{name}" in face), None)
        if name:
            start, _, rest = face.partition("src:")
            source = f'src: url("fonts/{name}") format("woff2");\n  font-display: swap;'
            faces.append(start + source + rest.partition(";")[2])
    return "\n".join(faces)


def refuse_remote(css: str) -> str:
    """The style sheet itself, or ValueError when it would still fetch something from elsewhere."""
    for address in re.findall(r"""url\(\s*["']?([^"')]*)""", css):
        if not address.startswith("fonts/"):
            raise ValueError(f"The vendored style sheet still points at {address}.")
    if "@import" in css or "//" in css:
        raise ValueError("The vendored style sheet still imports or names another host.")
    return css


def fetch(package: str, into: Path) -> tuple[Path, str]:
    """Unpack one npm package below `into`; returns its folder and the sha256 of the published archive."""
    into.mkdir(parents=True)
    subprocess.run(["npm", "pack", package, "--silent"], cwd=into, check=True, stdout=subprocess.DEVNULL)
    (archive,) = into.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into / "package", hashlib.sha256(archive.read_bytes()).hexdigest()


def write_manifest(folder: Path, packages: dict[str, str]) -> None:
    """Write manifest.json: where each file comes from and what it must hash to."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    manifest = {
        "packages": [
            {"name": name.rpartition("@")[0], "version": name.rpartition("@")[2], "sha256": digest}
            for name, digest in packages.items()
        ],
        "files": {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def vendor_design_system(scratch: Path) -> None:
    """Write the style sheet, fonts, licences and manifest of the design system."""
    tokens, tokens_digest = fetch(TOKENS, scratch / "tokens")
    fonts, fonts_digest = fetch(FONTS, scratch / "fonts")
    (DESIGN_SYSTEM / "fonts").mkdir(parents=True, exist_ok=True)
    sheets = [local_font_faces((fonts / name).read_text(encoding="utf-8")) for name in FONT_SHEETS]
    sheets += [without_comments(without_imports((tokens / name).read_text(encoding="utf-8"))) for name in TOKEN_SHEETS]
    header = f"/* From {TOKENS} (MIT) and {FONTS} (SIL OFL 1.1); see the licences beside this file. */\n"
    (DESIGN_SYSTEM / "gcds.css").write_text(header + refuse_remote("\n".join(sheets)) + "\n", encoding="utf-8")
    for name in FONT_FILES:
        (source,) = fonts.rglob(name)
        (DESIGN_SYSTEM / "fonts" / name).write_bytes(source.read_bytes())
    licences = {"tokens": tokens / "LICENSE", "lato": fonts / "fonts/lato/LICENSE.txt"}
    licences["noto-sans"] = fonts / "fonts/noto-sans/LICENSE.txt"
    for name, source in licences.items():
        (DESIGN_SYSTEM / f"LICENSE-{name}.txt").write_bytes(source.read_bytes())
    write_manifest(DESIGN_SYSTEM, {TOKENS: tokens_digest, FONTS: fonts_digest})


def vendor_axe(scratch: Path) -> None:
    """Write the accessibility engine that the browser tests inject; no page of polact ever loads it."""
    package, digest = fetch(AXE_CORE, scratch / "axe")
    AXE.mkdir(parents=True, exist_ok=True)
    for name in ("axe.min.js", "LICENSE"):
        target = "LICENSE-axe-core.txt" if name == "LICENSE" else name
        (AXE / target).write_bytes((package / name).read_bytes())
    write_manifest(AXE, {AXE_CORE: digest})


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        vendor_design_system(Path(scratch))
        vendor_axe(Path(scratch))
    print(f"Vendored {TOKENS}, {FONTS} and {AXE_CORE}.")


if __name__ == "__main__":
    main()

"""The guidance delivered with the product: `content/manifest.yaml` and one file per page and language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assessments.plain_yaml import read_yaml

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Delivered:
    """A page as its files tell it; `texts` are the fields of a version."""

    code: str
    order: int
    slug_en: str
    slug_fr: str
    texts: dict[str, str]


def delivered_pages() -> list[Delivered]:
    """Every page of the manifest, in its order."""
    manifest = read_yaml((CONTENT / "manifest.yaml").read_bytes())
    return [_page(number * 10, entry) for number, entry in enumerate(manifest, start=1)]


def _page(order: int, entry: dict[str, dict[str, str] | str]) -> Delivered:
    code, texts, slugs = str(entry["code"]), {}, {}
    for language in ("en", "fr"):
        told = entry[language]
        assert isinstance(told, dict)
        slugs[language] = told["slug"]
        texts[f"title_{language}"] = told["title"]
        texts[f"summary_{language}"] = told["summary"]
        texts[f"body_{language}"] = (CONTENT / f"{code}.{language}.md").read_text(encoding="utf-8").strip()
    return Delivered(code, order, slugs["en"], slugs["fr"], texts)

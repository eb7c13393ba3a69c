"""Text in both official languages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override

LANGUAGES = ("en", "fr")


def current_language() -> str:
    """`en` or `fr`: the language in which this request or message is written."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


@dataclass(frozen=True)
class Text:
    """A sentence in both official languages; str() gives it in the current one."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        return self.fr if language == "fr" else self.en

    def __str__(self) -> str:
        return self.in_language(current_language())


def both_languages(label: Any) -> dict[str, str]:
    """A lazy translation or a Text, written out in both languages: the form in which the trail keeps labels."""
    if isinstance(label, Text):
        return {"en": label.en, "fr": label.fr}
    written = {}
    for language in LANGUAGES:
        with override(language):
            written[language] = str(label)
    return written


class Bilingual:
    """For models with `<field>_en` and `<field>_fr` columns: `localized("name")` is the one in the current language."""

    def localized(self, field: str) -> str:
        other = "en" if current_language() == "fr" else "fr"
        return str(getattr(self, f"{field}_{current_language()}") or getattr(self, f"{field}_{other}"))

"""The texts of messages: one file per template and language, and a grammar of one rule, `{name}`.

`cases/notices/advice_recorded.en.txt` and its `.fr.txt` stand side by side in the template folder of the app that
writes them. The first line is the subject, then a blank line, then the text.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.template.utils import get_app_template_dirs

PLACEHOLDER = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")
# A value stays on its line: what a person typed can neither add a header nor a paragraph of its own.
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
SUBJECT_LENGTH = 200


class TemplateError(ValueError):
    """A template is missing, is not well formed, or lacks a value. A fault of ours, never of the person."""


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. Raises `TemplateError` when there is a brace that belongs to no placeholder."""
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        raise TemplateError("A brace belongs to no placeholder: only {name} is known.")
    return frozenset(PLACEHOLDER.findall(text))


def render(template: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of `template` in `language` (`en` or `fr`).

    Raises `TemplateError` when the file is missing or malformed, or when a placeholder has no value. Values are
    inserted once, as they are: a brace in a value means nothing.
    """
    subject, body = source(template, language)
    missing = placeholders(subject + body) - values.keys()
    if missing:
        raise TemplateError(f"{template}.{language}.txt needs a value for: {', '.join(sorted(missing))}.")

    def value(match: re.Match[str]) -> str:
        return CONTROL.sub(" ", str(values[match[1]]))

    return PLACEHOLDER.sub(value, subject)[:SUBJECT_LENGTH], PLACEHOLDER.sub(value, body)


@lru_cache(maxsize=256)
def source(template: str, language: str) -> tuple[str, str]:
    """Subject and text as written in the file; raises `TemplateError` when there is none or it has another shape."""
    if not NAME.fullmatch(template):
        raise TemplateError(f"{template!r} is not the name of a template.")
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / f"{template}.{language}.txt"
        if path.is_file():
            return parts(path.read_text(encoding="utf-8"))
    raise TemplateError(f"There is no {template}.{language}.txt.")


def parts(text: str) -> tuple[str, str]:
    """Split a file into subject and text; raises `TemplateError` when it is not subject, blank line, text."""
    subject, blank, body = (*text.split("\n", 2), "", "")[:3]
    if not subject.strip() or blank.strip() or not body.strip():
        raise TemplateError("A text of a message is a subject, a blank line, and the text.")
    return subject.strip(), body.strip() + "\n"

"""Reading JSON bodies: bounded in size and depth, and only text that PostgreSQL can keep."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer


class TooLarge(APIException):
    """413: more was sent than any request of this API needs."""

    status_code = 413
    default_code = "too-large"
    default_detail = _("What was sent is too large.")


class StrictJSON(BaseParser):
    """A JSON document of at most settings.API_BODY_LIMIT bytes, in UTF-8, without NUL characters or half characters."""

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw = stream.read(settings.API_BODY_LIMIT + 1)
        if len(raw) > settings.API_BODY_LIMIT:
            raise TooLarge()
        try:
            document = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError(_("What was sent is not valid JSON.")) from error
        if not all(map(storable, texts_of(document))):
            raise ParseError(_("Text may not contain NUL characters or halves of characters."))
        return document


def storable(text: str) -> bool:
    """Whether PostgreSQL can keep the text: no NUL, no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def texts_of(document: Any) -> Iterator[str]:
    """Every string in a JSON document, keys included; without recursion, so that depth does no harm."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting.extend((*part.keys(), *part.values()))
        elif isinstance(part, list):
            waiting.extend(part)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are JavaScript, not JSON

"""What tests of the pages share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def path(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"cases:{name}", args=args)


def text(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(response: HttpResponse, name: str = "version") -> str:
    """The value of a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text(response))
    assert found, f"no field {name}"
    return found[1]


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements of the block, without those that only mark transactions."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [query["sql"] for query in captured if not query["sql"].startswith(TRANSACTION)]


def without_noise(response: HttpResponse) -> str:
    """The page without what differs each time: tokens, nonces, its own address."""
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text(response))
    return re.sub(r"/(en|fr)/[^\"?]*", "", page)

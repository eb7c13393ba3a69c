"""A caller of the API: the browser of a signed-in person that speaks JSON."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from polact.access.models import Person


@dataclass(frozen=True)
class Caller:
    """Calls below /api/v1/ and gives back Django's response; `headers` as in HTTP."""

    client: Client

    def get(self, address: str, **options: Any) -> HttpResponse:
        return self.client.get(self.full(address), **options)

    def post(self, address: str, body: Any = None, **options: Any) -> HttpResponse:
        return self.client.post(self.full(address), body or {}, content_type="application/json", **options)

    def patch(self, address: str, body: Any, **options: Any) -> HttpResponse:
        return self.client.patch(self.full(address), body, content_type="application/json", **options)

    def delete(self, address: str) -> HttpResponse:
        return self.client.delete(self.full(address))

    def act(self, case_id: int, action: str, body: Any = None, **options: Any) -> HttpResponse:
        return self.post(f"requests/{case_id}/actions/{action}/", body, **options)

    @staticmethod
    def full(address: str) -> str:
        return address if address.startswith(("/", "http")) else f"/api/v1/{address}"


@pytest.fixture(autouse=True)
def no_calls_before() -> Iterator[None]:
    """Throttles forget what other tests called."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def calling(db: None) -> Callable[[Person | None], Caller]:
    def as_person(person: Person | None) -> Caller:
        client = Client()
        if person is not None:
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return Caller(client)

    return as_person

"""Sign-in with an e-mail address and a password, through allauth. Single sign-on joins here later."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from polact.access.acting import as_system
from polact.access.models import Person


class PersonBackend(AuthenticationBackend):
    """Looks the person up as the system, since nobody is known yet and row-level security shows nobody anyone."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        with as_system():
            person = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

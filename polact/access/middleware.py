"""Who is acting: one transaction per signed-in request, bound to the person before anything else is read."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from polact.access.acting import act_as
from polact.access.models import Person
from polact.base import clock
from polact.base.http import Handler, unavailable, undo


class ActingPerson(AuthenticationMiddleware):
    """Sets `request.user`; a signed-in request runs in one transaction under row-level security."""

    def __init__(self, get_response: Handler) -> None:
        super().__init__(get_response)
        self.get_response: Handler = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            person_id = request.session.get(SESSION_KEY) if request.session.session_key else None
            if not person_id or BACKEND_SESSION_KEY not in request.session:
                request.user = AnonymousUser()
                return self.get_response(request)
            with transaction.atomic():
                self.bind(request, int(person_id))
                return self.get_response(request)
        except OperationalError:
            return unavailable(request)

    def bind(self, request: HttpRequest, person_id: int) -> None:
        standing = act_as(person_id, clock.local_date(clock.now()))
        person = Person.objects.filter(pk=person_id, is_active=True).first()
        if person is None or not self.session_is_valid(request, person):
            request.session.flush()
            request.user = AnonymousUser()
            return
        person.standing = standing  # fills the cached property
        request.user = person

    @staticmethod
    def session_is_valid(request: HttpRequest, person: Person) -> bool:
        """A changed password ends the sessions that were begun with the old one."""
        return constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        undo()

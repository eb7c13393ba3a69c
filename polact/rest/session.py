"""Who calls: the person of the session cookie, and nobody else. CSRF protection stays on."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class Session(SessionAuthentication):
    """Like REST framework's, but an anonymous call is answered by 401, so that 403 always means "you may not"."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="polact"'


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = Session
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Sign in on the pages. Calls that change something also need the CSRF token: the value of "
            "the csrftoken cookie in the header X-CSRFToken.",
        }

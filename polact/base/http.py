"""Between HTTP and the domain: refusals become pages or problem documents here, and nowhere else."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, transaction
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.views import exception_handler

from polact.base.errors import Refusal, Unavailable

Handler = Callable[[HttpRequest], HttpResponse]
PROBLEM = "application/problem+json"


def page(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page: the two languages and whether this is a demonstration."""
    language = translation.get_language() or "en"
    return {"language": language, "other_language": "en" if language == "fr" else "fr", "demo": settings.DEMO}


class PrivateByDefault:
    """What a signed-in person sees is not kept by browsers or caches on the way."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
        return response


class LanguageSwitch:
    """A form sent with `_language` is shown again in that language with what was typed, unchecked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("_language", "") if request.method == "POST" and "/api/" not in request.path else ""
        request.is_language_switch = wanted in {"en", "fr"}  # type: ignore[attr-defined]
        if request.is_language_switch:  # type: ignore[attr-defined]
            translation.activate(wanted)
            request.LANGUAGE_CODE = wanted
        return self.get_response(request)


class Refusals:
    """Turns a refusal or a database that is away into a page (or a problem document), and undoes what was begun."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        undo()
        if isinstance(error, Refusal):
            return refusal_page(request, error)
        if isinstance(error, OperationalError):
            return unavailable(request)
        return None


def undo() -> None:
    """Mark the request's transaction, if there is one, to be rolled back."""
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says why not, in the person's language, with the status code of the refusal."""
    if request.path.startswith("/api/"):
        return JsonResponse(problem_of(refusal), status=refusal.status, content_type=PROBLEM)
    return render(request, "base/refusal.html", {"refusal": refusal}, status=refusal.status)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, as a page or a problem document: the database did not answer in time; nothing was changed."""
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(problem_of(Unavailable()), status=503, content_type=PROBLEM)
    else:
        response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = "5"
    return response


def problem_of(refusal: Refusal) -> dict[str, Any]:
    """The refusal as a problem document (RFC 9457)."""
    document = {
        "type": f"urn:polact:{refusal.code}",
        "title": refusal.code,
        "status": refusal.status,
        "detail": str(refusal.message),
        **refusal.facts,
    }
    if refusal.field:
        document["errors"] = {refusal.field: [str(refusal.message)]}
    return document


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's exception handler: every error leaves the API as a problem document."""
    if isinstance(error, Refusal):
        undo()
        return Response(problem_of(error), status=error.status, content_type=PROBLEM)
    response = exception_handler(error, context)
    if response is None:
        return None
    undo()
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": getattr(error, "default_code", "error"),
        "status": response.status_code,
    }
    if isinstance(error, drf.ValidationError):
        document |= {"title": "invalid", "detail": _("Some of what was sent is not valid."), "errors": response.data}
    elif isinstance(error, Http404):
        document |= {"title": "not-found", "detail": _("Not found.")}
    else:
        document["detail"] = str(response.data.get("detail", "")) if isinstance(response.data, dict) else ""
    response.data = document
    response.content_type = PROBLEM
    return response


class FormPage(View, ABC):
    """A page with one form and one deed. Bad input is shown again with its errors; a refusal stands beside the field."""

    form_class: type[Form]
    template_name: str

    def form(self, data: Any = None) -> Form:
        """The form, bound to `data` when there is some."""
        return self.form_class(data) if data is not None else self.form_class(initial=self.initial())

    def initial(self) -> dict[str, Any]:
        return {}

    def context(self) -> dict[str, Any]:
        """What the template needs beside the form."""
        return {}

    @abstractmethod
    def deed(self, form: Form) -> HttpResponse:
        """The one domain call, and the answer to its success."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if request.is_language_switch:  # type: ignore[attr-defined]
            form._errors = ErrorDict()  # type: ignore[attr-defined]  # as typed, not judged: the person only asked for the other language
            return self.show(form)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            with transaction.atomic():
                return self.deed(form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
            return self.show(form, status=refusal.status, refusal=refusal)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form, **self.context(), **extra}, status=status)

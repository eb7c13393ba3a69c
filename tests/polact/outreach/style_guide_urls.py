"""The addresses of the product with the style guide, and pages that fail, for tests."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from polact.outreach import urls as outreach
from polact.urls import urlpatterns as product


def fails(request: HttpRequest, how: str) -> HttpResponse:
    raise {"400": BadRequest, "403": PermissionDenied, "500": ZeroDivisionError}[how]


urlpatterns = [
    *product,
    *i18n_patterns(path("", include((outreach.style_guide, "style_guide"))), path("fails/<how>/", fails)),
]

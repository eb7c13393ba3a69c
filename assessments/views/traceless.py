"""What the pages of anonymous people share: no cookie, no session, nothing kept by browsers or on the way."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

COMING_BACK = "coming-back"  # the rate at which strangers may save, try a code and give feedback


@method_decorator(csrf_exempt, name="dispatch")  # a token would need a cookie, and nothing is done in anybody's name
class Traceless(View):
    """A view that answers without leaving anything behind on the way."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

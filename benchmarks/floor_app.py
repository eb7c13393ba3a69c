"""The bare Django that is measured beside the product: one view, no middleware, hand-written SQL, JSON."""

import json
import os
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchmarks import floor_sql

settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY=os.urandom(16).hex())

_local = threading.local()


def serve(request: HttpRequest, workload: str) -> HttpResponse:
    """Run the workload with what the body (JSON) gives, on this thread's own connection."""
    if not hasattr(_local, "connection"):
        _local.connection = floor_sql.connect(os.environ["FLOOR_URL"])
    given = json.loads(request.body) if request.body else request.GET.dict()
    found = floor_sql.WORKLOADS[workload](_local.connection, **given)
    return HttpResponse(json.dumps(found, default=str), content_type="application/json")


urlpatterns = [path("<slug:workload>", serve)]
application = get_wsgi_application()

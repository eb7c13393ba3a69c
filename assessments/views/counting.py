"""Where the page with scripts says that a result was shown: its group, the result and the language, nothing more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assessments.plain_json import read_flat
from assessments.tally import Bucket, count_result

LENGTH = 128  # bytes: every body is as long as every other, filled up with blanks
FIELDS = {"group", "result", "language"}
BUCKET = Bucket(rate=50, most=200)


@csrf_exempt
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Count one result. No cookie is read or set and nothing identifies the caller, so no token is asked for.

    204 when it is counted; 400 for anything else than three known codes in a body of exactly LENGTH bytes; 429 when all
    callers together are too many.
    """
    told: Any = read_flat(request.body) if len(request.body) == LENGTH else None
    if not BUCKET.take():
        status = 429
    elif told is None or set(told) != FIELDS or not count_result(**told):
        status = 400
    else:
        status = 204
    return HttpResponse(status=status, headers={"Cache-Control": "no-store"})

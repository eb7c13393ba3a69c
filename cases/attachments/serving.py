"""A file on its way to a browser: to be kept, never shown, and powerless should it be shown after all."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SANDBOX = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store, private",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Download-Options": "noopen",
}


def as_download(name: str, media_type: str, content: bytes) -> HttpResponse:
    """The bytes under their name (RFC 6266: in ASCII, and in UTF-8 where it needs more)."""
    response = HttpResponse(content, content_type=media_type, headers=SANDBOX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response

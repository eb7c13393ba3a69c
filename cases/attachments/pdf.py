"""PDF: refused when it is locked, damaged, or carries something that acts by itself or another file."""

import io
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from cases.attachments.problems import NotTaken

MOST_OBJECTS = 200_000
ACTS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
"""Kinds of actions (`/S`) that do something else than leading to a place in this document or to a web address."""
CARRIES = frozenset({"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia", "/RichMediaContent"})
SHOWS = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})


def check_pdf(content: bytes) -> None:
    """Raises NotTaken for a PDF that is locked or damaged, that has JavaScript, actions on opening or otherwise
    by themselves, programs to start, other files, or XFA forms, and for one with something behind its end."""
    if content[content.rfind(b"%%EOF") + 5 :].strip(b" \t\r\n\x00") or b"%%EOF" not in content:
        raise NotTaken(_damaged())
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if document.is_encrypted:
                raise NotTaken(_locked())
            _check(document)
    except pikepdf.PasswordError:
        raise NotTaken(_locked()) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, RecursionError):
        raise NotTaken(_damaged()) from None


def _check(document: pikepdf.Pdf) -> None:
    if not document.pages or len(document.objects) > MOST_OBJECTS:
        raise NotTaken(_damaged())
    opening = document.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise NotTaken(_acts())
    if any(_is_active(entry) for found in document.objects for entry in _dictionaries(found)):
        raise NotTaken(_acts())


def _dictionaries(found: Any) -> list[Any]:
    """The dictionaries of an object: itself, and those written directly in it."""
    dictionaries, waiting = [], [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Stream):
            part = part.stream_dict
        if isinstance(part, pikepdf.Dictionary):
            dictionaries.append(part)
            waiting.extend(value for value in part.values() if _is_direct(value))
        elif isinstance(part, pikepdf.Array):
            waiting.extend(value for value in part if _is_direct(value))
    return dictionaries


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_active(entry: Any) -> bool:
    keys = set(entry.keys())
    kind = str(entry.get("/S", "")) if "/S" in keys else ""
    shown = str(entry.get("/Subtype", "")) if "/Subtype" in keys else ""
    return bool(keys & CARRIES) or kind in ACTS or shown in SHOWS or str(entry.get("/Type", "")) == "/EmbeddedFile"


def _locked() -> str:
    return _("The PDF is locked. Save it without a password.")


def _acts() -> str:
    return _(
        "The PDF carries a program, a form that acts by itself, or another file. Print it to a PDF and send that one."
    )


def _damaged() -> str:
    return _("The PDF is damaged. Print it to a PDF and send that one.")

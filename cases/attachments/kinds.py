"""Which kinds of files are taken in, and whether one is what it says: extension, declared type and content must agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import puremagic
from django.utils.translation import gettext as _

from cases.attachments.images import clean_jpeg, clean_png
from cases.attachments.limits import LARGEST_FILE, MEGABYTE
from cases.attachments.names import extension_of, safe_name
from cases.attachments.office import check_office
from cases.attachments.pdf import check_pdf
from cases.attachments.problems import NotTaken

UNSAID = frozenset({"", "application/octet-stream"})
"""What browsers declare when they do not know a type."""
MARKUP = re.compile(
    rb"\s*(?:<!--.{0,4000}?-->\s*)*<(?:!doctype|html|head|body|script|svg|\?xml|iframe|meta)", re.IGNORECASE | re.DOTALL
)
END_OF_ZIP = b"PK\x05\x06"
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, its extensions, how it begins, and what makes of the bytes what is kept.

    `keep` raises NotTaken for what is not taken in. `guesses` are the extensions under which puremagic knows it.
    """

    media_type: str
    extensions: frozenset[str]
    begins: bytes
    keep: Callable[[bytes], bytes]
    guesses: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Taken:
    """A file as it is kept: safe name, media type by content, bytes."""

    name: str
    media_type: str
    content: bytes


def take_in(*, name: str, declared: str, content: bytes) -> Taken:
    """The file as it will be kept. Raises NotTaken: too large, empty, of no kind that is taken in, not what it says,
    or with something in it that acts by itself."""
    if len(content) > LARGEST_FILE:
        raise NotTaken(too_large())
    if not content:
        raise NotTaken(_("The file is empty."))
    kept_name = safe_name(name)
    kind = next((kind for kind in KINDS if extension_of(kept_name) in kind.extensions), None)
    if kind is None:
        raise NotTaken(not_of_a_kind())
    _check_agreement(kind, declared, content)
    kept = kind.keep(content)
    return Taken(kept_name, kind.media_type, kept)


def too_large() -> str:
    return _("The file is larger than %(most)s MB. Make it smaller, or send its parts one by one.") % {
        "most": LARGEST_FILE // MEGABYTE
    }


def not_of_a_kind() -> str:
    return _("Files of this kind are not taken. Send a PDF, a picture (PNG, JPEG), a text, or a DOCX, XLSX or ODT.")


def _check_agreement(kind: Kind, declared: str, content: bytes) -> None:
    said = declared.partition(";")[0].strip().lower()
    agrees = said in UNSAID or said == kind.media_type or said in kind.aliases
    if not agrees or not content.startswith(kind.begins) or not _guess_agrees(kind, content):
        raise NotTaken(_("The file is not what its name says. Save it again in its own program and choose it anew."))


def _guess_agrees(kind: Kind, content: bytes) -> bool:
    """Whether nothing else is known to look like these bytes. Plain text looks like nothing."""
    if not kind.guesses:
        return True
    try:
        guesses = puremagic.magic_string(content[: MEGABYTE // 4])
    except puremagic.PureError:
        return False
    return any(guess.extension.lstrip(".") in kind.guesses for guess in guesses)


def _keep_text(content: bytes) -> bytes:
    """UTF-8 without NUL that is no page and no picture in disguise."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotTaken(_("The text is not in UTF-8. Save it as “UTF-8” or as a PDF.")) from None
    if any(character < " " and character not in "\t\n\r\f" for character in text) or MARKUP.match(
        content.lstrip(b"\xef\xbb\xbf")
    ):
        raise NotTaken(_("This is not plain text."))
    return content


def _keep_pdf(content: bytes) -> bytes:
    _refuse_second_face(content)
    check_pdf(content)
    return content


def _refuse_second_face(content: bytes) -> None:
    """A file that is at the same time an archive is two files, of which one is hidden."""
    if END_OF_ZIP in content[-70_000:]:
        raise NotTaken(_("There is a second file hidden in this one."))


def _office(part: str) -> Callable[[bytes], bytes]:
    def keep(content: bytes) -> bytes:
        check_office(content, part)
        return content

    return keep


def _picture(clean: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def keep(content: bytes) -> bytes:
        cleaned = clean(content)
        _refuse_second_face(cleaned)
        return cleaned

    return keep


ZIP = b"PK\x03\x04"
LIKE_ZIP = frozenset({"zip", "docx", "xlsx", "odt", "pptx"})

KINDS = (
    Kind("application/pdf", frozenset({"pdf"}), b"%PDF-", _keep_pdf, frozenset({"pdf"})),
    Kind("image/png", frozenset({"png"}), b"\x89PNG\r\n\x1a\n", _picture(clean_png), frozenset({"png"})),
    Kind(
        "image/jpeg",
        frozenset({"jpg", "jpeg"}),
        b"\xff\xd8\xff",
        _picture(clean_jpeg),
        frozenset({"jpg", "jpeg", "jfif"}),
        frozenset({"image/pjpeg"}),
    ),
    Kind("text/plain", frozenset({"txt"}), b"", _keep_text),
    Kind(f"{OFFICE}wordprocessingml.document", frozenset({"docx"}), ZIP, _office("word/document.xml"), LIKE_ZIP),
    Kind(f"{OFFICE}spreadsheetml.sheet", frozenset({"xlsx"}), ZIP, _office("xl/workbook.xml"), LIKE_ZIP),
    Kind("application/vnd.oasis.opendocument.text", frozenset({"odt"}), ZIP, _office("content.xml"), LIKE_ZIP),
)
ACCEPT = ",".join(f".{extension}" for kind in KINDS for extension in sorted(kind.extensions))
"""For the `accept` attribute of a file field."""

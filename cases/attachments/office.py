"""DOCX, XLSX and ODT: archives of parts. Refused: macros, active parts, what is not such a document, and bombs."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from cases.attachments.limits import MEGABYTE
from cases.attachments.problems import NotTaken

MOST_ENTRIES = 2000
MOST_UNPACKED = 100 * MEGABYTE
MOST_RATIO = 200
"""How many times larger a part may become: the XML of these documents reaches some twenty."""
SMALL_PART = MEGABYTE
LARGEST_READ = 2 * MEGABYTE

UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
"""What the library raises for archives that it cannot read: damaged, locked (RuntimeError), packed in a way that it does not
know (NotImplementedError). Such a document is refused, never taken unexamined."""

OOXML = frozenset({"[content_types].xml", "_rels/.rels"})
ACTIVE = ("vbaproject", "vbadata", "activex/", "basic/", "scripts/", "oleobject", "customui/")
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def check_office(content: bytes, part: str) -> None:
    """`part` is the one that makes the document. Raises NotTaken for anything else than such a document, for macros
    and active parts, for locked ones, and for archives that unpack to more than they should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_size(entries)
            names = _check_names(entries, content)
            _check_parts(archive, names, part)
    except UNREADABLE:
        raise NotTaken(_("The document is damaged, or locked with a password.")) from None


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swells = any(
        entry.file_size > SMALL_PART and entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells:
        raise NotTaken(_("The document unpacks to far more than a document needs."))


def _check_names(entries: list[zipfile.ZipInfo], content: bytes) -> dict[str, str]:
    """The names of the parts, by their name in small letters."""
    names = {entry.filename.lower(): entry.filename for entry in entries}
    locked = any(entry.flag_bits & 0x1 for entry in entries)
    climbs = any(".." in name.split("/") or name.startswith("/") or "\\" in name for name in names)
    hidden = min((entry.header_offset for entry in entries), default=1) != 0 or _trails(content)
    if locked or climbs or hidden or len(names) != len(entries):
        raise NotTaken(_("The document is damaged, or locked with a password."))
    return names


def _trails(content: bytes) -> bool:
    """Whether something follows the end of the archive: 22 bytes and the comment that they announce."""
    end = content.rfind(b"PK\x05\x06")
    return end < 0 or len(content) != end + 22 + int.from_bytes(content[end + 20 : end + 22], "little")


def _check_parts(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> None:
    if any(word in name for name in names for word in ACTIVE):
        raise NotTaken(_active())
    is_odt = part == "content.xml"
    required = {"mimetype", part} if is_odt else {*OOXML, part}
    if not required <= names.keys():
        raise NotTaken(_("This is an archive, but not a document of the kind that its name says."))
    if is_odt:
        if _read(archive, names["mimetype"]).strip() != ODT_TYPE:
            raise NotTaken(_("This is an archive, but not a document of the kind that its name says."))
        return
    if b"macroenabled" in _read(archive, names["[content_types].xml"]).lower():
        raise NotTaken(_active())
    template = names.get("word/_rels/settings.xml.rels")
    if template and b"attachedtemplate" in _read(archive, template).lower():
        raise NotTaken(_("The document loads a template from elsewhere. Save it without one, or as a PDF."))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LARGEST_READ)


def _active() -> str:
    return _("The document carries macros or other active parts. Save it without them, or as a PDF.")

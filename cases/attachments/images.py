"""Pictures without what they tell of themselves: place, time, camera, comments. The picture itself is not touched.

Nothing is encoded anew: whole segments are left out, and what comes after the end of the picture too. How a photograph
is to be turned is kept, as the only entry of a new EXIF block.
"""

import struct
import zlib

from django.utils.translation import gettext as _

from cases.attachments.problems import NotTaken

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
EXIF = b"Exif\x00\x00"
ORIENTATION = 0x0112
STANDING_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
APP0, APP1, APP2, APP14, COMMENT, START_OF_SCAN, END = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE, 0xDA, 0xD9


def clean_png(content: bytes) -> bytes:
    """The chunks that draw the picture. Raises NotTaken when the file is damaged."""
    kept, at = [PNG_START], len(PNG_START)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != struct.unpack_from(">I", content, end - 4)[0]:
            break
        if name in PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise NotTaken(_damaged())


def clean_jpeg(content: bytes) -> bytes:
    """The segments that draw the picture. Raises NotTaken when the file is damaged."""
    try:
        return _segments(content)
    except (IndexError, struct.error):
        raise NotTaken(_damaged()) from None


def _segments(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while True:
        if content[at] != 0xFF:
            raise NotTaken(_damaged())
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif marker == END:
            return b"".join([*kept, b"\xff\xd9"])
        elif marker in STANDING_ALONE:
            kept.append(content[at : at + 2])
            at += 2
        else:
            end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
            if end > len(content) or end < at + 4:
                raise NotTaken(_damaged())
            end = _end_of_scan(content, end) if marker == START_OF_SCAN else end
            kept.append(_kept(marker, content[at:end]))
            at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the compressed picture that begins at `at` ends: before the next marker that is neither filler nor restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotTaken(_damaged())
        following = content[at + 1]
        if following != 0 and following != 0xFF and not 0xD0 <= following <= 0xD7:
            return at
        at += 1 if following == 0xFF else 2


def _kept(marker: int, segment: bytes) -> bytes:
    """The segment, what is left of it, or nothing."""
    is_profile = marker == APP2 and segment[4:].startswith(b"ICC_PROFILE\x00")
    if marker in {APP0, APP14} or is_profile:
        return segment
    if marker == APP1 and segment[4:].startswith(EXIF):
        turned = _orientation(segment[4 + len(EXIF) :])
        return _only_orientation(turned) if turned > 1 else b""
    return b"" if marker == COMMENT or APP0 <= marker <= 0xEF else segment


def _orientation(tiff: bytes) -> int:
    """How the photograph is to be turned: 1 (not at all) to 8; 1 where it cannot be told."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _only_orientation(turned: int) -> bytes:
    tiff = b"MM\x00*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0) + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(EXIF) + len(tiff)) + EXIF + tiff


def _damaged() -> str:
    return _("The picture is damaged or not complete.")

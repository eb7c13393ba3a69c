"""Files for the tests: honest ones, and those that somebody made to do harm. Nothing here is a real document."""

import io
import struct
import zipfile
import zlib

import pikepdf

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(change=None) -> bytes:
    """A PDF of one empty page; `change` does something to it before it is saved."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    if change:
        change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    kept = io.BytesIO()
    document.save(kept, encryption=pikepdf.Encryption(owner="x", user=""))
    return kept.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*more: bytes, after: bytes = b"") -> bytes:
    """A picture of one grey pixel, with these chunks more."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
        + after
    )


def exif(turned: int, place: bytes = b"45.4215 N 75.6972 W") -> bytes:
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0) + bytes(4) + place
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes, after: bytes = b"") -> bytes:
    """The frame of a JPEG, with these segments more; enough for whoever reads segments, not for whoever draws."""
    jfif = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    table = b"\xff\xdb\x00\x43\0" + bytes([1] * 64)
    frame = b"\xff\xc0\x00\x0b\x08\0\x01\0\x01\x01\x01\x11\0"
    huffman = b"\xff\xc4\x00\x14\0" + bytes([1] + [0] * 15) + b"\0"
    scan = b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + jfif + b"".join(segments) + table + frame + huffman + scan + b"\xff\xd9" + after


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


DOCX_PARTS = {
    "[Content_Types].xml": b"<Types><Override ContentType='application/x.document.main+xml'/></Types>",
    "_rels/.rels": b"<Relationships/>",
    "word/document.xml": b"<w:document/>",
}


def docx(**more: bytes) -> bytes:
    return archive({**DOCX_PARTS, **more})


def xlsx() -> bytes:
    parts = {name: content for name, content in DOCX_PARTS.items() if not name.startswith("word")}
    return archive({**parts, "xl/workbook.xml": b"<workbook/>"})


def odt() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        file.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", b"<office:document-content/>", zipfile.ZIP_DEFLATED)
    return kept.getvalue()

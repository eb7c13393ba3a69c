"""What is taken in: honest files of the kinds on the list, and nothing that acts, hides or pretends."""

import io
import struct
import zipfile

import pikepdf
import pytest

from cases.attachments.kinds import take_in
from cases.attachments.limits import LARGEST_FILE
from cases.attachments.names import safe_name
from cases.attachments.office import check_office
from cases.attachments.problems import NotTaken
from cases.attachments.serving import as_download
from tests.cases.attachments import files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HONEST = {
    "plan.pdf": (files.pdf(), "application/pdf"),
    "sign.png": (files.png(), "image/png"),
    "lawn.jpg": (files.jpeg(), "image/jpeg"),
    "lawn.jpeg": (files.jpeg(), "image/jpeg"),
    "notes.txt": ("Une pancarte sur ma pelouse, l’été.\n".encode(), "text/plain"),
    "duties.docx": (files.docx(), WORD),
    "weeks.xlsx": (files.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "letter.odt": (files.odt(), "application/vnd.oasis.opendocument.text"),
}


@pytest.mark.parametrize("value", [0x00, 0x55, 0xFF])
def test_document_with_one_wrong_byte_is_taken_or_refused_but_never_an_error(value: int) -> None:
    honest, refused = files.docx(), 0
    for place in range(len(honest)):
        damaged = bytearray(honest)
        damaged[place] = value
        try:
            check_office(bytes(damaged), "word/document.xml")
        except NotTaken:
            refused += 1
    assert 0 < refused < len(honest)


@pytest.mark.parametrize("name", HONEST)
@pytest.mark.parametrize("said", ["right", "nothing", "octets"])
def test_takes_honest_files(name, said):
    content, media_type = HONEST[name]
    declared = {"right": f"{media_type}; charset=utf-8", "nothing": "", "octets": "application/octet-stream"}[said]
    taken = take_in(name=name.upper() if said == "octets" else name, declared=declared, content=content)
    assert taken.media_type == media_type
    assert taken.content == content


def action(kind, **more):
    return lambda document: document.Root.__setitem__(
        "/OpenAction", pikepdf.Dictionary({"/S": pikepdf.Name(kind), **more})
    )


def in_page(key, value):
    return lambda document: document.pages[0].obj.__setitem__(key, value)


def with_a_file(document):
    document.attachments["inner.txt"] = b"x"


def with_a_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array([]))


def with_launch(document):
    act = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.Launch, F=pikepdf.String("cmd"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=act)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
HOSTILE = {
    "javascript": ("x.pdf", files.pdf(action("/JavaScript", **{"/JS": pikepdf.String("app.alert(1)")}))),
    "launch": ("x.pdf", files.pdf(with_launch)),
    "submits": ("x.pdf", files.pdf(action("/SubmitForm"))),
    "opens-a-site": ("x.pdf", files.pdf(action("/URI", **{"/URI": pikepdf.String("https://x.example")}))),
    "additional-actions": ("x.pdf", files.pdf(in_page("/AA", pikepdf.Dictionary()))),
    "embedded-file": ("x.pdf", files.pdf(with_a_file)),
    "xfa": ("x.pdf", files.pdf(with_a_form)),
    "locked": ("x.pdf", files.locked_pdf()),
    "no-pdf": ("x.pdf", b"%PDF-1.7\nnothing\n%%EOF\n"),
    "pdf-and-html": ("x.pdf", files.pdf() + HTML),
    "html-then-pdf": ("x.pdf", HTML + files.pdf()),
    "pdf-and-zip": ("x.pdf", files.pdf() + files.docx()),
    "pdf-and-zip-with-an-end": ("x.pdf", files.pdf() + files.docx() + b"%%EOF"),
    "zip-then-pdf": ("x.docx", files.docx() + files.pdf()),
    "pdf-called-docx": ("x.docx", files.pdf()),
    "html-called-png": ("x.png", HTML),
    "html-called-text": ("x.txt", HTML),
    "html-behind-blanks": ("x.txt", b"\n\n  <!-- a -->" + HTML),
    "svg": ("x.svg", b"<svg onload='alert(1)'/>"),
    "svg-called-png": ("x.png", b"<svg onload='alert(1)'/>"),
    "svg-called-text": ("x.txt", b"\xef\xbb\xbf<svg onload='alert(1)'/>"),
    "double-extension": ("x.pdf.html", files.pdf()),
    "program": ("x.exe", b"MZ"),
    "no-extension": ("x", files.pdf()),
    "nul": ("x.txt", b"a\0b"),
    "latin-1": ("x.txt", "é".encode("latin-1")),
    "escape-sequences": ("x.txt", b"\x1b]2;x\x07"),
    "empty": ("x.txt", b""),
    "broken-png": ("x.png", files.png()[:-20]),
    "broken-jpeg": ("x.jpg", files.jpeg()[:-9]),
    "macros": ("x.docx", files.docx(**{"word/vbaProject.bin": b"x"})),
    "macro-type": ("x.docx", files.docx(**{"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled"})),
    "active-part": ("x.docx", files.docx(**{"word/activeX/activeX1.xml": b"x"})),
    "template-elsewhere": ("x.docx", files.docx(**{"word/_rels/settings.xml.rels": b"<R Type='x/attachedTemplate'/>"})),
    "odt-macros": ("x.odt", files.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"", "Basic/x": b""})),
    "odt-of-another-kind": ("x.odt", files.archive({"mimetype": b"application/java-archive", "content.xml": b""})),
    "plain-zip": ("x.docx", files.archive({"a": b"b"})),
    "xlsx-called-docx": ("x.docx", files.xlsx()),
    "climbing": ("x.docx", files.docx(**{"../../etc/passwd": b"x"})),
    "bomb": ("x.docx", files.docx(**{"word/media/a": b"\0" * 30_000_000})),
    "bomb-of-entries": ("x.docx", files.docx(**{f"word/{n}": b"" for n in range(2001)})),
    "too-large": ("x.txt", b"a" * (LARGEST_FILE + 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_refuses_hostile_files(case):
    name, content = HOSTILE[case]
    with pytest.raises(NotTaken) as refused:
        take_in(name=name, declared="", content=content)
    assert refused.value.field == "file"
    assert str(refused.value.message).endswith(".")


@pytest.mark.parametrize("declared", ["text/html", "image/svg+xml", "application/pdf", "image/jpeg", "x"])
def test_refuses_forged_type(declared):
    with pytest.raises(NotTaken):
        take_in(name="x.png", declared=declared, content=files.png())


def test_overlapping_and_locked_archives_are_refused():
    content = bytearray(files.docx())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        assert archive.testzip() is None
    content[content.index(b"PK\x01\x02") + 8] |= 1  # says that it is locked
    with pytest.raises(NotTaken):
        take_in(name="x.docx", declared="", content=bytes(content))


def test_pdf_may_open_at_a_page():
    def at_first_page(document):
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert take_in(name="x.pdf", declared="", content=files.pdf(at_first_page)).media_type == "application/pdf"


def test_takes_place_and_time_out_of_pictures():
    told = files.chunk(b"tEXt", b"Author\0Emma") + files.chunk(b"eXIf", b"II*\0 45.4 N")
    assert take_in(name="x.png", declared="", content=files.png(told, after=HTML)).content == files.png()
    comment = b"\xff\xfe\x00\x06Emma"
    cleaned = take_in(name="x.jpg", declared="", content=files.jpeg(files.exif(1), comment, after=HTML)).content
    assert cleaned == files.jpeg()


def test_keeps_how_a_photograph_is_turned():
    cleaned = take_in(name="x.jpg", declared="", content=files.jpeg(files.exif(6))).content
    assert b"45.4215" not in cleaned
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in cleaned
    assert take_in(name="x.jpg", declared="", content=cleaned).content == cleaned


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\emma\\plan.pdf", "plan.pdf"),
        ("re\u202efdp.exe.txt", "refdp.exe.txt"),
        ("a\0b\r\nc.pdf", "ab c.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ("..hidden.pdf", "hidden.pdf"),
        ("<script>alert(1)<img src=x>.png", "_script_alert(1)_img src=x_.png"),
        ("", "file"),
        ("..", "file"),
        ("a/", "file"),
    ],
)
def test_keeps_names_safely(given, kept):
    assert safe_name(given) == kept


def test_keeps_the_extension_of_a_long_name():
    assert safe_name("x" * 400 + ".pdf") == "x" * 146 + ".pdf"


def test_download_name_follows_rfc_6266_and_can_add_no_header():
    response = as_download('l’été "x".pdf', "application/pdf", b"x")
    assert (
        response.headers["Content-Disposition"] == "attachment; filename*=utf-8''l%E2%80%99%C3%A9t%C3%A9%20%22x%22.pdf"
    )
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"

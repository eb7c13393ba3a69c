"""What a machine can check of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), read back with pikepdf. No validator is packaged."""

import itertools
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def faults(document: bytes, language: str) -> list[str]:
    """Return what is missing from an accessible document in `language`, in sentences; empty when nothing is."""
    with pikepdf.open(BytesIO(document)) as pdf:
        return [*_of_the_whole(pdf, language), *_of_pages(pdf), *_of_headings(pdf), *_of_tables(pdf), *_of_fonts(pdf)]


def _of_the_whole(pdf: pikepdf.Pdf, language: str) -> Iterator[str]:
    root = pdf.Root
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "no structure tree"
    if not str(root.get("/Lang", "")).startswith(language):
        yield f"language is {root.get('/Lang')}, not {language}"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the title is not shown"
    with pdf.open_metadata() as told:
        if not told.get("dc:title"):
            yield "no title"
        if told.get("pdfuaid:part") != "1":
            yield "does not say that it is PDF/UA-1"
        if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("2", "A"):
            yield "does not say that it is PDF/A-2a"
    if "/Names" in root and ("/JavaScript" in root.Names or "/EmbeddedFiles" in root.Names):
        yield "carries scripts or files"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") not in (None, pikepdf.Name.S):
            yield f"page {number}: tab order is not that of the structure"
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"') and not depth:
                yield f"page {number}: text {operands!r} is neither tagged nor an artifact"


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.get("/K")]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, pikepdf.Array):
            waiting = [*node, *waiting]
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            waiting = [node.get("/K"), *waiting]


def _of_headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [HEADINGS.index(str(node.S)) + 1 for node in elements(pdf) if str(node.S) in HEADINGS]
    if not levels or levels[0] != 1:
        yield "does not begin with a first heading"
    for before, after in itertools.pairwise(levels):
        if after > before + 1:
            yield f"a heading {after} follows a heading {before}"


def _of_tables(pdf: pikepdf.Pdf) -> Iterator[str]:
    for node in elements(pdf):
        if str(node.S) == "/Table" and not any(str(cell.S) == "/TH" for cell in _below(node)):
            yield "a table without header cells"


def _below(node: Any) -> Iterator[Any]:
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _below(child)


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            if "/ToUnicode" not in font:
                yield f"the font {font.get('/BaseFont')} cannot be read as text"
            for part in font.get("/DescendantFonts", []):
                descriptor = part.get("/FontDescriptor", {})
                if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                    yield f"the font {font.get('/BaseFont')} is not embedded"

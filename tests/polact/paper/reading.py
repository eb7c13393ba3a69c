"""Reads a tagged PDF as a screen reader does: along the structure tree, each piece of marked content by its fonts' ToUnicode."""

import re
from io import BytesIO
from typing import Any

import pikepdf

BLOCKS = {"/P", "/H1", "/H2", "/H3", "/H4", "/LI", "/LBody", "/TD", "/TH", "/TR", "/Title", "/Caption", "/Div"}


def title_of(document: bytes) -> str:
    """The title of the file, and what else its metadata says."""
    with pikepdf.open(BytesIO(document)) as pdf, pdf.open_metadata() as told:
        return f"{told.get('dc:title')} {told.get('dc:creator')} {pdf.docinfo}"


def words_of(document: bytes) -> str:
    """All text that has a place in the structure, in its order; labels of lists (bullets) and artifacts left out."""
    with pikepdf.open(BytesIO(document)) as pdf:
        marked = {page.objgen: _marked_content(page) for page in pdf.pages}
        found: list[str] = []
        _read(pdf.Root.StructTreeRoot.get("/K"), None, marked, found)
    return "".join(found)


def _read(node: Any, page: Any, marked: dict[Any, dict[int, str]], found: list[str]) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _read(child, page, marked, found)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if node.get("/S") == "/Lbl":
            return
        if "/MCID" in node:
            found.append(marked[page.objgen].get(int(node.MCID), ""))
            return
        if str(node.get("/S")) in BLOCKS:
            found.append("\n")
        _read(node.get("/K"), page, marked, found)
        if str(node.get("/S")) in BLOCKS:
            found.append("\n")
    elif node is not None:
        found.append(marked[page.objgen].get(int(node), ""))


def _marked_content(page: pikepdf.Page) -> dict[int, str]:
    """Text by the number that marks it."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    text: dict[int, str] = {}
    letters: dict[int, str] = {}
    stack: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            told = operands[1] if name == "BDC" else {}
            stack.append(int(told["/MCID"]) if isinstance(told, pikepdf.Dictionary) and "/MCID" in told else None)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            mark = next((one for one in reversed(stack) if one is not None), None)
            pieces = operands[0] if name == "TJ" else [operands[0]]
            if mark is not None:
                text[mark] = text.get(mark, "") + "".join(
                    _decoded(bytes(piece), letters) for piece in pieces if isinstance(piece, pikepdf.String)
                )
    return text


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[int, str]:
    """The font's ToUnicode table."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = int.from_bytes(bytes.fromhex(text), "big")
            found |= {code: chr(first + code - int(low, 16)) for code in range(int(low, 16), int(high, 16) + 1)}
    return found

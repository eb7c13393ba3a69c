"""Writes a tagged PDF: PDF/UA-1, so that everybody can read it, and PDF/A-2a, so that it can be read in fifty years.

Made in memory by typst from a template of ours and data. Nothing is written to disk, no font is looked for on the
machine, nothing is fetched, and no clock is read: the same data gives the same bytes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

CONTENT_TYPE = "application/pdf"
STANDARDS = ["ua-1", "a-2a"]
_LAYOUT = Path(__file__).parent / "layout.typ"


def make_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Return the document that a template makes of data.

    The template imports `paper` from `layout.typ` and takes its data from `json(bytes(sys.inputs.data))`. `data` must hold
    `title`, `lang` ("en" or "fr"), `date` (YYYY-MM-DD, the day it is made or speaks of) and `footer` (words before the
    page number); what else, the template says.
    Raises typst.TypstError for a fault of the template, or for a document that would not be accessible.
    """
    sources = {"main.typ": template.read_bytes(), "layout.typ": _LAYOUT.read_bytes()}
    made: bytes = typst.compile(  # type: ignore[call-overload]  # files by name are missing from its stub
        sources,
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    return made

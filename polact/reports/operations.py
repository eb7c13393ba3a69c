"""Taking a report out of the system: counted, written, and noted in the trail."""

import json
from datetime import datetime
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import NotPermitted
from polact.base.text import both_languages
from polact.reports.documents import csv_file, json_document
from polact.reports.permissions import may_read_reports, reading_role
from polact.reports.report import Choices, Report

Format = Literal["csv", "json"]
CONTENT_TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@transaction.atomic
def export_report(
    *, report: Report, choices: Choices, written_as: Format, exported_by: Person | None, at: datetime
) -> bytes:
    """Count, write the file in the current language, and note in the trail who took out what.

    Takes checked choices; `exported_by` None is the system (a command). Raises NotPermitted for anybody who may not
    read reports. Returns the bytes of the file.
    """
    if exported_by is not None and not may_read_reports(exported_by):
        raise NotPermitted()
    rows = report.rows(exported_by, choices.chosen, report.dimensions)
    record(
        verb=Verb.REPORT_EXPORTED,
        subject=stream_of(report),
        actor=exported_by,
        role=reading_role(exported_by) if exported_by else "SYSTEM",
        at=at,
        facts={
            "report": both_languages(report.title),
            "format": written_as,
            "filters": dict(choices.chosen),
            "rows": len(rows),
            "definition_hash": report.definition_hash,
        },
    )
    if written_as == "csv":
        return csv_file(report, rows)
    return json.dumps(json_document(report, choices, rows, at), ensure_ascii=False).encode()


def stream_of(report: Report) -> UUID:
    """The reference under which the trail keeps a report's exports: always the same for the same report."""
    return uuid5(NAMESPACE_URL, f"urn:polact:report:{report.slug}")

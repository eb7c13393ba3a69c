"""Taking a report out of the system: counted, written, and noted in the trail."""

import json
from datetime import datetime
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import NotPermitted
from polact.base.text import Text, both_languages
from polact.reports import allegations
from polact.reports.documents import csv_file, json_document
from polact.reports.permissions import may_count_allegations, may_read_reports, reading_role
from polact.reports.published import tables_as_csv
from polact.reports.report import Choices, Report

Format = Literal["csv", "json"]
CONTENT_TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


ALLEGATION_TITLE = Text("Allegations in numbers", "Les allégations en chiffres")
ALLEGATION_STREAM = uuid5(NAMESPACE_URL, "urn:polact:report:allegations")


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


@transaction.atomic
def export_allegation_counts(*, exported_by: Person, at: datetime) -> bytes:
    """The counts of allegations as CSV, small ones left empty, noted in the trail. Raises NotPermitted for strangers."""
    if not may_count_allegations(exported_by):
        raise NotPermitted()
    tables = allegations.tables()
    held = (Role.COMMISSION_DECIDER, Role.INVESTIGATOR)
    record(
        verb=Verb.REPORT_EXPORTED,
        subject=ALLEGATION_STREAM,
        actor=exported_by,
        role=next(role for role in held if exported_by.standing.holds(role)),
        at=at,
        facts={
            "report": both_languages(ALLEGATION_TITLE),
            "format": "csv",
            "rows": sum(len(one.rows) for one in tables),
        },
    )
    return tables_as_csv(tables)


def stream_of(report: Report) -> UUID:
    """The reference under which the trail keeps a report's exports: always the same for the same report."""
    return uuid5(NAMESPACE_URL, f"urn:polact:report:{report.slug}")

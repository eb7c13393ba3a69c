"""Row-level security on files and their bytes.

A file that those who answer keep to themselves is no row for the person who asked, and the bytes are none for any
person before they are clean. The system scans, so it reads what waits. What a file is, and to which case it belongs,
cannot be changed by anybody: the application role may update only what is decided about it later.
"""

from django.db import migrations

from polact.base.sql import ME, grant, secure_rows

NOT_KEPT_FROM_ME = f"(not is_internal or c.requester_id is distinct from {ME})"
VISIBLE = f"exists (select from cases_case c where c.id = case_id and {NOT_KEPT_FROM_ME})"
OF_A_DRAFT = (
    f"exists (select from cases_case c where c.id = case_id and c.submitted_at is null and c.requester_id = {ME})"
)
NOT_MINE = f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"
LATER = "state, scanned_at, finding, alarmed_at, is_internal, shared_at, shared_by_id"

READABLE = (
    f"exists (select from cases_attachment a where a.id = attachment_id "
    f"and ({ME} is null or a.state in ('CLEAN', 'NOT_SCANNED')))"
)
MINE = f"exists (select from cases_attachment a where a.id = attachment_id and a.uploaded_by_id = {ME})"
MY_DRAFTS = (
    "exists (select from cases_attachment a join cases_case c on c.id = a.case_id where a.id = attachment_id "
    f"and c.submitted_at is null and c.requester_id = {ME})"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0120_attachments")]
    operations = [
        grant("cases_attachment", f"select, insert, delete, update ({LATER})"),
        grant("cases_attachmentcontent", "select, insert, delete"),
        secure_rows(
            "cases_attachment",
            read=VISIBLE,
            insert=f"uploaded_by_id = {ME} and {VISIBLE}",
            write=NOT_MINE,
            delete=f"uploaded_by_id = {ME} and {OF_A_DRAFT}",
        ),
        secure_rows("cases_attachmentcontent", read=READABLE, insert=MINE, delete=MY_DRAFTS),
    ]

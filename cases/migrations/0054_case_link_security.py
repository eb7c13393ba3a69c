"""A link is seen by whoever sees both cases; of their own requests people see only what concerns them (not `RELATED`)."""

from django.db import migrations

from polact.base.sql import ME, grant, secure_rows


def seen(column: str) -> str:
    return (
        f"exists (select from cases_case c where c.id = {column} "
        f"and ((c.requester_id = {ME}) is not true or kind <> 'RELATED'))"
    )


BOTH = f"{seen('first_id')} and {seen('second_id')}"
MY_DRAFT = (
    f"exists (select from cases_case c where c.id = second_id and c.requester_id = {ME} and c.submitted_at is null)"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0053_case_links")]
    operations = [
        grant("cases_caselink", "select, insert, update (ended_at, ended_by_id), delete"),
        secure_rows(
            "cases_caselink",
            read=BOTH,
            insert=f"linked_by_id = {ME} and {BOTH}",
            write=BOTH,
            delete=MY_DRAFT,
        ),
    ]

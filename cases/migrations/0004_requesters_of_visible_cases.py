"""Whoever may see a case may see who asked, also when that person has no appointment where the case was sent.

Without this, a request sent to another organization than one's own (somebody on assignment, somebody whose
appointment is not on record yet) would be missing from the desk: the join to the requester would drop its row.
"""

from django.db import migrations

from polact.base.sql import statement


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_idempotency_key"), ("access", "0002_row_security")]
    operations = [
        statement(
            "create policy app_read_requester on access_person for select to {app} "
            "using (exists (select from cases_case c where c.requester_id = access_person.id));",
            "drop policy app_read_requester on access_person;",
        ),
    ]

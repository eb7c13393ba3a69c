"""Row-level security of views, alerts and bulk runs: one's own; a shared view also for the organization's representatives."""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows

SYSTEM = f"({ME} is null and {SEES_ALL})"
OWN = f"owner_id = {ME}"
# Shared only with an organization that the owner represents.
SHARED_RIGHTLY = f"(organization_id is null or organization_id = {MY_ORGANIZATIONS})"
OWN_RUN = f"started_by_id = {ME}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0081_search")]
    operations = [
        grant("cases_savedview", "select, insert, update, delete"),
        grant("cases_viewalert", "select, insert, update, delete"),
        grant("cases_bulkrun", "select, insert, update"),
        secure_rows(
            "cases_savedview",
            read=f"{OWN} or organization_id = {MY_ORGANIZATIONS} or {SYSTEM}",
            insert=f"{OWN} and {SHARED_RIGHTLY}",
            write=f"{OWN} and {SHARED_RIGHTLY}",
            delete=OWN,
        ),
        secure_rows("cases_viewalert", read=f"{OWN} or {SYSTEM}", insert=OWN, write=OWN, delete=OWN),
        secure_rows("cases_bulkrun", read=OWN_RUN, insert=OWN_RUN, write=OWN_RUN),
    ]

"""Everybody reads what is published; drafts are seen by those who see all; an office changes by its own people."""

from django.db import migrations

from polact.base.sql import MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

OF_THE_OFFICE = f"organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}"

# A published text stays as it is: not even administrators change it.
ONLY_DRAFTS = (
    f"create policy app_write on outreach_guidanceversion for update to {{app}} "
    f"using (published_at is null and {SEES_ALL}) with check ({SEES_ALL});"
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_guidance_and_offices")]
    operations = [
        grant("outreach_guidancepage", "select, insert, update"),
        grant("outreach_guidanceversion", "select, insert, update"),
        secure_rows(
            "outreach_guidanceversion",
            read=f"published_at is not null or {SEES_ALL}",
            insert=SEES_ALL,
        ),
        statement(ONLY_DRAFTS, "drop policy app_write on outreach_guidanceversion;"),
        grant("outreach_office", "select, insert, update"),
        secure_rows("outreach_office", read="true", insert=OF_THE_OFFICE, write=OF_THE_OFFICE),
    ]

"""An organization's own rules: drafted by its representatives, read by everybody once published, never changed then."""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

OURS = f"(organization_id = {MY_ORGANIZATIONS} or {SEES_ALL})"
A_SECOND_PERSON = (
    f"{OURS} and published_by_id = {ME} and not exists (select from assessments_overlaydraft d "
    "where d.organization_id = assessments_publishedoverlay.organization_id "
    "and assessments_publishedoverlay.published_by_id = any (d.edited_by))"
)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_overlays")]
    operations = [
        grant("assessments_overlaydraft", "select, insert, update"),
        secure_rows("assessments_overlaydraft", read=OURS, insert=OURS, write=OURS),
        grant("assessments_publishedoverlay", "select, insert"),
        secure_rows("assessments_publishedoverlay", read="true", insert=A_SECOND_PERSON),
        statement(
            "alter table assessments_publishedoverlay add constraint overlay_with_its_hash "
            "check (content_hash = encode(sha256(content), 'hex'));"
            "create trigger never_changed before update or delete or truncate on assessments_publishedoverlay "
            "for each statement execute function assessments_refuse();",
            "drop trigger never_changed on assessments_publishedoverlay;"
            "alter table assessments_publishedoverlay drop constraint overlay_with_its_hash;",
        ),
    ]

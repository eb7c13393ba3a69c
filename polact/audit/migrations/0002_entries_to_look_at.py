"""Those who see everything may look at entries, which hold no personal data; payloads stay behind the functions."""

from django.db import migrations, models

from polact.base.sql import SEES_ALL, statement


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_ledger")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.UUIDField(verbose_name="reference")),
                ("seq", models.IntegerField(verbose_name="number")),
                ("body", models.BinaryField()),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
                "db_table": '"audit"."entry"',
                "managed": False,
            },
        ),
        statement(
            f"grant select on audit.entry to {{app}}; create policy app_read on audit.entry for select to {{app}} using ({SEES_ALL});",
            "drop policy app_read on audit.entry;",
        ),
    ]

"""The answers to calls that may be repeated, seen by nobody but their caller.

They replace the column that was to guard submissions alone: one mechanism for every call.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from polact.base.sql import ME, grant, secure_rows


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_row_security_and_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="case", name="case_submitted_once_per_key"),
        migrations.RemoveField(model_name="case", name="submission_key"),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
                ("used_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="idempotency_key_once_per_person")
                ],
            },
        ),
        grant("cases_idempotencykey", "select, insert, delete"),
        secure_rows(
            "cases_idempotencykey", read=f"person_id = {ME}", insert=f"person_id = {ME}", delete=f"person_id = {ME}"
        ),
    ]

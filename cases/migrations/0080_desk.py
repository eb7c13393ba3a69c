import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0040_hierarchy"),
        ("assessments", "0031_assessment_overlay"),
        ("cases", "0071_security_of_recusals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                (
                    "action",
                    models.CharField(
                        choices=[("assign", "Give to somebody"), ("ask", "Ask the same question"), ("close", "Close")],
                        max_length=8,
                    ),
                ),
                ("results", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undo_results", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("query", models.JSONField(default=dict)),
                ("position", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["position", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ViewAlert",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("EACH", "each new request"),
                            ("DAILY", "once a day"),
                            ("THRESHOLD", "when there are many"),
                        ],
                        max_length=10,
                    ),
                ),
                ("threshold", models.PositiveIntegerField(null=True)),
                (
                    "known",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("told_on", models.DateField(null=True)),
                ("is_over", models.BooleanField(default=False)),
                ("checked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="found_by",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("status__in", ("SUBMITTED", "IN_REVIEW", "AWAITING_INFORMATION"))),
                fields=["assigned_to", "due_on", "id"],
                include=("requester", "submitted_at", "status", "organization", "walled_from", "queue"),
                name="case_assigned",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organization", "status", "-id"], name="case_status"),
        ),
        migrations.AddField(
            model_name="bulkrun",
            name="given_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="bulkrun",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="organization",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organization"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="viewalert",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="viewalert",
            name="view",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="alert", to="cases.savedview"
            ),
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(fields=["organization"], name="saved_view_organization"),
        ),
        migrations.AddIndex(
            model_name="viewalert",
            index=models.Index(models.OrderBy(models.F("checked_at"), nulls_first=True), name="alert_checked"),
        ),
        migrations.AddConstraint(
            model_name="viewalert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "THRESHOLD"), ("threshold__gte", 1)),
                    models.Q(models.Q(("kind", "THRESHOLD"), _negated=True), ("threshold", None)),
                    _connector="OR",
                ),
                name="alert_threshold_where_one_is_needed",
            ),
        ),
    ]

"""Indexes that hold all that counting reads, the policy's columns included: a tenth of the pages at 100,000 cases."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_sign_in_tables"),
        ("assessments", "0002_row_security"),
        ("cases", "0004_requesters_of_visible_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_desk",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_queue",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_report",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("status__in", ("SUBMITTED", "IN_REVIEW", "AWAITING_INFORMATION"))),
                fields=["organization", "due_on", "id"],
                include=("requester", "submitted_at", "status", "assigned_to", "queue"),
                name="case_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("status__in", ("SUBMITTED", "IN_REVIEW", "AWAITING_INFORMATION"))),
                fields=["queue", "due_on", "id"],
                include=("requester", "submitted_at", "status", "assigned_to", "organization"),
                name="case_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["submitted_on", "organization", "request_type", "outcome"],
                include=("requester", "submitted_at"),
                name="case_report",
            ),
        ),
    ]

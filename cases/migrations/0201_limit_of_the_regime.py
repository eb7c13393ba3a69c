"""A regime without a limit has a complete file without a day to decide by, and then no day is due on its case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0200_facts")]

    operations = [
        migrations.RemoveConstraint(model_name="candidacy", name="candidacy_clock_has_its_day"),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                name="candidacy_clock_has_its_day",
                condition=models.Q(decide_by=None)
                | models.Q(complete_on__isnull=False, decide_by__gt=models.F("complete_on")),
            ),
        ),
        migrations.RemoveConstraint(model_name="case", name="case_past_draft_is_submitted"),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                name="case_past_draft_is_submitted",
                condition=models.Q(status="DRAFT")
                | models.Q(submitted_at__isnull=False, submitted_on__isnull=False)
                & (models.Q(due_on__isnull=False) | models.Q(clock_reason="COMPLETE")),
            ),
        ),
    ]

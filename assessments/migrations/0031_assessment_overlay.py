"""A kept assessment says by itself which organization's own rules it counts: a replay of a million need not read a million results."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0030_figures")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="overlay_hash",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]

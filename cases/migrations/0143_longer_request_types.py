"""CHANGE_OF_CIRCUMSTANCES has 23 letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0142_candidacy_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="request_type",
            field=models.CharField(max_length=24),
        ),
        migrations.AlterField(
            model_name="routingrule",
            name="request_type",
            field=models.CharField(blank=True, max_length=24, verbose_name="type of request"),
        ),
    ]

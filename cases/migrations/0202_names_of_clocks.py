from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0201_limit_of_the_regime"),
    ]

    operations = [
        migrations.AlterField(
            model_name="clockdifference",
            name="clock",
            field=models.CharField(
                choices=[
                    ("SERVICE_STANDARD", "answer to a request, service standard"),
                    ("CANDIDACY_DECISION", "decision on a candidacy, by law"),
                ],
                default="SERVICE_STANDARD",
                max_length=20,
            ),
        ),
    ]

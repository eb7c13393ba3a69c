"""Simulations of a proposed rulebook, counters of results, and the codes of a stored result by themselves."""

import uuid

import django.db.models.deletion
import django.db.models.fields.json
from django.conf import settings
from django.db import migrations, models

from polact.base.sql import SEES_ALL, grant, secure_rows


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_row_security_of_what_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="codes",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.fields.json.KeyTransform("result", "result"),
                output_field=models.JSONField(),
            ),
        ),
        migrations.CreateModel(
            name="ResultCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(max_length=7)),
                ("group", models.CharField(max_length=10)),
                ("result", models.CharField(max_length=4)),
                ("language", models.CharField(max_length=2)),
                ("count", models.PositiveBigIntegerField()),
            ],
            options={
                "verbose_name": "counter of results",
                "verbose_name_plural": "counters of results",
                "constraints": [
                    models.UniqueConstraint(fields=("month", "group", "result", "language"), name="result_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Simulation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("DRAFT", "A proposed rulebook"),
                            ("REPLAY", "The same again, under each assessment’s own version"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("rulebook_version", models.CharField(max_length=20)),
                ("rulebook_hash", models.CharField(max_length=64)),
                ("in_force", models.CharField(max_length=20)),
                ("content", models.TextField(blank=True)),
                ("counts", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "simulation",
                "verbose_name_plural": "simulations",
                "ordering": ["-started_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SimulationPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("counts", models.JSONField(null=True)),
                (
                    "simulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="assessments.simulation"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("simulation", "number"), name="simulation_part_once")],
            },
        ),
        grant("assessments_simulation", "select, insert, update"),
        grant("assessments_simulationpart", "select, insert, update"),
        grant("assessments_resultcount", "select, insert, update"),
        secure_rows("assessments_simulation", read=SEES_ALL, insert=SEES_ALL, write=SEES_ALL),
        secure_rows("assessments_simulationpart", read=SEES_ALL, insert=SEES_ALL, write=SEES_ALL),
    ]

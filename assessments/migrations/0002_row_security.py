"""Kept assessments: read by their person (cases add their own readers), inserted by their person, never changed."""

from django.db import migrations

from polact.base.sql import ME, grant, secure_rows


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [
        grant("assessments_assessment", "select, insert"),
        secure_rows("assessments_assessment", read=f"person_id = {ME}", insert=f"person_id = {ME}"),
    ]

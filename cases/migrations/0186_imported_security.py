"""Imported requests are read by those who see everything and by representatives of the organization; nobody changes them.
A file before its import is its bringer's alone."""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows

OWN = f"brought_by_id = {ME}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0185_imported_requests")]
    operations = [
        grant("cases_importedrequest", "select, insert"),
        secure_rows(
            "cases_importedrequest", read=f"{SEES_ALL} or organization_id = {MY_ORGANIZATIONS}", insert=SEES_ALL
        ),
        grant("cases_historyfile", "select, insert, update, delete"),
        secure_rows("cases_historyfile", read=OWN, insert=OWN, write=OWN, delete=OWN),
    ]

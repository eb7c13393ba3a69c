"""Where the tables of reports begin: none of them needs another's."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0001_initial")]
    operations: list[migrations.operations.base.Operation] = []

from django.db import migrations

from polact.base.sql import statement


class Migration(migrations.Migration):
    """The numbers of routing rules, drawn before the column that uses them exists."""

    dependencies = [("cases", "0041_walls")]
    operations = [
        statement(
            "create sequence cases_rule_number; grant usage on sequence cases_rule_number to {app};",
            "drop sequence cases_rule_number;",
        )
    ]

"""Earlier advice stands. Apart from the walls: PostgreSQL alters no table whose deferred checks are still to come."""

from django.db import migrations

from polact.base.sql import statement

# One advice per case until now: it is the one that stands.
STANDING = "update cases_case c set advice_id = a.id from cases_advice a where a.case_id = c.id;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0100_structured_advice")]
    operations = [statement(STANDING)]

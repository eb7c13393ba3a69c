"""What the application may do with rules, election periods and routings; and the routings of cases that were sent before.

Of a rule's version and of an election period only the end may change: a version that stood is never edited.
"""

from django.db import migrations

from polact.base.sql import grant, secure_rows, statement

OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"

EARLIER = """
insert into cases_routing (id, case_id, at, why, rule_id, version, facts, queue, assigned_to_id)
select gen_random_uuid(), c.id, c.submitted_at, 'SUBMITTED', r.id, r.version, c.routing_facts, c.queue, r.assign_to_id
from cases_case c left join cases_routingrule r on r.id = c.routed_by_id
where c.submitted_at is not null;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0051_routing_in_versions")]
    operations = [
        statement(
            "revoke update on cases_routingrule from {app}; grant update (active_to) on cases_routingrule to {app};"
        ),
        grant("cases_electionperiod", "select, insert, update (active_to)"),
        grant("cases_routing", "select, insert"),
        secure_rows("cases_routing", read=OF_A_VISIBLE_CASE, insert=OF_A_VISIBLE_CASE),
        statement(EARLIER),  # last: rows with pending checks of their keys keep PostgreSQL from altering their table
    ]

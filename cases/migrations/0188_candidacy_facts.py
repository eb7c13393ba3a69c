"""What published tables count: imported requests and live candidacies as one relation, behind the rows' own security.

A function and no view, so that columns beneath it can still be altered. A candidacy is received when it is sent to whoever
decides, and decided on the day on which the later side was notified; without a decision, when it ended. Once decided, a
request that is taken up again keeps its decision until there is another.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import statement

FACTS = f"""
create function cases_candidacy_facts()
returns table (organization_id bigint, request_type text, level text, jurisdiction text, received_on date,
               decided_on date, outcome text)
language sql stable as $$
    select i.organization_id, i.request_type::text, i.election_level::text, i.jurisdiction::text, i.received_on,
           i.decided_on, i.outcome::text
    from cases_importedrequest i
    union all
    select c.organization_id, c.request_type::text, k.level::text, k.jurisdiction::text,
           (k.sent_at at time zone '{settings.TIME_ZONE}')::date,
           coalesce(k.decided_on, case when c.outcome <> '' then (c.ended_at at time zone '{settings.TIME_ZONE}')::date end),
           case when k.decided_on is null then c.outcome::text else coalesce(
               (select d.outcome::text from cases_decision d where d.candidacy_id = k.case_id
                order by d.decided_at desc limit 1), c.outcome::text) end
    from cases_candidacy k join cases_case c on c.id = k.case_id
    where k.sent_at is not null
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0186_imported_security")]
    operations = [statement(FACTS, "drop function cases_candidacy_facts();")]

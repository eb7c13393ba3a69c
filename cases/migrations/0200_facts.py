"""What reports count: imported requests, live candidacies and live inquiries as one relation, behind the rows' own security.

A function and no view, so that columns beneath it can still be altered. A candidacy is received when it is sent to whoever
decides, and ended on the day on which the later side was notified; without a decision, when it ended. Once decided, a
request that is taken up again keeps its decision until there is another. An inquiry is received when it is submitted.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import statement

ZONE = settings.TIME_ZONE
FACTS = f"""
create function cases_facts()
returns table (ref uuid, imported boolean, organization_id bigint, request_type text, level text, jurisdiction text,
               occupational_group text, region text, province text, language text, topic text, received_on date,
               complete_on date, due_on date, ended_on date, outcome text, reason text, moved_up boolean)
language sql stable as $$
    select i.ref, true, i.organization_id, i.request_type::text, i.election_level::text, i.jurisdiction::text,
           i.occupational_group::text, i.region::text, '', i.language::text, '', i.received_on,
           i.complete_on, null::date, i.decided_on, i.outcome::text, i.no_decision_reason::text, false
    from cases_importedrequest i
    union all
    select c.ref, false, c.organization_id, c.request_type::text, k.level::text, k.jurisdiction::text,
           upper(split_part(k.group_level, '-', 1)), '', c.region::text, c.language::text, '',
           (k.sent_at at time zone '{ZONE}')::date,
           k.complete_on, k.decide_by,
           coalesce(k.decided_on, case when c.outcome <> '' then (c.ended_at at time zone '{ZONE}')::date end),
           case when k.decided_on is null then c.outcome::text else coalesce(
               (select d.outcome::text from cases_decision d where d.candidacy_id = k.case_id
                order by d.decided_at desc limit 1), c.outcome::text) end,
           k.no_decision_reason::text,
           exists (select from cases_assignment a where a.case_id = c.id and a.kind = 'MOVED_UP')
    from cases_candidacy k join cases_case c on c.id = k.case_id
    where k.sent_at is not null
    union all
    select c.ref, false, c.organization_id, c.request_type::text, '', '',
           '', '', c.region::text, c.language::text, split_part(c.activity, '.', 1), c.submitted_on,
           null::date, c.due_on, (c.ended_at at time zone '{ZONE}')::date, c.outcome::text, '',
           exists (select from cases_assignment a where a.case_id = c.id and a.kind = 'MOVED_UP')
    from cases_case c
    where c.submitted_on is not null and not exists (select from cases_candidacy k where k.case_id = c.id)
$$;
drop function cases_candidacy_facts();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0188_candidacy_facts")]
    operations = [statement(FACTS, "drop function cases_facts();")]

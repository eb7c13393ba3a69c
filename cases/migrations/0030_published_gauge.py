"""How self-assessments compare with the advice that was given, as counts that anybody may see.

Nobody who is not signed in sees a row; so what is published comes out of one function that gives counts alone. A count
below ten comes out as null. No total comes out, so that nothing can be taken from it, and only whole months count, so that two
looks some days apart do not show what was decided in between.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import statement

GAUGE = f"""
create function cases_published_gauge(on_day date)
returns table (version text, tool text, advice text, cases bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.rulebook_version::text,
           case when jsonb_array_length(a.codes) <> 1 then 'RANGE'
                when a.codes->>0 = 'LOW' then 'LOW'
                when a.codes->>0 in ('MOD', 'HIGH', 'STOP') then 'CAUTION'
                else 'OTHER' end,
           d.outcome::text,
           case when count(*) >= 10 then count(*) end
    from public.cases_advice d
    join public.cases_case c on c.id = d.case_id
    join public.assessments_assessment a on a.id = c.assessment_id
    where d.recorded_at < date_trunc('month', on_day)::timestamp at time zone '{settings.TIME_ZONE}'
    group by 1, 2, 3
$$;
revoke all on function cases_published_gauge from public;
grant execute on function cases_published_gauge to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_companions_of_a_case"), ("assessments", "0030_figures")]
    operations = [statement(GAUGE, "drop function cases_published_gauge(date);")]

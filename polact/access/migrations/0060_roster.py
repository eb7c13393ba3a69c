"""Who represents an organization on a day, and who stands in for whom: what placing and mail need to know, whoever acts.

Everybody may read these names and absences in the public directory; the function adds the keys, which tell nothing more.
"""

from django.db import migrations

from polact.base.sql import statement

ROSTER = """
create function access_roster(which bigint, on_day date)
returns table (organization_id bigint, person_id bigint, person_name text, language text, is_lead boolean,
               stand_in_id bigint, away_to date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.organization_id, p.id, trim(p.given_name || ' ' || p.family_name), p.language, bool_or(a.is_lead),
           c.stand_in_id, c.active_to
    from public.access_appointment a
    join public.access_person p on p.id = a.person_id and p.is_active
    left join lateral (
        select c.active_to, c.stand_in_id from public.access_cover c
        where c.absent_id = a.person_id and c.organization_id = a.organization_id
          and c.active_from <= on_day and c.active_to > on_day
        order by c.active_to desc limit 1
    ) c on true
    where a.role = 'REPRESENTATIVE' and a.active_from <= on_day and (a.active_to is null or a.active_to > on_day)
      and (which is null or a.organization_id = which)
    group by a.organization_id, p.id, c.stand_in_id, c.active_to
    order by a.organization_id, p.family_name, p.given_name, p.id
$$;
revoke all on function access_roster from public;
grant execute on function access_roster to {app};
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0040_hierarchy")]
    operations = [statement(ROSTER, "drop function access_roster(bigint, date);")]

"""The words of the Gazette notice are the Commission's; a changed fact is seen by whoever sees the case that rests on it.

`cases_gazetted()` is all that anybody may know of candidacies without signing in: what the Canada Gazette has published of
grants (PSEA s. 116). Nothing else of a candidacy passes through it.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

SYSTEM = f"({ME} is null and {SEES_ALL})"
OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"

GAZETTED = f"""
create function cases_gazetted()
returns table (decision_date date, family_name text, given_name text, organization_en text, organization_fr text,
               group_level text, election_level text, jurisdiction text, district text, office text,
               sections text, leave boolean, issue text, published_on date, link text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select (d.decided_at at time zone '{settings.TIME_ZONE}')::date, p.family_name, p.given_name,
           o.name_en, o.name_fr, y.group_level, y.level, y.jurisdiction, y.district, y.office,
           string_agg(a.section, ', ' order by a.section),
           bool_or(a.kind = 'LEAVE_DURING') or exists (select from cases_condition n where n.decision_id = d.id
                                                       and n.kind like 'LEAVE\\_%'),
           g.issue, g.published_on, g.link
    from cases_gazettenotice g
    join cases_decision d on d.id = g.decision_id
    join cases_authorization a on a.decision_id = d.id and a.outcome = 'GRANTED'
    join cases_candidacy y on y.case_id = d.candidacy_id
    join cases_case c on c.id = y.case_id
    join access_person p on p.id = c.requester_id
    join access_organization o on o.id = c.organization_id
    where g.published_on is not null and d.outcome in ('GRANTED', 'GRANTED_WITH_CONDITIONS')
    group by d.id, g.id, y.case_id, p.id, o.id
    order by g.published_on desc, p.family_name, p.given_name
$$;
revoke all on function cases_gazetted() from public;
grant execute on function cases_gazetted() to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0180_after_decision")]
    operations = [
        grant("cases_gazettetemplate", "select, insert"),
        secure_rows("cases_gazettetemplate", read=SEES_ALL, insert=f"{SEES_ALL} and written_by_id = {ME}"),
        grant("cases_touchedfact", "select, insert, update"),
        secure_rows("cases_touchedfact", read=OF_A_VISIBLE_CASE, insert=SYSTEM, write=OF_A_VISIBLE_CASE),
        statement(GAZETTED, "drop function cases_gazetted();"),
    ]

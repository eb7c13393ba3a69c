"""The wall around covers, and what the public directory may know of people: one function, and nothing besides."""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

DIRECTORY = """
create function access_directory(on_day date)
returns table (organization_id bigint, person_name text, away_to date, stand_in_name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.organization_id, trim(p.given_name || ' ' || p.family_name),
           c.active_to, trim(s.given_name || ' ' || s.family_name)
    from public.access_appointment a
    join public.access_person p on p.id = a.person_id and p.is_active
    left join lateral (
        select c.active_to, c.stand_in_id from public.access_cover c
        where c.absent_id = a.person_id and c.organization_id = a.organization_id
          and c.active_from <= on_day and c.active_to > on_day
        order by c.active_to desc limit 1
    ) c on true
    left join public.access_person s on s.id = c.stand_in_id
    where a.role = 'REPRESENTATIVE' and a.active_from <= on_day and (a.active_to is null or a.active_to > on_day)
    group by a.organization_id, p.id, c.active_to, s.id
    order by a.organization_id, p.family_name, p.given_name, p.id
$$;
revoke all on function access_directory from public;
grant execute on function access_directory to {app};
"""

OWN = f"absent_id = {ME} and organization_id = {MY_ORGANIZATIONS}"


class Migration(migrations.Migration):
    dependencies = [("access", "0010_cover")]
    operations = [
        grant("access_cover", "select, insert, update, delete"),
        secure_rows(
            "access_cover",
            read=f"absent_id = {ME} or organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}",
            insert=f"{OWN} or {SEES_ALL}",
            write=f"{OWN} or {SEES_ALL}",
            delete=f"{OWN} or {SEES_ALL}",
        ),
        statement(DIRECTORY, "drop function access_directory(date);"),
    ]

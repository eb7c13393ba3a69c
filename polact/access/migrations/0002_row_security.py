"""Row-level security on people and appointments, and the function that binds a transaction to a person."""

from django.conf import settings
from django.db import migrations

from polact.access.enums import SEES_ALL as ROLES_THAT_SEE_ALL
from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

roles = ", ".join(f"'{role.value}'" for role in ROLES_THAT_SEE_ALL)

ACT_AS = f"""
create function access_act_as(person bigint, on_day date) returns setof access_appointment
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('app.person', person::text, true),
            set_config('app.organizations', coalesce(array_agg(a.organization_id) filter (where a.role = 'REPRESENTATIVE'),
                                                     '{{}}'::bigint[])::text, true),
            set_config('app.sees_all', case when bool_or(a.role in ({roles})) then 'on' else '' end, true)
    from public.access_appointment a
    where a.person_id = person and a.active_from <= on_day and (a.active_to is null or a.active_to > on_day);
    return query select * from public.access_appointment a
    where a.person_id = person and a.active_from <= on_day and (a.active_to is null or a.active_to > on_day);
end $$;
revoke all on function access_act_as from public;
grant execute on function access_act_as to {settings.APP_ROLE};
"""

PUBLIC_ROLE = "role in ('REPRESENTATIVE', 'COMMISSION_OFFICER')"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("sessions", "0001_initial"), ("admin", "0001_initial")]
    operations = [
        grant("access_organization", "select, insert, update"),
        grant("access_person", "select, insert, update"),
        grant("access_appointment", "select, insert, update"),
        grant("django_session", "select, insert, update, delete"),
        grant("django_content_type", "select"),
        grant("django_admin_log", "select, insert"),
        secure_rows(
            "access_appointment",
            read=f"person_id = {ME} or organization_id = {MY_ORGANIZATIONS} or {PUBLIC_ROLE} or {SEES_ALL}",
            insert=SEES_ALL,
            write=SEES_ALL,
        ),
        secure_rows(
            "access_person",
            read=f"id = {ME} or {SEES_ALL} or exists (select from access_appointment a where a.person_id = access_person.id "
            f"and (a.organization_id = {MY_ORGANIZATIONS} or a.{PUBLIC_ROLE}))",
            insert=SEES_ALL,
            write=f"id = {ME} or {SEES_ALL}",
        ),
        statement(ACT_AS, "drop function access_act_as(bigint, date);"),
    ]

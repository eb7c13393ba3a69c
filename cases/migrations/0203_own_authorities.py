"""Whose authority is of the organization, as rows that follow the catalogue (`manage.py migrate` writes them).

A type of request that has no row is decided by the Commission: whoever is forgotten here gains no right. Only the owner
of the tables writes or reads them; the application asks the function.
"""

from django.db import migrations

from polact.base.sql import statement

OWN = """
create table cases_ownauthority (request_type text primary key);
revoke all on cases_ownauthority from public, {app};
create or replace function cases_decided_by_commission(request_type text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select not exists (select from public.cases_ownauthority o
                       where o.request_type = cases_decided_by_commission.request_type)
$$;
revoke all on function cases_decided_by_commission from public;
grant execute on function cases_decided_by_commission to {app};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0202_names_of_clocks")]
    operations = [statement(OWN)]

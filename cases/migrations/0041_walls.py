"""The wall around a case for those who have a conflict of interest, beneath every query, count and search.

`is not true`: for the system, which is nobody in particular, the comparison is neither true nor false. Somebody who walls
themself off makes the row invisible to themself, which no policy lets an UPDATE do: walls are built by a function, which
only ever adds to them.
"""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, statement

WALLED_OFF = f"({ME} = any(walled_from)) is true"
BEFORE = f"requester_id = {ME} or (submitted_at is not null and (organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}))"
VISIBLE = (
    f"requester_id = {ME} or (submitted_at is not null and (organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}) "
    f"and not ({WALLED_OFF}))"
)

SEARCH = """
create or replace function cases_search(words text, most integer) returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select id from public.cases_case
    where search @@ (websearch_to_tsquery('public.polact_en', words) || websearch_to_tsquery('public.polact_fr', words))
      and ({visible})
    order by id desc limit most
$$;
"""


WALL_OFF = f"""
create function cases_wall_off(which bigint, people bigint[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.cases_case
    set walled_from = array(select distinct walled from unnest(walled_from || people) walled order by 1)
    where id = which and ({VISIBLE});
    if not found then
        raise insufficient_privilege using message = 'no such case for this person';
    end if;
end $$;
revoke all on function cases_wall_off from public;
grant execute on function cases_wall_off to {{app}};
"""


def policies(visible: str) -> str:
    return (
        f"alter policy app_read on cases_case using ({visible});"
        f"alter policy app_write on cases_case using ({visible}) with check ({visible});"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_walled_from")]
    operations = [
        statement(policies(VISIBLE), policies(BEFORE)),
        statement(WALL_OFF, "drop function cases_wall_off(bigint, bigint[]);"),
        statement(SEARCH.format(visible=VISIBLE), SEARCH.format(visible=BEFORE)),
    ]

"""How many messages somebody has not read, up to a number: every page asks.

Under row-level security the planner takes a person's own messages for few and reads them all, however many were asked
for. Here it is told: whoever is bound to the session, their own messages alone, from the index, and stop.
"""

from django.db import migrations

from polact.base.sql import ME, statement

UNREAD = f"""
create function notifications_unread(most integer) returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select count(*) from (
        select from public.notifications_message where recipient_id = {ME} and read_at is null limit most
    ) found
$$;
revoke all on function notifications_unread from public;
grant execute on function notifications_unread to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]
    operations = [statement(UNREAD, "drop function notifications_unread(integer);")]

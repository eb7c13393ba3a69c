"""Companions, feedback and saved results: who may add and who may see them.

A companion may point only to a main assessment of the same person. Feedback is added by anybody and read by
administrators. Of saved results a transaction sees the one row whose locator it names, which nobody can name without
the code; those whose day has come are deleted by a function that returns their number and nothing else.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import ME, grant, secure_rows, statement

# The settings of a transaction tell that somebody sees all cases, which auditors and officers do as well: here the role counts.
ADMINISTERS = (
    f"(select exists (select from access_appointment a where a.person_id = {ME} and a.role = 'ADMINISTRATOR' "
    "and a.active_from <= (now() at time zone 'America/Toronto')::date "
    "and (a.active_to is null or a.active_to > (now() at time zone 'America/Toronto')::date)))"
)
NAMED = "locator = (select nullif(current_setting('app.saved', true), ''))"

# A policy that reads its own table would go round in a circle, hence the function.
COMPANIONS = f"""
create function assessments_is_own_main(main uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from public.assessments_assessment a
                   where a.id = main and a.person_id = {ME} and a.together_with_id is null)
$$;
revoke all on function assessments_is_own_main from public;
grant execute on function assessments_is_own_main to {{app}};
drop policy app_insert on assessments_assessment;
create policy app_insert on assessments_assessment for insert to {{app}}
    with check (person_id = {ME} and (together_with_id is null or assessments_is_own_main(together_with_id)));
"""
UNDO_COMPANIONS = f"""
drop policy app_insert on assessments_assessment;
create policy app_insert on assessments_assessment for insert to {settings.APP_ROLE} with check (person_id = {ME});
drop function assessments_is_own_main(uuid);
"""
FORGET = """
create function assessments_forget_ended(on_day date) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    with gone as (delete from public.assessments_savedsitting where goes_on <= on_day returning 1) select count(*) from gone
$$;
revoke all on function assessments_forget_ended from public;
grant execute on function assessments_forget_ended to {app};
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_companions_feedback_saved"), ("access", "0002_row_security")]
    operations = [
        statement(COMPANIONS, UNDO_COMPANIONS),
        grant("assessments_feedback", "select, insert"),
        secure_rows("assessments_feedback", read=ADMINISTERS, insert="true"),
        grant("assessments_savedsitting", "select, insert, delete"),
        secure_rows("assessments_savedsitting", read=NAMED, insert=NAMED, delete=NAMED),
        statement(FORGET, "drop function assessments_forget_ended(date);"),
    ]

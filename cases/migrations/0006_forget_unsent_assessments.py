"""A self-assessment that was attached to a draft and never sent can be forgotten; one that was sent never.

The application role still has no DELETE on assessments: this function deletes one row, if it is the person's own and
no case rests on it.
"""

from django.db import migrations

from polact.base.sql import ME, statement

FORGET = f"""
create function cases_forget_assessment(assessment uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from public.assessments_assessment a
    where a.id = assessment and a.person_id = {ME}
      and not exists (select from public.cases_case c where c.assessment_id = a.id);
    return found;
end $$;
revoke all on function cases_forget_assessment from public;
grant execute on function cases_forget_assessment to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_covering_indexes")]
    operations = [statement(FORGET, "drop function cases_forget_assessment(uuid);")]

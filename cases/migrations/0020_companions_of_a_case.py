"""What was checked in the same sitting is seen by whoever may see the case, is added before the case or never, and is
forgotten with the draft, all of it.

One policy for the main assessment and its companions: the case rests on the main one.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import ME, statement

MAIN = "coalesce(assessments_assessment.together_with_id, assessments_assessment.id)"

READ = f"""
drop policy app_read_of_case on assessments_assessment;
create policy app_read_of_case on assessments_assessment for select to {{app}}
    using (exists (select from cases_case c where c.assessment_id = {MAIN}));
create policy app_insert_before_case on assessments_assessment as restrictive for insert to {{app}}
    with check (together_with_id is null or not exists (select from cases_case c where c.assessment_id = together_with_id));
"""
UNDO_READ = f"""
drop policy app_insert_before_case on assessments_assessment;
drop policy app_read_of_case on assessments_assessment;
create policy app_read_of_case on assessments_assessment for select to {settings.APP_ROLE}
    using (exists (select from cases_case c where c.assessment_id = assessments_assessment.id));
"""


def forget(of_the_sitting: str, main: str) -> str:
    """The function that deletes what was never sent: one's own, and only while no case rests on its main assessment."""
    return f"""
create or replace function cases_forget_assessment(assessment uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from public.assessments_assessment a
    where {of_the_sitting} and a.person_id = {ME}
      and not exists (select from public.cases_case c where c.assessment_id = {main});
    return found;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_forget_unsent_assessments"),
        ("assessments", "0021_row_security_of_what_is_kept"),
    ]
    operations = [
        statement(READ, UNDO_READ),
        statement(
            forget("(a.id = assessment or a.together_with_id = assessment)", "coalesce(a.together_with_id, a.id)"),
            forget("a.id = assessment", "a.id"),
        ),
    ]

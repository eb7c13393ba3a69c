"""The wall around comparisons, and what one organization may know of another's answers: facts and conclusions, nothing that names.

`cases_precedents_elsewhere` tells no case, organization, person, text or day: the activity, the answers to the questions
that are compared, what was concluded, and in which quarter. With fewer than five answers, or all from one organization,
it tells nothing.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

OF_ANOTHERS_CASE = f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"

ELSEWHERE = f"""
create function cases_precedents_elsewhere(beside bigint, activities text[], questions text[], most integer)
returns table (activity text, answers jsonb, rulebook_version text, outcome text, answered_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with answered as (
        select c.activity, c.organization_id, c.outcome, c.assessment_id,
               date_trunc('quarter', c.ended_at at time zone '{settings.TIME_ZONE}')::date as quarter
        from public.cases_case c
        where c.activity = any(activities) and c.organization_id <> beside
          and c.outcome in ('COMPATIBLE', 'COMPATIBLE_WITH_PRECAUTIONS', 'NOT_ADVISED')
          and c.status in ('ANSWERED', 'CLOSED') and c.assessment_id is not null
          and (beside = {MY_ORGANIZATIONS} or {SEES_ALL})
        order by c.id desc limit most
    )
    select d.activity::text,
           (select jsonb_object_agg(key, value) from jsonb_each(a.answers) where key = any(questions)),
           a.rulebook_version::text, d.outcome::text, d.quarter
    from answered d join public.assessments_assessment a on a.id = d.assessment_id
    where (select count(*) >= 5 and count(distinct organization_id) >= 2 from answered)
    order by d.quarter desc, md5(a.id::text)
$$;
revoke all on function cases_precedents_elsewhere from public;
grant execute on function cases_precedents_elsewhere to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0130_precedents")]
    operations = [
        grant("cases_precedentcheck", "select, insert"),
        secure_rows(
            "cases_precedentcheck",
            read=OF_ANOTHERS_CASE,
            insert=f"checked_by_id = {ME} and {OF_ANOTHERS_CASE}",
        ),
        statement(ELSEWHERE, "drop function cases_precedents_elsewhere(bigint, text[], text[], integer);"),
    ]

"""The walls around who held a case, what the safety net found, and what was said about it; and the loads for placing.

Each row hangs on a case and passes through the case's own policy; the one who asked reads none of it, and does not write
explanations. Changes of hands are also written when they send their request: by the system, with nobody as `by`.
"""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"
OF_ANOTHERS_CASE = f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"

LOADS = f"""
create function cases_loads(which bigint, people bigint[])
returns table (person_id bigint, submitted bigint, in_review bigint, awaiting_information bigint, awaiting_approval bigint,
               last_given timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, coalesce(held.submitted, 0), coalesce(held.in_review, 0), coalesce(held.awaiting_information, 0),
           coalesce(held.awaiting_approval, 0),
           (select g.at from public.cases_assignment g where g.person_id = p.id order by g.at desc limit 1)
    from unnest(people) p(id)
    left join (
        select assigned_to_id, count(*) filter (where status = 'SUBMITTED') submitted,
               count(*) filter (where status = 'IN_REVIEW') in_review,
               count(*) filter (where status = 'AWAITING_INFORMATION') awaiting_information,
               count(*) filter (where status = 'AWAITING_APPROVAL') awaiting_approval
        from public.cases_case
        where organization_id = which and status in ('SUBMITTED', 'IN_REVIEW', 'AWAITING_INFORMATION', 'AWAITING_APPROVAL')
          and assigned_to_id = any(people)
        group by 1
    ) held on held.assigned_to_id = p.id
    where {SEES_ALL} or which = {MY_ORGANIZATIONS}
       or exists (select from public.cases_case c where c.organization_id = which and c.requester_id = {ME})
$$;
revoke all on function cases_loads from public;
grant execute on function cases_loads to {{app}};
"""
# Numbers alone, and only for who has a request there or answers there: they place a new case and are shown to nobody.

OF_THE_OFFICE = f"organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0060_assignment_and_safety")]
    operations = [
        grant("cases_assignment", "select, insert"),
        grant("cases_safetyrun", "select, insert"),
        grant("cases_finding", "select, insert"),
        grant("cases_explanation", "select, insert"),
        grant("cases_vacancy", "select, insert, update"),
        secure_rows(
            "cases_assignment",
            read=OF_ANOTHERS_CASE,
            insert=f"(by_id is null or by_id = {ME}) and {OF_A_VISIBLE_CASE}",
        ),
        secure_rows("cases_safetyrun", read=OF_THE_OFFICE, insert=SEES_ALL),
        secure_rows("cases_finding", read=OF_ANOTHERS_CASE, insert=SEES_ALL),
        secure_rows("cases_explanation", read=OF_ANOTHERS_CASE, insert=f"by_id = {ME} and {OF_ANOTHERS_CASE}"),
        secure_rows("cases_vacancy", read=OF_THE_OFFICE, insert=SEES_ALL, write=SEES_ALL),
        statement(LOADS, "drop function cases_loads(bigint, bigint[]);"),
    ]

"""Row-level security on cases and what hangs on them, and the text search that works beneath it.

The same sentence stands in `CaseQuerySet.visible_to` and `permissions.may_read`; tests hold the three together.
Text search operators are not leakproof, so under a policy they never use their index: `cases_search` applies the
policy's condition itself and returns ids, which are joined back to the protected table (docs/decisions/0005).
"""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

VISIBLE = f"requester_id = {ME} or (submitted_at is not null and (organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}))"
OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"

SEARCH = f"""
create extension if not exists unaccent;
create text search configuration polact_en (copy = english);
create text search configuration polact_fr (copy = french);
alter text search configuration polact_en alter mapping for hword, hword_part, word with unaccent, english_stem;
alter text search configuration polact_fr alter mapping for hword, hword_part, word with unaccent, french_stem;
alter table cases_case add column search tsvector generated always as (
    to_tsvector('public.polact_en'::regconfig, subject || ' ' || question)
    || to_tsvector('public.polact_fr'::regconfig, subject || ' ' || question)) stored;
create index case_search on cases_case using gin (search);

create function cases_search(words text, most integer) returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select id from public.cases_case
    where search @@ (websearch_to_tsquery('public.polact_en', words) || websearch_to_tsquery('public.polact_fr', words))
      and ({VISIBLE})
    order by id desc limit most
$$;
revoke all on function cases_search from public;
grant execute on function cases_search to {{app}};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("access", "0002_row_security"),
        ("assessments", "0002_row_security"),
        ("audit", "0001_ledger"),
    ]
    operations = [
        grant("cases_case", "select, insert, update, delete"),
        grant("cases_informationrequest", "select, insert, update"),
        grant("cases_advice", "select, insert"),
        grant("cases_ending", "select, insert"),
        grant("cases_routingrule", "select, insert, update"),
        secure_rows(
            "cases_case",
            read=VISIBLE,
            insert=f"requester_id = {ME}",
            write=VISIBLE,
            delete=f"requester_id = {ME} and submitted_at is null",
        ),
        secure_rows(
            "cases_informationrequest", read=OF_A_VISIBLE_CASE, insert=OF_A_VISIBLE_CASE, write=OF_A_VISIBLE_CASE
        ),
        secure_rows("cases_advice", read=OF_A_VISIBLE_CASE, insert=f"author_id = {ME} and {OF_A_VISIBLE_CASE}"),
        secure_rows("cases_ending", read=OF_A_VISIBLE_CASE, insert=f"ended_by_id = {ME} and {OF_A_VISIBLE_CASE}"),
        statement(
            "create policy app_read_of_case on assessments_assessment for select to {app} "
            "using (exists (select from cases_case c where c.assessment_id = assessments_assessment.id));",
            "drop policy app_read_of_case on assessments_assessment;",
        ),
        statement(SEARCH),
    ]

"""Who reads and writes advice, its working papers, letters and passages, beneath every query.

Working papers are hidden from the requester. An advice is inserted by its author alone only where the organization wants
no second reader; otherwise by the second reader, word for word as it was proposed; never by the requester or somebody to
whom the requester reports; and always for the person who asked. Nothing recorded is ever updated.
"""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"
WORKING_PAPER = f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"
SAME_WORDS = " and ".join(
    f"p.{column} is not distinct from cases_advice.{column}"
    for column in (
        *("author_id", "case_id", "outcome", "reasons", "mitigations", "facts_relied_on", "actual", "perceived"),
        *("findings", "limits", "valid_until", "sources"),
    )
)
ALONE = (
    f"author_id = {ME} and approver_id is null and not exists (select from cases_case c "
    "join access_organization o on o.id = c.organization_id where c.id = cases_advice.case_id and o.needs_second_reader)"
)
BY_TWO = (
    f"approver_id = {ME} and exists (select from cases_adviceproposal p where p.id = cases_advice.proposal_id "
    f"and p.is_approved and p.decided_by_id = {ME} and {SAME_WORDS})"
)
OF_ITS_REQUESTER = (
    "exists (select from cases_case c where c.id = cases_advice.case_id and c.requester_id = cases_advice.requester_id)"
)
RECORDED = f"(({ALONE}) or ({BY_TWO})) and {OF_ITS_REQUESTER} and not cases_reports_to(requester_id, {ME})"
AUTHOR_PROPOSES = (
    f"author_id = {ME} and decided_by_id is null and not cases_reports_to(requester_id, {ME}) and exists "
    "(select from cases_case c where c.id = case_id and c.requester_id = cases_adviceproposal.requester_id)"
)
DECIDES = f"{WORKING_PAPER} and decided_by_id = {ME} and not (is_approved and cases_reports_to(requester_id, {ME}))"
READS_PASSAGE = f"organization_id is null or organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}"
WRITES_PASSAGE = (
    f"written_by_id = {ME} and (organization_id = {MY_ORGANIZATIONS} or (organization_id is null and {SEES_ALL}))"
)

REPORTS_TO = """
create function cases_reports_to(employee bigint, manager bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from public.access_appointment a
                   where a.person_id = employee and a.reports_to_id = manager and a.active_from <= current_date
                     and (a.active_to is null or a.active_to > current_date))
$$;
revoke all on function cases_reports_to from public;
grant execute on function cases_reports_to to {app};
"""
SAME_CASE = """
alter table cases_advice add constraint advice_supersedes_of_the_case
    foreign key (supersedes_id, case_id) references cases_advice (id, case_id) deferrable initially deferred;
alter table cases_case add constraint case_advice_of_the_case
    foreign key (advice_id, id) references cases_advice (id, case_id) deferrable initially deferred;
"""
NOT_SAME_CASE = """
alter table cases_case drop constraint case_advice_of_the_case;
alter table cases_advice drop constraint advice_supersedes_of_the_case;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0101_advice_that_stands"), ("access", "0040_hierarchy")]
    operations = [
        statement(SAME_CASE, NOT_SAME_CASE),
        statement(REPORTS_TO, "drop function cases_reports_to(bigint, bigint);"),
        grant("cases_advicedraft", "select, insert, update, delete"),
        secure_rows(
            "cases_advicedraft",
            read=WORKING_PAPER,
            insert=f"saved_by_id = {ME} and {WORKING_PAPER}",
            write=WORKING_PAPER,
            delete=WORKING_PAPER,
        ),
        grant("cases_adviceproposal", "select, insert, update (decided_by_id, decided_at, is_approved, comment)"),
        secure_rows("cases_adviceproposal", read=WORKING_PAPER, insert=AUTHOR_PROPOSES),
        statement(
            f"create policy app_write on cases_adviceproposal for update to {{app}} using ({WORKING_PAPER} "
            f"and decided_at is null) with check ({DECIDES});",
            "drop policy app_write on cases_adviceproposal;",
        ),
        statement(
            f"alter policy app_insert on cases_advice with check ({RECORDED});",
            f"alter policy app_insert on cases_advice with check (author_id = {ME} and {OF_A_VISIBLE_CASE});",
        ),
        grant("cases_reopening", "select, insert"),
        secure_rows("cases_reopening", read=OF_A_VISIBLE_CASE, insert=f"reopened_by_id = {ME} and {WORKING_PAPER}"),
        grant("cases_letter", "select, insert"),
        secure_rows("cases_letter", read=OF_A_VISIBLE_CASE, insert=f"issued_by_id = {ME} and {WORKING_PAPER}"),
        grant("cases_lettercopy", "select, insert"),
        secure_rows(
            "cases_lettercopy",
            read="exists (select from cases_letter l where l.id = letter_id)",
            insert="exists (select from cases_letter l where l.id = letter_id)",
        ),
        grant("cases_passage", "select, insert"),
        secure_rows("cases_passage", read=READS_PASSAGE, insert=WRITES_PASSAGE),
    ]

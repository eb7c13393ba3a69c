"""The decision is the authority's alone, beneath every query (PSEA s. 15(1)).

A decision of the Commission is inserted by a decision maker of the Commission in their own name, under an instrument of
delegation of theirs that is in force, for the person who asked and never on oneself. Its findings, authorizations,
conditions and letter go in with it; once the employee is notified nobody adds to it. Drafts are the Commission's papers:
nobody of the organization reads one. Instruments are recorded by administrators, never by their holder.

A regime whose authority is of the organization is named by `cases_decided_by_commission`: all others are the
Commission's, also those that this list does not know.
"""

from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement
from polact.catalogue.registry import REQUEST_TYPES

OWN = [kind.code for kind in REQUEST_TYPES if kind.candidacy and kind.candidacy.authority.of_organization]
OWN_AUTHORITY = "array[" + ", ".join(f"'{code}'" for code in OWN) + "]::text[]"
HOLDS = (
    "exists (select from access_appointment a where a.person_id = {who} and a.role = '{role}' "
    "and a.active_from <= current_date and (a.active_to is null or a.active_to > current_date))"
)
I_DECIDE = HOLDS.format(who=ME, role="COMMISSION_DECIDER")
I_PREPARE = f"({HOLDS.format(who=ME, role='COMMISSION_OFFICER')} or {I_DECIDE})"
I_ADMINISTER = HOLDS.format(who=ME, role="ADMINISTRATOR")
THEIRS = (
    f"exists (select from cases_case c where c.id = candidacy_id and c.requester_id is distinct from {ME} "
    f"and ({SEES_ALL} or not cases_decided_by_commission(c.request_type)))"
)
PREPARES = THEIRS.replace(SEES_ALL, I_PREPARE)
DECIDES = (
    f"decided_by_id = {ME} and employee_notified_at is null and deputy_head_notified_at is null "
    f"and exists (select from cases_case c where c.id = candidacy_id "
    f"and c.requester_id = cases_decision.requester_id and c.requester_id <> {ME} "
    f"and (not cases_decided_by_commission(c.request_type) or {I_DECIDE}))"
)
WITH_MY_DECISION = (
    f"exists (select from cases_decision d where d.id = decision_id and d.decided_by_id = {ME} "
    "and d.employee_notified_at is null)"
)
READS_LETTER = f"exists (select from cases_decision d where d.id = decision_id) or (addressees @> array[{ME}]) is true"
HANDS_OVER = (
    f"{I_PREPARE} and exists (select from cases_decision d where d.id = decision_id and d.requester_id <> {ME})"
)
OF_A_LETTER = "exists (select from cases_decisionletter l where l.id = letter_id)"

COMMISSION = f"""
create function cases_decided_by_commission(request_type text) returns boolean
language sql immutable as $$ select request_type <> all ({OWN_AUTHORITY}) $$;
grant execute on function cases_decided_by_commission to {{app}};
"""
DELEGATED = """
create function cases_decision_is_delegated() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    on_day date := (new.decided_at at time zone 'America/Toronto')::date;
    kind text := (select c.request_type from public.cases_case c where c.id = new.candidacy_id);
begin
    if not public.cases_decided_by_commission(kind) then
        return new;
    end if;
    if not exists (select from public.cases_delegation d where d.id = new.delegation_id
                   and d.person_id = new.decided_by_id and d.active_from <= on_day
                   and (d.active_to is null or d.active_to > on_day)) then
        raise exception 'a decision needs an instrument of delegation of its decision maker that is in force'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke all on function cases_decision_is_delegated from public;
create trigger decision_is_delegated before insert on cases_decision
    for each row execute function cases_decision_is_delegated();
"""
NOTIFIED_ONCE = """
create function cases_decision_notified_once() returns trigger language plpgsql as $$
begin
    if (old.employee_notified_at is not null and new.employee_notified_at is distinct from old.employee_notified_at)
       or (old.deputy_head_notified_at is not null
           and new.deputy_head_notified_at is distinct from old.deputy_head_notified_at) then
        raise exception 'the moment of a notice is written once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger decision_notified_once before update on cases_decision
    for each row execute function cases_decision_notified_once();
"""
DECIDED = "exists (select from cases_decision d where d.id = decision_id)"
OF_SOMEBODY_ELSES = (
    f"exists (select from cases_case c where c.id = candidacy_id and c.requester_id is distinct from {ME})"
)


def mended(table: str, policy: str, before: str, after: str) -> object:
    clause = {"app_read": "using ({0})", "app_insert": "with check ({0})"}.get(policy, "using ({0}) with check ({0})")
    return statement(
        f"alter policy {policy} on {table} {clause.format(after)};",
        f"alter policy {policy} on {table} {clause.format(before)};",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0175_decision_letters"), ("access", "0002_row_security")]
    operations = [
        statement(COMMISSION, "drop function cases_decided_by_commission(text);"),
        mended("cases_decision", "app_insert", f"decided_by_id = {ME} and {OF_SOMEBODY_ELSES}", DECIDES),
        mended("cases_decision", "app_write", OF_SOMEBODY_ELSES, PREPARES),
        *(
            mended(table, "app_insert", DECIDED, WITH_MY_DECISION)
            for table in ("cases_decisionfinding", "cases_authorization", "cases_condition")
        ),
        mended("cases_decisiondraft", "app_read", OF_SOMEBODY_ELSES, THEIRS),
        mended("cases_decisiondraft", "app_insert", OF_SOMEBODY_ELSES, PREPARES),
        mended("cases_decisiondraft", "app_write", OF_SOMEBODY_ELSES, PREPARES),
        mended(
            "cases_delegation",
            "app_insert",
            SEES_ALL,
            f"recorded_by_id = {ME} and person_id <> {ME} and {I_ADMINISTER}",
        ),
        mended("cases_delegation", "app_write", SEES_ALL, f"person_id <> {ME} and {I_ADMINISTER}"),
        statement(
            "revoke update on cases_delegation from {app}; grant update (active_to) on cases_delegation to {app};",
            "grant update on cases_delegation to {app};",
        ),
        statement(
            DELEGATED,
            "drop trigger decision_is_delegated on cases_decision; drop function cases_decision_is_delegated();",
        ),
        statement(
            NOTIFIED_ONCE,
            "drop trigger decision_notified_once on cases_decision; drop function cases_decision_notified_once();",
        ),
        grant("cases_decisionletter", "select, insert, update (delivery)"),
        secure_rows(
            "cases_decisionletter",
            read=READS_LETTER,
            insert=f"issued_by_id = {ME} and {WITH_MY_DECISION}",
        ),
        statement(
            f"create policy app_write on cases_decisionletter for update to {{app}} using (delivery = '' and {HANDS_OVER}) "
            f"with check ({HANDS_OVER});",
            "drop policy if exists app_write on cases_decisionletter;",
        ),
        grant("cases_decisionlettercopy", "select, insert"),
        secure_rows("cases_decisionlettercopy", read=OF_A_LETTER, insert=OF_A_LETTER),
    ]

"""The wall around allegations: investigators and the Commission's decision maker, by their roles of today, see them;
not those who otherwise see everything, and never the one whom an allegation is about, or who bears that name.

Anybody may write one; nobody outside reads it back. Entries of its trail, and messages about it, are behind the same
wall: neither a list of entries nor a trail gives them. Reports get counts, from `allegations_counts` alone.
"""

from django.conf import settings
from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

TODAY = f"(select (now() at time zone '{settings.TIME_ZONE}')::date)"
HEAD = "language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$"
SYSTEM = f"({ME} is null and {SEES_ALL})"

INSIDE = f"""
create sequence allegations_number;
revoke all on sequence allegations_number from public;
grant usage on sequence allegations_number to {{app}};

create function allegations_inside() returns boolean {HEAD}
    select exists (select from access_appointment a where a.person_id = {ME}
      and a.role in ('INVESTIGATOR', 'COMMISSION_DECIDER')
      and a.active_from <= {TODAY} and (a.active_to is null or a.active_to > {TODAY}))
$$;

create function allegations_hides(which uuid) returns boolean {HEAD}
    select exists (select from allegations_allegation a where a.ref = which
                   and (a.person_id = {ME} or {ME} = any (a.walled_from) or not (select allegations_inside())))
$$;

create function allegations_hidden_refs() returns setof uuid {HEAD}
    select a.ref from allegations_allegation a
    where a.person_id = {ME} or {ME} = any (a.walled_from) or not (select allegations_inside())
$$;

create function allegations_counts()
returns table (first_year integer, provision text, timeliness text, outcome text, found bigint) {HEAD}
    with told as (
        select a.id, a.timeliness, a.provisions,
               extract(year from a.received_on - interval '3 months')::integer as first_year,
               case when o.substantiated then 'SUBSTANTIATED' when not o.substantiated then 'NOT_SUBSTANTIATED'
                    when d.investigates then 'INVESTIGATING' when not d.investigates then 'NOT_INVESTIGATED'
                    else 'OPEN' end as outcome
        from allegations_allegation a
        left join allegations_decision d on d.allegation_id = a.id
        left join allegations_outcome o on o.allegation_id = a.id
        where (select allegations_inside()) or {SYSTEM})
    select first_year, null, timeliness, outcome, count(*) from told group by 1, 3, 4
    union all
    select first_year, p, null, null, count(*) from told, unnest(provisions) p group by 1, 2
$$;

revoke all on function allegations_inside, allegations_hides(uuid), allegations_hidden_refs, allegations_counts from public;
grant execute on function allegations_inside, allegations_hides(uuid), allegations_hidden_refs, allegations_counts to {{app}};
"""
NOT_INSIDE = (
    "drop function allegations_counts(); drop function allegations_hidden_refs(); drop function allegations_hides(uuid); "
    "drop function allegations_inside(); drop sequence allegations_number;"
)
IS_INSIDE = "(select allegations_inside())"
READS = f"{IS_INSIDE} and person_id is distinct from {ME} and not ({ME} = any (walled_from))"
OF_ONE = f"{IS_INSIDE} and exists (select from allegations_allegation a where a.id = allegation_id)"
NEW = (
    f"status = 'RECEIVED' and version = 1 and person_id is null and withdrawn_on is null and changed_by_id is not distinct "
    f"from received_by_id and (received_by_id is null or (received_by_id = {ME} and {IS_INSIDE}))"
)

TRAIL = """
create or replace function audit.trail(ref uuid)
returns table (seq integer, body bytea, key_id uuid, wrapped bytea, nonce bytea, ciphertext bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.seq, e.body, k.key_id, k.wrapped, p.nonce, p.ciphertext
    from audit.entry e left join audit.payload p on p.entry_id = e.id left join audit.data_key k on k.key_id = p.key_id
    where e.case_ref = ref{wall} order by e.seq
$$;
"""
GAPS = TRAIL.format(wall=" and not (select public.allegations_hides(ref))") + (
    "create policy app_allegations on audit.entry as restrictive for select to {app} "
    "using (case_ref not in (select allegations_hidden_refs()));"
    "create policy app_allegations on notifications_message as restrictive for select to {app} "
    f"using (recipient_id = {ME} or left(template, 12) <> 'allegations/' or {SYSTEM});"
)
GAPS_AGAIN = (
    "drop policy app_allegations on notifications_message; drop policy app_allegations on audit.entry;"
    + TRAIL.format(wall="")
)


class Migration(migrations.Migration):
    dependencies = [
        ("allegations", "0001_initial"),
        ("access", "0040_hierarchy"),
        ("audit", "0002_entries_to_look_at"),
        ("notifications", "0001_initial"),
    ]
    operations = [
        statement(INSIDE, NOT_INSIDE),
        grant("allegations_allegation", "select, insert, update"),
        grant("allegations_decision", "select, insert"),
        grant("allegations_step", "select, insert"),
        grant("allegations_outcome", "select, insert"),
        grant("allegations_disclosure", "select, insert"),
        grant("allegations_notice", "select, insert, update (sent_on, how, recorded_by_id)"),
        secure_rows("allegations_allegation", read=READS, insert=NEW, write=READS),
        secure_rows("allegations_decision", read=OF_ONE, insert=f"decided_by_id = {ME} and {OF_ONE}"),
        secure_rows("allegations_step", read=OF_ONE, insert=f"recorded_by_id = {ME} and {OF_ONE}"),
        secure_rows("allegations_outcome", read=OF_ONE, insert=f"decided_by_id = {ME} and {OF_ONE}"),
        secure_rows("allegations_disclosure", read=OF_ONE, insert=f"decided_by_id = {ME} and {OF_ONE}"),
        secure_rows("allegations_notice", read=f"person_id = {ME} or ({OF_ONE})", insert=OF_ONE, write=OF_ONE),
        statement(GAPS, GAPS_AGAIN),
    ]

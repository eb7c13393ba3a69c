"""Who sees recusals and consultations; conflicts that appear after a request was sent; and the last gaps of the wall.

Recusals and consultations are written by the system alone, after the operation asked permission; a recusal of oneself by
oneself. A lead learns of recusals through `cases_recusals`, which never gives a reason, a subject or a requester.

The trigger on appointments walls a new or changed representative off before they can look; which facts it goes by,
`cases.conflicts` says (a test holds the two together). Walls are only ever added to.
"""

from django.conf import settings
from django.db import migrations

from polact.access.enums import SEES_ALL as ROLES_THAT_SEE_ALL
from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

HEAD = "language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$"
SYSTEM = f"{ME} is null and {SEES_ALL}"
SEES_CASE = "exists (select from cases_case c where c.id = case_id)"
# The requester's own row is seen by them, but neither why somebody stepped aside nor what an expert wrote.
HANDLES_CASE = f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"
# Here the database reads the clock: a day that has passed must not depend on anybody's asking.
TODAY = f"(select (now() at time zone '{settings.TIME_ZONE}')::date)"
AWAITED = (
    f"expert_id = {ME} and answered_at is null and withdrawn_at is null and until >= {TODAY} "
    "and (kind <> 'MANAGER' or consent) and cases_open_to_expert(case_id)"
)
roles = ", ".join(f"'{role.value}'" for role in ROLES_THAT_SEE_ALL)
CURRENT = "{a}.active_from <= on_day and ({a}.active_to is null or {a}.active_to > on_day)"


def current(alias: str) -> str:
    return CURRENT.format(a=alias)


def only_for_the_application(*functions: str) -> str:
    return "".join(
        f"revoke all on function {name} from public; grant execute on function {name} to {{app}};" for name in functions
    )


WALLED_OFF = f"""
create index case_walled_from on cases_case using gin (walled_from) where walled_from <> '{{}}';

create function cases_walled_refs() returns uuid[] {HEAD}
    select coalesce(array_agg(ref), '{{}}') from public.cases_case
    where walled_from <> '{{}}' and walled_from @> array[{ME}] and requester_id <> {ME}
$$;

create function cases_walled_numbers() returns text[] {HEAD}
    select coalesce(array_agg('PA-' || lpad(id::text, greatest(6, length(id::text)), '0')), '{{}}') from public.cases_case
    where walled_from <> '{{}}' and walled_from @> array[{ME}] and requester_id <> {ME}
$$;

create function cases_open_to_expert(which bigint) returns boolean {HEAD}
    select exists (select from public.cases_case where id = which and not (walled_from @> array[{ME}])
                   and requester_id <> {ME} and status in ('SUBMITTED', 'IN_REVIEW', 'AWAITING_INFORMATION'))
$$;
""" + only_for_the_application("cases_walled_refs", "cases_walled_numbers", "cases_open_to_expert(bigint)")

# The audit's entries and other people's messages name no requester, but they count, and a message says the number.
GAPS = f"""
alter policy app_read on audit.entry using ({SEES_ALL} and case_ref <> all ((select cases_walled_refs())::uuid[]));
create policy app_wall on notifications_message as restrictive for select to {{app}} using (
    recipient_id = {ME} or not exists (
        select from unnest((select cases_walled_numbers())) number where position(number in subject || ' ' || body) > 0));
"""
GAPS_AGAIN = f"""
alter policy app_read on audit.entry using ({SEES_ALL});
drop policy app_wall on notifications_message;
"""

LATER = f"""
create function cases_folded(unit text) returns text {HEAD}
    select lower(unaccent(btrim(unit)))
$$;

create function cases_related(who bigint, on_day date) returns setof bigint {HEAD}
    select a.reports_to_id from access_appointment a
    where a.person_id = who and a.reports_to_id is not null and {current("a")}
    union select a.person_id from access_appointment a where a.reports_to_id = who and {current("a")}
    union select b.person_id from access_appointment a
    join access_appointment b on b.organization_id = a.organization_id and b.person_id <> a.person_id
         and cases_folded(b.unit) = cases_folded(a.unit)
    where a.person_id = who and cases_folded(a.unit) <> '' and {current("a")} and {current("b")}
$$;

create function cases_conflicts_of(handler bigint, on_day date) returns setof bigint {HEAD}
    with held as (select a.role, a.organization_id from access_appointment a where a.person_id = handler and {current("a")})
    select c.id from cases_case c
    where c.requester_id in (select cases_related(handler, on_day)) and c.requester_id <> handler
      and c.submitted_at is not null
      and (exists (select from held h where h.role in ({roles}))
           or c.organization_id in (select h.organization_id from held h where h.role = 'REPRESENTATIVE'))
$$;

create function cases_conflicts(on_day date) returns table (case_id bigint, person_id bigint) {HEAD}
    select f.case_id, h.person_id
    from (select distinct a.person_id from access_appointment a
          where a.role in ('REPRESENTATIVE', {roles}) and {current("a")}) h,
         lateral cases_conflicts_of(h.person_id, on_day) f (case_id)
$$;

create function cases_wall_off_appointed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    today date := (now() at time zone '{settings.TIME_ZONE}')::date;
begin
    if exists (select from cases_case) then
        update cases_case c
        set walled_from = array(select distinct walled from unnest(c.walled_from || f.people) walled order by 1)
        from (select found.case_id, array_agg(distinct h.person_id) people
              from unnest(array[today, today + 1]) on_day,
                   lateral (select new.person_id union select cases_related(new.person_id, on_day)) h (person_id),
                   lateral cases_conflicts_of(h.person_id, on_day) found (case_id)
              group by 1) f
        where c.id = f.case_id and not c.walled_from @> f.people;
    end if;
    return null;
end $$;
revoke all on function cases_wall_off_appointed from public;
create trigger walls after insert or update on access_appointment
    for each row execute function cases_wall_off_appointed();
revoke all on function cases_folded(text), cases_related(bigint, date), cases_conflicts_of(bigint, date) from public;
""" + only_for_the_application("cases_conflicts(date)")

LEADING = f"""
create function cases_led() returns bigint[] {HEAD}
    select coalesce(array_agg(distinct a.organization_id), '{{}}') from access_appointment a
    where a.person_id = {ME} and a.is_lead and a.role = 'REPRESENTATIVE'
      and a.active_from <= {TODAY} and (a.active_to is null or a.active_to > {TODAY})
$$;

create function cases_is_officer() returns boolean {HEAD}
    select exists (select from access_appointment a where a.person_id = {ME} and a.role = 'COMMISSION_OFFICER'
      and a.active_from <= {TODAY} and (a.active_to is null or a.active_to > {TODAY}))
$$;

create function cases_recusals(before timestamptz, most integer)
returns table (at timestamptz, person text, ground text, case_id bigint, holder text) {HEAD}
    select r.at, btrim(p.given_name || ' ' || p.family_name), r.ground, c.id, btrim(h.given_name || ' ' || h.family_name)
    from cases_recusal r
    join cases_case c on c.id = r.case_id
    join access_person p on p.id = r.person_id
    left join access_person h on h.id = c.assigned_to_id
    where ((select cases_is_officer()) or c.organization_id = any ((select cases_led())::bigint[]))
      and not (c.walled_from @> array[{ME}]) and c.requester_id <> {ME} and (before is null or r.at < before)
    order by r.at desc, r.id limit most
$$;

create function cases_recusals_hidden() returns bigint {HEAD}
    select count(distinct c.id) from cases_recusal r join cases_case c on c.id = r.case_id
    where c.organization_id = any ((select cases_led())::bigint[]) and c.walled_from @> array[{ME}]
$$;
""" + only_for_the_application(
    "cases_led", "cases_is_officer", "cases_recusals(timestamptz, integer)", "cases_recusals_hidden"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0070_recusals_and_consultations"),
        ("access", "0040_hierarchy"),
        ("audit", "0002_entries_to_look_at"),
        ("notifications", "0001_initial"),
    ]
    operations = [
        statement(
            WALLED_OFF,
            "drop function cases_open_to_expert(bigint); drop function cases_walled_numbers(); "
            "drop function cases_walled_refs(); drop index case_walled_from;",
        ),
        grant("cases_recusal", "select, insert"),
        grant("cases_consultation", "select, insert, update"),
        grant("cases_opinion", "select, insert"),
        secure_rows(
            "cases_recusal",
            read=f"{SEES_ALL} and {HANDLES_CASE}",
            insert=f"({SYSTEM}) or (person_id = {ME} and recorded_by_id = {ME} and ground = 'DECLARED' and {SEES_CASE})",
        ),
        secure_rows("cases_consultation", read=f"{SEES_CASE} or ({AWAITED})", insert=SYSTEM, write=SYSTEM),
        secure_rows("cases_opinion", read=f"given_by_id = {ME} or {HANDLES_CASE}", insert=SYSTEM),
        statement(GAPS, GAPS_AGAIN),
        statement(
            LATER,
            "drop trigger walls on access_appointment; drop function cases_wall_off_appointed(); "
            "drop function cases_conflicts(date); drop function cases_conflicts_of(bigint, date); "
            "drop function cases_related(bigint, date); drop function cases_folded(text);",
        ),
        statement(
            LEADING,
            "drop function cases_recusals_hidden(); drop function cases_recusals(timestamptz, integer); "
            "drop function cases_is_officer(); drop function cases_led();",
        ),
    ]

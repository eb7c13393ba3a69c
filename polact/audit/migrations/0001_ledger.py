"""The ledger: entries chained per case, sealed payloads beside them, and the only function that may append.

The application role reads and writes through functions alone; it has no UPDATE, DELETE or TRUNCATE on anything here,
and statement triggers refuse those to the owner as well. Later tables (leaf, node, checkpoint) join without a change.
"""

from django.db import migrations

from polact.base.sql import statement

TABLES = """
create schema audit;
revoke all on schema audit from public;
grant usage on schema audit to {app};

create table audit.entry (
    id bigint generated always as identity primary key,
    case_ref uuid not null,
    seq integer not null check (seq > 0),
    body bytea not null,
    prev_hash bytea not null check (octet_length(prev_hash) = 32),
    entry_hash bytea not null check (octet_length(entry_hash) = 32),
    request_id uuid not null unique,
    recorded_at timestamptz not null default clock_timestamp(),
    unique (case_ref, seq)
);
create table audit.data_key (
    key_id uuid primary key,
    case_ref uuid not null unique,
    wrapped bytea not null,
    created_at timestamptz not null default clock_timestamp()
);
create table audit.payload (
    entry_id bigint primary key references audit.entry (id),
    salt bytea not null check (octet_length(salt) = 32),
    key_id uuid not null references audit.data_key (key_id),
    nonce bytea not null,
    ciphertext bytea not null
);
create table audit.head (
    case_ref uuid primary key,
    seq integer not null,
    entry_hash bytea not null
);
revoke all on all tables in schema audit from public, {app};
"""

FUNCTIONS = """
create function audit.open(ref uuid)
returns table (seq integer, entry_hash bytea, key_id uuid, wrapped bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into audit.head as h (case_ref, seq, entry_hash)
    values (ref, 0, sha256(convert_to('case:' || ref::text, 'UTF8')))
    on conflict (case_ref) do nothing;
    return query
        select h.seq, h.entry_hash, k.key_id, k.wrapped
        from audit.head h left join audit.data_key k on k.case_ref = h.case_ref
        where h.case_ref = ref for update of h;
end $$;

create function audit.append(
    ref uuid, body bytea, hash bytea, request uuid, salt bytea, key uuid, wrapped bytea, nonce bytea, ciphertext bytea)
returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    last audit.head;
    told jsonb := convert_from(body, 'UTF8')::jsonb;
    new_id bigint;
begin
    select * into strict last from audit.head h where h.case_ref = ref for update;
    if told ->> 'case' <> ref::text or (told ->> 'seq')::integer <> last.seq + 1 then
        raise exception 'audit: the entry does not follow entry % of its case', last.seq using errcode = 'PA001';
    end if;
    if hash <> sha256('\\x02'::bytea || last.entry_hash || sha256(body)) then
        raise exception 'audit: the hash is not that of the entry' using errcode = 'PA002';
    end if;
    if wrapped is not null then
        insert into audit.data_key (key_id, case_ref, wrapped) values (key, ref, wrapped);
    elsif not exists (select from audit.data_key k where k.key_id = key and k.case_ref = ref) then
        raise exception 'audit: the key is not that of the case' using errcode = 'PA003';
    end if;
    insert into audit.entry (case_ref, seq, body, prev_hash, entry_hash, request_id)
    values (ref, last.seq + 1, body, last.entry_hash, hash, request) returning id into new_id;
    insert into audit.payload (entry_id, salt, key_id, nonce, ciphertext)
    values (new_id, salt, key, nonce, ciphertext);
    update audit.head h set seq = last.seq + 1, entry_hash = hash where h.case_ref = ref;
    return new_id;
end $$;

create function audit.trail(ref uuid)
returns table (seq integer, body bytea, key_id uuid, wrapped bytea, nonce bytea, ciphertext bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.seq, e.body, k.key_id, k.wrapped, p.nonce, p.ciphertext
    from audit.entry e left join audit.payload p on p.entry_id = e.id left join audit.data_key k on k.key_id = p.key_id
    where e.case_ref = ref order by e.seq
$$;

create function audit.refuse() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'audit: % on %.% is refused', tg_op, tg_table_schema, tg_table_name using errcode = 'PA004';
end $$;

revoke all on all functions in schema audit from public;
grant execute on function audit.open, audit.append, audit.trail to {app};

create trigger append_only before update or delete or truncate on audit.entry
    for each statement execute function audit.refuse();
create trigger append_only before update or truncate on audit.payload
    for each statement execute function audit.refuse();
create trigger append_only before update or truncate on audit.data_key
    for each statement execute function audit.refuse();
create trigger append_only before delete or truncate on audit.head
    for each statement execute function audit.refuse();
"""

ROWS = "".join(
    f"alter table audit.{table} enable row level security; alter table audit.{table} force row level security;"
    f"create policy owner_all on audit.{table} to current_user using (true) with check (true);"
    for table in ("entry", "payload", "data_key", "head")
)


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        statement(TABLES),
        statement(FUNCTIONS),
        statement(ROWS),
    ]

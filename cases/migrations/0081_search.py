"""Search: whose case it is stands in the index, slips of the finger are mended from words that the person may see.

`search` holds, beside the words of subject, question and `found_by`, marks that no typed word can be (they begin with @):
@o and the organization, @r and the requester, @q and the queue. With them the index itself narrows to what a person may
see, instead of finding everybody's cases and throwing most away. The policy's own condition is applied besides: the marks
make it fast, the condition makes it right (docs/decisions/0016).
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import migrations

from assessments.rulebook import load
from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

walls = import_module("cases.migrations.0041_walls")
VISIBLE = walls.VISIBLE
EN, FR = "'public.polact_en'::regconfig", "'public.polact_fr'::regconfig"

COLUMN = f"""
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
alter table cases_case drop column search;
alter table cases_case add column search tsvector generated always as (
    setweight(to_tsvector({EN}, subject), 'A') || setweight(to_tsvector({FR}, subject), 'A')
    || setweight(to_tsvector({EN}, found_by), 'B') || setweight(to_tsvector({FR}, found_by), 'B')
    || to_tsvector({EN}, question) || to_tsvector({FR}, question)
    || array_to_tsvector(array['@o' || organization_id::text, '@r' || requester_id::text, '@q' || queue])) stored;
create index case_search on cases_case using gin (search);
"""
COLUMN_BEFORE = f"""
alter table cases_case drop column search;
alter table cases_case add column search tsvector generated always as (
    to_tsvector({EN}, subject || ' ' || question) || to_tsvector({FR}, subject || ' ' || question)) stored;
create index case_search on cases_case using gin (search);
"""

WORDS = """
create table cases_word (
    organization_id bigint not null,
    word text not null,
    primary key (organization_id, word)
);
create index cases_word_alike on cases_word using gin (word public.gin_trgm_ops);
"""

LEARN = f"""
create function cases_learn_words(since timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if {ME} is not null then
        raise insufficient_privilege using message = 'only the system learns words';
    end if;
    insert into public.cases_word (organization_id, word)
    select distinct place, word
    from public.cases_case c
    cross join lateral unnest(tsvector_to_array(c.search)) word
    cross join lateral (values (c.organization_id), (0)) place (place)
    where c.submitted_at >= since and c.submitted_on >= (since - interval '1 day')::date and c.walled_from = '{{}}'
      and word ~ '^[a-z]' and length(word) between 3 and 40
    order by place, word
    on conflict do nothing;
end $$;
"""

# The marks of what a person may see; null where that is everything.
REACH = f"""
create function cases_reach() returns tsquery
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select case when {SEES_ALL} then null else (
        (select coalesce(string_agg('''@o' || place || ''' | ', ''), '')
         from unnest(nullif(current_setting('app.organizations', true), '')::bigint[]) place)
        || '''@r' || coalesce({ME}::text, '') || '''')::tsquery end
$$;
"""

SEEN = f"""
create function cases_word_is_seen(word text, reach tsquery) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
    asked tsquery := (quote_literal(word))::tsquery;
    seen boolean;
begin
    if reach is not null then
        asked := asked && reach;
    end if;
    execute 'select exists (select from public.cases_case where search @@ $1 and ({VISIBLE.replace("'", "''")}))'
    into seen using asked;
    return seen;
end $$;
"""

ALIKE = f"""
create function cases_words_alike(stem text, reach tsquery) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    slips integer := case when length(stem) < 4 then 0 when length(stem) < 6 then 1 else 2 end;
    places bigint[] := case when {SEES_ALL} then array[0::bigint]
                            else coalesce(nullif(current_setting('app.organizations', true), '')::bigint[], '{{}}') end;
    found text[] := '{{}}';
    candidate text;
begin
    if length(stem) not between 3 and 40 then
        return found;
    end if;
    for candidate in
        select w.word
        from (
            select distinct word from public.cases_word
            where organization_id = any(places) and word between left(stem, 1) and left(stem, 1) || 'zzzz'
            union
            select distinct word from public.cases_word
            where length(stem) >= 6 and organization_id = any(places) and word operator(public.%) stem
            union
            select word from (
                select unnest(tsvector_to_array(search)) as word from (
                    select search from public.cases_case where requester_id = {ME} order by id desc limit 50) own) mine
            where word ~ '^[a-z]' and (left(word, 1) = left(stem, 1) or length(stem) >= 6)
        ) w
        where abs(length(w.word) - length(stem)) <= slips and levenshtein_less_equal(w.word, stem, 2) <= 2
          and (levenshtein_less_equal(w.word, stem, slips) <= slips or public.cases_swapped(w.word, stem))
           or (length(stem) >= 4 and starts_with(w.word, stem))
        order by levenshtein_less_equal(w.word, stem, 2), w.word
        limit 24
    loop
        if public.cases_word_is_seen(candidate, reach) then
            found := found || candidate;
        end if;
        exit when cardinality(found) = 4;
    end loop;
    return found;
end $$;

create function cases_swapped(one text, other text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select length(one) = length(other) and length(one) >= 4
       and (select array_agg(letter order by letter) from regexp_split_to_table(one, '') letter)
         = (select array_agg(letter order by letter) from regexp_split_to_table(other, '') letter)
$$;
"""

# What was typed with its slips mended, as a query; null when nothing was there to mend.
MENDED = f"""
create function cases_mended(words text, reach tsquery) returns tsquery
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    typed text;
    stems text[];
    stem text;
    near text[];
    mended tsquery;
    has_slip boolean := false;
begin
    for typed in
        select word from regexp_split_to_table(lower(public.unaccent(words)), '[^[:alnum:]]+') with ordinality t (word, place)
        where word <> '' order by place limit 8
    loop
        continue when to_tsvector({EN}, typed) = '' or to_tsvector({FR}, typed) = '';
        stems := array(select unnest(tsvector_to_array(to_tsvector({EN}, typed) || to_tsvector({FR}, typed))));
        near := array(select known from unnest(stems) known where public.cases_word_is_seen(known, reach));
        if near = '{{}}' then
            has_slip := true;
            foreach stem in array stems loop
                near := near || public.cases_words_alike(stem, reach);
            end loop;
            if near = '{{}}' then
                return null;
            end if;
        end if;
        stem := (select string_agg(quote_literal(known), ' | ') from unnest(near) known);
        mended := case when mended is null then stem::tsquery else mended && stem::tsquery end;
    end loop;
    return case when has_slip then mended end;
end $$;
"""

SEARCH = f"""
drop function cases_search(text, integer);
create function cases_search(words text, most integer, scope text default '')
returns table (id bigint, score real, is_near boolean, asked text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    reach tsquery := public.cases_reach();
    typed tsquery := websearch_to_tsquery({EN}, words) || websearch_to_tsquery({FR}, words);
    near boolean := false;
begin
    if scope <> '' then
        reach := case when reach is null then scope::tsquery else reach && scope::tsquery end;
    end if;
    loop
        exit when typed is null or numnode(typed) = 0;
        return query execute
            'select f.id, f.score, $3, $1::text from ('
            '  select id, ts_rank(search, $1) as score from public.cases_case'
            '  where search @@ $2 and ({VISIBLE.replace("'", "''")}) order by id desc limit $4) f'
            ' order by f.score desc, f.id desc'
        using typed, case when reach is null then typed else typed && reach end, near, most;
        exit when found or near;
        near := true;
        typed := public.cases_mended(words, reach);
    end loop;
end $$;
"""

SEARCH_BEFORE = (
    """
drop function cases_search(text, integer, text);
drop function cases_mended(text, tsquery);
drop function cases_words_alike(text, tsquery);
drop function cases_swapped(text, text);
drop function cases_word_is_seen(text, tsquery);
drop function cases_reach();
"""
    + walls.SEARCH.format(visible=VISIBLE)
    + "revoke all on function cases_search from public; grant execute on function cases_search to "
    + f"{settings.APP_ROLE};"
)

RIGHTS = """
revoke all on function cases_search(text, integer, text), cases_mended(text, tsquery), cases_words_alike(text, tsquery),
    cases_swapped(text, text), cases_word_is_seen(text, tsquery), cases_reach(), cases_learn_words(timestamptz) from public;
grant execute on function cases_search(text, integer, text), cases_reach(), cases_learn_words(timestamptz) to {app};
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """What finds the cases that are there already: names as they are now, activities as the first rulebook has them."""
    activities = [(code, f"{found.text.en} {found.text.fr}") for code, found in load("0.1.0").activities.items()]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "update cases_case c set found_by = left(concat_ws(' ', p.given_name, p.family_name, a.name), 1000) "
            "from access_person p, cases_case d left join unnest(%s::text[], %s::text[]) as a (code, name) on a.code = d.activity "
            "where p.id = c.requester_id and d.id = c.id and c.submitted_at is not null",
            [[code for code, _name in activities], [name for _code, name in activities]],
        )


def learn(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select cases_learn_words('2000-01-01')")


class Migration(migrations.Migration):
    dependencies = [("cases", "0080_desk")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        statement(COLUMN, COLUMN_BEFORE),
        statement(WORDS, "drop table cases_word;"),
        grant("cases_word", "select"),
        secure_rows("cases_word", read="false"),
        statement(LEARN, "drop function cases_learn_words(timestamptz);"),
        statement(REACH + SEEN + ALIKE + MENDED + SEARCH + RIGHTS, SEARCH_BEFORE),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]

"""Drafts are for those who see everything; what is published is for everybody and is never changed, not even by the owner.

The database itself refuses a publisher who edited the draft, a review by somebody who did, and a file whose hash is
not that of its bytes.
"""

from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

UNTOUCHED_BY_ME = (
    "not exists (select from assessments_draftchange c where c.draft_id = {table}.draft_id and c.made_by_id = {person})"
)


def untouched(table: str, person: str) -> str:
    return UNTOUCHED_BY_ME.format(table=table, person=person)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_rulebooks")]
    operations = [
        grant("assessments_rulebookdraft", "select, insert, update"),
        secure_rows("assessments_rulebookdraft", read=SEES_ALL, write=SEES_ALL, insert=SEES_ALL),
        grant("assessments_draftchange", "select, insert"),
        secure_rows("assessments_draftchange", read=SEES_ALL, insert=f"{SEES_ALL} and made_by_id = {ME}"),
        grant("assessments_gatereview", "select, insert"),
        secure_rows(
            "assessments_gatereview",
            read=SEES_ALL,
            insert=f"{SEES_ALL} and reviewer_id = {ME} and {untouched('assessments_gatereview', 'reviewer_id')}",
        ),
        grant("assessments_publishedrulebook", "select, insert"),
        secure_rows(
            "assessments_publishedrulebook",
            read="true",
            insert=f"{SEES_ALL} and published_by_id = {ME} "
            f"and {untouched('assessments_publishedrulebook', 'published_by_id')}",
        ),
        statement(
            "alter table assessments_publishedrulebook add constraint published_with_its_hash "
            "check (content_hash = encode(sha256(content), 'hex'));"
            "create function assessments_refuse() returns trigger language plpgsql as $$ begin "
            "raise exception 'a published rulebook is never changed: %', tg_op using errcode = 'PA010'; end $$;"
            "create trigger never_changed before update or delete or truncate on assessments_publishedrulebook "
            "for each statement execute function assessments_refuse();",
            "drop trigger never_changed on assessments_publishedrulebook; drop function assessments_refuse;"
            "alter table assessments_publishedrulebook drop constraint published_with_its_hash;",
        ),
    ]

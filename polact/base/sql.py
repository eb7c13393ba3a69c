"""SQL that migrations share: grants for the application role and row-level security in the form that keeps indexes.

Each setting is read in a scalar subselect, so that the planner evaluates it once and keeps the query's ordering
index; `nullif` makes an unset and an emptied setting alike mean "nobody" (docs/decisions/0005).
"""

from django.conf import settings
from django.db import migrations

ME = "(select nullif(current_setting('app.person', true), '')::bigint)"
MY_ORGANIZATIONS = "any ((select nullif(current_setting('app.organizations', true), '')::bigint[])::bigint[])"
SEES_ALL = "(select current_setting('app.sees_all', true)) = 'on'"


def statement(sql: str, reverse: str = "") -> migrations.RunSQL:
    """A migration step; `{app}` in the SQL is the application role's name."""
    return migrations.RunSQL(sql.replace("{app}", settings.APP_ROLE), reverse or migrations.RunSQL.noop)


def grant(table: str, privileges: str) -> migrations.RunSQL:
    """Give the application role `privileges` (such as "select, insert") on `table`, and nothing else."""
    return statement(
        f"revoke all on {table} from public, {{app}}; grant {privileges} on {table} to {{app}};",
        f"revoke all on {table} from {settings.APP_ROLE};",
    )


def secure_rows(table: str, *, read: str, write: str = "", insert: str = "", delete: str = "") -> migrations.RunSQL:
    """Put `table` under row-level security for everybody but its owner.

    `read`, `write` (update), `insert` and `delete` are SQL conditions; an empty one means that the application
    role has no such right. The owner, who migrates and verifies, keeps an explicit policy of their own.
    """
    policies = [f"create policy owner_all on {table} to current_user using (true) with check (true);"]
    policies.append(f"create policy app_read on {table} for select to {{app}} using ({read});")
    if insert:
        policies.append(f"create policy app_insert on {table} for insert to {{app}} with check ({insert});")
    if write:
        policies.append(
            f"create policy app_write on {table} for update to {{app}} using ({write}) with check ({write});"
        )
    if delete:
        policies.append(f"create policy app_delete on {table} for delete to {{app}} using ({delete});")
    enable = f"alter table {table} enable row level security; alter table {table} force row level security;"
    names = ("owner_all", "app_read", "app_insert", "app_write", "app_delete")
    undo = "".join(f"drop policy if exists {name} on {table};" for name in names)
    return statement(
        enable + " ".join(policies),
        f"{undo} alter table {table} no force row level security; alter table {table} disable row level security;",
    )

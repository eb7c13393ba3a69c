"""`manage.py migrate`, which afterwards writes down what the database must know of the catalogue.

A regime is one file of the catalogue: no migration of its own says who decides under it.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from polact.catalogue.kinds import RequestType
from polact.catalogue.registry import REQUEST_TYPES

TABLE = "cases_ownauthority"


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            write_own_authorities(options["database"], REQUEST_TYPES)


def write_own_authorities(database: str, kinds: tuple[RequestType, ...]) -> None:
    """Keep the types that an authority of the organization decides, and no other, as rows. Takes the owner's connection."""
    own = sorted(kind.code for kind in kinds if kind.candidacy and kind.candidacy.authority.of_organization)
    with connections[database].cursor() as cursor:
        cursor.execute("select to_regclass(%s) is not null", [TABLE])
        if cursor.fetchone() == (True,):  # not before its migration
            cursor.execute("delete from cases_ownauthority where request_type <> all (%s)", [own])
            cursor.execute("insert into cases_ownauthority select unnest(%s::text[]) on conflict do nothing", [own])

"""What stands around the list of the desk: counts, saved views, colleagues, organizations. One statement for all of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from cases.models import CaseQuerySet, SavedView
from cases.queries.narrowing import Covered, Tab, handled_by, tabs_of
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.base.text import current_language

COUNTED_AT_MOST = 99
COUNTED = "(select count(*) from (%s) bounded)"
LISTED = "(select json_agg(json_build_array(row_kind, row_key, row_label, row_more, row_place)) from (%s) u)"
Row = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class View:
    """A saved view as the desk links it."""

    key: str
    name: str
    query: dict[str, str]
    is_shared: bool

    @property
    def address(self) -> str:
        return urlencode(self.query)


@dataclass(frozen=True)
class Choices:
    """What one person's desk can be narrowed to, beside what the law and the rulebook know."""

    organizations: list[tuple[int, str]] = field(default_factory=list)
    """None for somebody who represents one only."""
    colleagues: list[tuple[str, str]] = field(default_factory=list)
    views: list[View] = field(default_factory=list)


@dataclass(frozen=True)
class Surroundings:
    """All that the desk shows beside its rows."""

    counts: dict[Tab, int]
    """Open cases by tab; COUNTED_AT_MOST + 1 stands for all beyond."""
    choices: Choices


def around(person: Person, on: date, covered: Covered = ()) -> Surroundings:
    """Counts and choices on a day. What is counted is bounded: the price does not grow with what is open."""
    tabs = {tab: handled_by(person).open().filter(condition) for tab, condition in tabs_of(person, covered).items()}
    parts = [_counted(cases) for cases in tabs.values()]
    rows, given = _compiled(_rows(person, on))
    statement = "select " + ", ".join([*(sql for sql, _values in parts), LISTED % rows])
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for _sql, values in parts for value in values), *given])
        *counts, found = cursor.fetchone()
    return Surroundings(dict(zip(tabs, counts, strict=True)), _choices(found or []))


def choices_of(person: Person, on: date) -> Choices:
    """The choices alone, for pages that show no counts."""
    return _choices(_rows(person, on))


def _compiled(queryset: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    sql, given = queryset.query.sql_with_params()
    return str(sql), given


def _counted(cases: CaseQuerySet) -> tuple[str, Sequence[Any]]:
    sql, given = _compiled(cases.order_by().values("pk")[: COUNTED_AT_MOST + 1])
    return COUNTED % sql, given


def _rows(person: Person, on: date) -> QuerySet[Any]:
    parts = [_colleagues(person, on)]
    if len(person.standing.represents) > 1:
        parts.append(_organizations(person.standing.represents))
    return _views(person).union(*parts, all=True)


def _choices(rows: Iterable[Any]) -> Choices:
    ordered: list[Row] = sorted((tuple(row) for row in rows), key=lambda row: (row[4], row[2].casefold(), row[1]))
    of_kind = {kind: [row for row in ordered if row[0] == kind] for kind in ("own", "shared", "person", "place")}
    return Choices(
        organizations=[(int(key), label) for _kind, key, label, _more, _place in of_kind["place"]],
        colleagues=[(key, label) for _kind, key, label, _more, _place in of_kind["person"]],
        views=[
            View(key, label, json.loads(more), kind == "shared")
            for kind, key, label, more, _place in [*of_kind["own"], *of_kind["shared"]]
        ],
    )


def _row(things: QuerySet[Any], kind: Any, label: Any, more: Any = None, place: Any = None) -> QuerySet[Any]:
    """Things as rows of one shape: kind, key, label, more, place."""
    return (
        things.order_by()
        .annotate(
            row_kind=kind,
            row_key=Cast("pk", CharField()),
            row_label=label,
            row_more=more or _text(""),
            row_place=place or Cast(Value(0), IntegerField()),
        )
        .values_list("row_kind", "row_key", "row_label", "row_more", "row_place")
    )


def _text(value: str) -> Cast:
    """A constant whose type the server need not guess."""
    return Cast(Value(value), TextField())


def _views(person: Person) -> QuerySet[Any]:
    kind = Choose(When(organization=None, then=_text("own")), default=_text("shared"), output_field=TextField())
    views = SavedView.objects.visible_to(person)
    return _row(views, kind, Cast("name", TextField()), Cast("query", TextField()), F("position"))


def _colleagues(person: Person, on: date) -> QuerySet[Any]:
    held = Q(role=Role.REPRESENTATIVE, organization_id__in=list(person.standing.represents))
    if person.standing.holds(Role.COMMISSION_OFFICER):
        held |= Q(role=Role.COMMISSION_OFFICER)
    current = Appointment.objects.current(on).filter(held, person_id=OuterRef("pk"))
    people = Person.objects.filter(Exists(current)).exclude(pk=person.pk)
    full_name = Concat(F("given_name"), _text(" "), F("family_name"), output_field=TextField())
    return _row(people, _text("person"), full_name)


def _organizations(represented: frozenset[int]) -> QuerySet[Any]:
    language = current_language()
    name = Coalesce(NullIf(F(f"applied_title_{language}"), Value("")), F(f"name_{language}"))
    return _row(Organization.objects.filter(pk__in=represented), _text("place"), Cast(name, TextField()))

"""One reading of the facts: for whom, narrowed by what, as of when. Every report that counts requests goes through here.

A report's SQL selects from the relations below by name; each is already narrowed to the organizations that the reader may
count and to the day as of which it is read, so that no report can forget either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from polact.access.models import Person
from polact.catalogue.fiscal import bounds

Chosen = Mapping[str, str]
MONTH = "({day} - (extract(day from {day})::integer - 1))"
ALL_TIME = (date.min, date.max)
RELATIONS = {
    "facts": """
        select ref, imported, organization_id, request_type, level, jurisdiction, occupational_group, region, province,
            language, topic, received_on,
            case when complete_on <= %(as_of)s then complete_on end as complete_on, due_on,
            case when ended_on <= %(as_of)s then ended_on end as ended_on,
            case when ended_on <= %(as_of)s then outcome else '' end as outcome,
            case when ended_on <= %(as_of)s then reason else '' end as reason, moved_up
        from cases_facts()
        where received_on <= %(as_of)s
            and (%(places)s::bigint[] is null or organization_id = any(%(places)s::bigint[]))""",
    "flow": f"""
        select organization_id, request_type, level, jurisdiction, {MONTH.format(day="received_on")} as received,
            {MONTH.format(day="ended_on")} as ended, outcome, reason, count(*) as requests,
            coalesce(sum(ended_on - received_on), 0) as days
        from facts group by 1, 2, 3, 4, 5, 6, 7, 8""",  # noqa: S608 - made of constants
    "timing": f"""
        select organization_id, request_type, level, {MONTH.format(day="received_on")} as received,
            {MONTH.format(day="ended_on")} as ended, outcome, ended_on - received_on as days, count(*) as requests,
            count(complete_on) as completed, coalesce(sum(complete_on - received_on), 0) as days_to_complete,
            count(*) filter (where ended_on - complete_on <= 30) as within_30_days,
            count(*) filter (where ended_on <= due_on) as on_time, count(due_on) as with_due_day
        from facts where ended_on is not null group by 1, 2, 3, 4, 5, 6, 7""",  # noqa: S608 - made of constants
    "people": f"""
        select organization_id, request_type, level, occupational_group, region, province, language,
            {MONTH.format(day="received_on")} as received, outcome, count(*) as requests
        from facts group by 1, 2, 3, 4, 5, 6, 7, 8, 9""",  # noqa: S608 - made of constants
    "topics": f"""
        select organization_id, request_type, topic, {MONTH.format(day="received_on")} as received,
            {MONTH.format(day="ended_on")} as ended, outcome, moved_up, count(*) as requests,
            coalesce(sum(ended_on - received_on), 0) as days
        from facts group by 1, 2, 3, 4, 5, 6, 7""",  # noqa: S608 - made of constants
}
"""`facts` is one row a request. The others are its roll-ups: `received` and `ended` are first days of months, `days` calendar
days from received to ended, `requests` how many."""


@dataclass(frozen=True)
class Reading:
    """`person` None is the system, which sees everything. `as_of` is a day: what happened after it is not known yet."""

    person: Person | None
    chosen: Chosen
    as_of: date = date.max

    @property
    def places(self) -> list[int] | None:
        """The organizations that are counted; None for all of them."""
        if organization := self.chosen.get("organization"):
            return [int(organization)]  # which was checked to be one that the person may choose
        return None if self.person is None or self.person.standing.sees_all else list(self.person.standing.represents)

    @property
    def span(self) -> tuple[date, date]:
        """First day of the fiscal year that was chosen, and first day of the next; all time without one."""
        return bounds(self.chosen["fiscal_year"]) if self.chosen.get("fiscal_year") else ALL_TIME

    def select(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        """The rows of one statement over the relations that it names. `%(first)s` and `%(next)s` are the span's ends,
        where they are not given otherwise."""
        first, after = self.span
        values = {"first": first, "next": after, "as_of": self.as_of, "places": self.places, **given}
        with connection.cursor() as cursor:
            cursor.execute(f"{_relations(sql)}{sql}", values)
            return cursor.fetchall()


def _relations(sql: str) -> str:
    named = [name for name in RELATIONS if name != "facts" and re.search(rf"\b(from|join)\s+{name}\b", sql)]
    parts = ", ".join(f"{name} as not materialized ({RELATIONS[name]})" for name in ("facts", *named))
    return f"with {parts}\n"

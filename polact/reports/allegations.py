"""Counts of allegations by fiscal year, for those inside their wall: the numbers that may leave it, small ones hidden.

The database gives counts and nothing else (`allegations_counts`), and to nobody outside.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allegations.enums import Provision, Verdict
from assessments.suppression import hide_parts, is_small
from polact.catalogue.fiscal import fiscal_year
from polact.reports.published import Table

Counts = Counter[tuple[str, str]]
OUTCOMES = ("OPEN", "NOT_INVESTIGATED", "INVESTIGATING", "SUBSTANTIATED", "NOT_SUBSTANTIATED")


def outcome_name(code: str) -> str:
    """What became of allegations, in words."""
    names = {
        "OPEN": pgettext("allegations", "Not decided yet whether to investigate"),
        "NOT_INVESTIGATED": pgettext("allegations", "Not investigated"),
        "INVESTIGATING": pgettext("allegations", "Under investigation"),
        "SUBSTANTIATED": pgettext("allegations", "Substantiated"),
        "NOT_SUBSTANTIATED": pgettext("allegations", "Not substantiated"),
    }
    return names[code]


def tables() -> list[Table]:
    """Allegations by year, and of each year by timeliness, outcome and section; empty for whoever stands outside.

    None where a count is hidden. Each list by itself hides none or at least two where its sum is told.
    """
    years, parts = _read()
    if not years:
        return []
    shown = {year: None if is_small(count) else count for year, count in years.items()}
    order = tuple(sorted(years))
    whole = Table(
        "years",
        _("Allegations received"),
        _("Fiscal year"),
        (_("Allegations"),),
        tuple((y, (shown[y],)) for y in order),
    )
    lists: tuple[tuple[str, str, Iterable[str], Callable[[str], Any]], ...] = (
        ("timeliness", _("By timeliness"), Verdict.values, lambda code: Verdict(code).label),
        ("outcome", _("By outcome"), OUTCOMES, outcome_name),
        ("provision", _("By section"), Provision.values, lambda code: Provision(code).label),
    )
    found = [whole]
    for name, title, codes, word in lists:
        cells = {(code, year): parts[name][code, year] for code in codes for year in order}
        told = hide_parts(cells, shown)
        lines = tuple((str(word(code)), tuple(told[code, year] for year in order)) for code in codes)
        found.append(Table(name, title, title, order, lines))
    return found


def _read() -> tuple[Counter[str], dict[str, Counts]]:
    with connection.cursor() as cursor:
        cursor.execute("select first_year, provision, timeliness, outcome, found from allegations_counts()")
        rows = cursor.fetchall()
    years: Counter[str] = Counter()
    parts: dict[str, Counts] = {"timeliness": Counter(), "outcome": Counter(), "provision": Counter()}
    for first, provision, timeliness, outcome, found in rows:
        year = fiscal_year(date(first, 4, 1))
        if provision:
            parts["provision"][provision, year] += found
        else:
            years[year] += found
            parts["timeliness"][timeliness, year] += found
            parts["outcome"][outcome, year] += found
    return years, parts

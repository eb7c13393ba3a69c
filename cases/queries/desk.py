"""What the desk shows: open cases, due next first, and what a search finds. Every list is bounded."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.db.models.expressions import RawSQL

from cases.models import Case, CaseQuerySet
from cases.queries import searching
from cases.queries.narrowing import Covered, DeskFilter, handled_by, narrowed
from cases.queries.paging import PAGE, Page, page_of
from polact.access.models import Person

SOON_DAYS = 3
UNDATED = "none"
"""In place of the day in the cursor of a page that ends with a case on which no day is due."""
ON_DESK = (
    *("status", "organization_id", "requester_id", "assigned_to_id", "language", "subject", "level", "submitted_at"),
    *("submitted_on", "due_on", "queue", "version", "request_type", "clock_reason"),
    *(
        f"organization__{name}_{language}"
        for name in ("applied_title", "name", "abbreviation")
        for language in ("en", "fr")
    ),
)
"""What a row of the desk tells; the rest, texts above all, stays in the database."""


def desk_page(person: Person, wanted: DeskFilter, after: str = "", covered: Covered = ()) -> Page:
    """Open cases, due next first; with words, every case that they find, open or not, best first."""
    cases = narrowed(handled_by(person), person, wanted, covered).select_related("organization").only(*ON_DESK)
    if wanted.words:
        return _best_first(cases, searching.found(wanted.words, searching.scope_of(person, wanted.organization)), after)
    return _newest_first(cases, after) if wanted.is_of_the_past else _due_first(cases.open(), after)


def matching(person: Person, wanted: DeskFilter, most: int, covered: Covered = ()) -> list[int]:
    """The keys of the newest cases that a view shows, `most` at most."""
    cases = narrowed(handled_by(person), person, wanted, covered)
    if wanted.words:
        keys = searching.found(wanted.words, searching.scope_of(person, wanted.organization)).keys
        return list(cases.filter(pk__in=keys).order_by("-pk").values_list("pk", flat=True)[:most])
    cases = cases if wanted.is_of_the_past else cases.open()
    return list(cases.order_by("-pk").values_list("pk", flat=True)[:most])


def _best_first(cases: CaseQuerySet, found: searching.Found, after: str) -> Page:
    """In the order of the search; the cursor is how many of what it found were passed."""
    start = int(after) if after.isdecimal() and len(after) < 4 else 0
    keys = found.keys[start:]
    if not keys:
        return Page([], "", found.is_near)
    rank = {pk: place for place, pk in enumerate(found.keys)}
    ordered = (
        cases.filter(pk__in=keys).annotate(place=_place_in(keys), headline=_headline(found.asked)).order_by("place")
    )
    page = page_of(ordered, lambda last: str(rank[last.pk] + 1))
    return Page(page.cases, page.following, found.is_near)


def _place_in(keys: Sequence[int]) -> Func:
    return Func(
        Value(list(keys)), F("pk"), function="array_position", template="%(function)s(%(expressions)s)",
        output_field=IntegerField(),
    )  # fmt: skip


def _headline(asked: str) -> RawSQL:
    """The subject with what matches between two characters that nobody types."""
    options = f"StartSel={searching.BEGIN}, StopSel={searching.END}, HighlightAll=true"
    configuration = "case when cases_case.language = 'fr' then 'public.polact_fr' else 'public.polact_en' end"
    return RawSQL(  # noqa: S611 - the configuration is one of two constants
        f"ts_headline(({configuration})::regconfig, translate(cases_case.subject, %s, ''), %s::tsquery, %s)",
        [searching.BEGIN + searching.END, asked, options],
        output_field=TextField(),
    )


def _due_first(cases: CaseQuerySet, after: str) -> Page:
    """By the day on which they are due; last, and apart so that the index holds, those on which no day is due."""
    (day, pk), cases = _cursor(after), cases.order_by("due_on", "pk")
    undated = cases.filter(due_on=None)
    if after.startswith(UNDATED):
        return page_of(undated.filter(pk__gt=pk), _due_cursor)
    if day is None:
        return page_of(cases, _due_cursor)
    found = list(cases.filter(due_on__gte=day).filter(Q(due_on__gt=day) | Q(pk__gt=pk))[: PAGE + 1])
    if len(found) <= PAGE:
        found += undated[: PAGE + 1 - len(found)]
    return page_of(found, _due_cursor)


def _due_cursor(last: Case) -> str:
    return f"{last.due_on:%Y%m%d}-{last.pk}" if last.due_on else f"{UNDATED}-{last.pk}"


def _newest_first(cases: CaseQuerySet, after: str) -> Page:
    if after.isdecimal() and len(after) < 19:
        cases = cases.filter(pk__lt=int(after))
    return page_of(cases.order_by("-pk"), lambda last: str(last.pk))


def _cursor(after: str) -> tuple[date | None, int]:
    """Where the page before ended; a cursor that makes no sense is no cursor."""
    day, _dash, pk = after.partition("-")
    if day == UNDATED and pk.isdecimal() and len(pk) < 19:
        return None, int(pk)
    try:
        return date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"), int(pk)
    except ValueError:
        return None, 0


def soon(today: date) -> date:
    """Until when a due date counts as near."""
    return today + timedelta(days=SOON_DAYS)

"""The safety net: the daily look at all open work, and the explanations that clear it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.advance import note
from cases.enums import FindingKind, Queue
from cases.models import Case, Explanation, Finding, SafetyRun
from cases.notices import tending as notices
from cases.permissions import may_explain, may_handle
from cases.queries import safety
from cases.queries.covering import acting_for
from cases.queries.vacancies import offices
from polact.access.models import Person
from polact.access.queries import rosters
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted
from polact.base.text import LANGUAGES

LONGEST_WAIT = 90  # calendar days
LOCK = 4_060_014  # an arbitrary number: one run at a time


@transaction.atomic
def check_open_work(*, at: datetime) -> int:
    """Look once a day through the open work of each organization and of the central queue, and tell who can help.

    One notice a run to each who is told, with counts and a link: whoever leads the representatives; what none of them may
    know of, or where nobody leads, all representatives; what none of those may, the Commission's officers. May run twice,
    also at once: what was looked through today is left alone. For the system. Returns how many runs were added.
    """
    on = clock.local_date(at)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    done = set(SafetyRun.objects.filter(on=on).values_list("organization_id", flat=True))
    wanted: list[int | None] = [None, *(organization.pk for organization in offices(on))]
    runs = {pk: SafetyRun(organization_id=pk, on=on, at=at) for pk in wanted if pk not in done}
    SafetyRun.objects.bulk_create(runs.values())
    found = _found_by_run(on, runs)
    Finding.objects.bulk_create(
        Finding(run=runs[pk], case=case, kind=kind)
        for pk, cases in found.items()
        for case in cases
        for kind in safety.kinds_of(case)
    )
    notices.open_work_found(found=found, on=on, at=at)
    return len(runs)


def _found_by_run(on: date, runs: dict[int | None, SafetyRun]) -> dict[int | None, list[Case]]:
    """What is found today, by organization; what lies in the central queue below None."""
    alone = safety.uncovered(rosters(on).values())
    found: dict[int | None, list[Case]] = {}
    open_cases = safety.found(Case.objects.filter(submitted_at__isnull=False), on, alone)
    for case in open_cases.only("queue", "organization_id", "requester_id", "walled_from").order_by("pk"):
        key = None if case.queue == Queue.CENTRAL else case.organization_id
        if key in runs:
            found.setdefault(key, []).append(case)
    return found


@transaction.atomic
def explain_finding(
    *, case: Case, kinds: Iterable[str], text: str, until: date, explained_by: Person, at: datetime
) -> list[Explanation]:
    """Say why a case may stay as it is until the end of a day; the findings of these kinds are off the list until then.

    Raises NotPermitted for anybody but whoever directs the case, holds it, or stands in for the holder; Invalid without a
    reason, without a known kind, for a day that is past or more than 90 calendar days ahead.
    """
    case = Case.objects.get(pk=case.pk)
    today = clock.local_date(at)
    stands_in = may_handle(explained_by, case) and acting_for(case, explained_by, today) is not None
    if not (case.is_open and (may_explain(explained_by, case) or stands_in)):
        raise NotPermitted()
    chosen = _checked(kinds, text, until, today)
    explanations = [
        Explanation(case=case, kind=kind, text=text.strip(), until=until, by=explained_by, at=at) for kind in chosen
    ]
    Explanation.objects.bulk_create(explanations)
    facts = {"kinds": [kind.value for kind in chosen], "text": text.strip(), "until": _in_words(until)}
    note(case=case, verb=Verb.FINDING_EXPLAINED, by=explained_by, at=at, facts=facts)
    return explanations


def _in_words(day: date) -> dict[str, str]:
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = date_format(day, "DATE_FORMAT")
    return told


def _checked(kinds: Iterable[str], text: str, until: date, today: date) -> list[FindingKind]:
    given = set(kinds)
    if not given or not given <= set(FindingKind.values):
        raise Invalid(_("Choose what you explain."), field="kinds")
    if not text.strip():
        raise Invalid(_("Say why the request may wait."), field="text")
    if until < today:
        raise Invalid(_("This day is over."), field="until")
    if until > today + timedelta(days=LONGEST_WAIT):
        raise Invalid(_("Choose a day within %(days)d days.") % {"days": LONGEST_WAIT}, field="until")
    return [kind for kind in FindingKind if kind in given]

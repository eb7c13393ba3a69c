"""The daily look at what permissions and advice rest on: what changed is kept and told once."""

from datetime import datetime

from django.db import connection, transaction

from cases.advance import note
from cases.models import TouchedFact
from cases.notices import after_decision as notices
from cases.queries.touching import resting, touched_among
from polact.access.acting import as_system
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.text import both_languages

BATCH = 500
LOCK = 4_060_181  # an arbitrary number: one run at a time


@transaction.atomic
def look_for_changes(*, at: datetime, after: int = 0) -> int | None:
    """Compare what the next five hundred answers rest on with the record. Called by the beat, for the system.

    The employee is told, with the way to have it looked at again, and so are the representatives: once for what each fact
    has become, however often this runs, also at once. Nothing is judged or ended here. Returns the last case looked at,
    None when there are no more.
    """
    on = clock.local_date(at)
    with as_system():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cases = list(resting(on).filter(pk__gt=after).order_by("pk")[:BATCH])
        for touched in touched_among(cases, on):
            known = set(touched.case.touched_facts.values_list("fact", "became"))
            new = [one for one in touched.changes if (one.fact.value, one.became) not in known]
            TouchedFact.objects.bulk_create(
                TouchedFact(case=touched.case, fact=one.fact, was=one.was, became=one.became, found_at=at)
                for one in new
            )
            for one in new:
                facts = {"fact": both_languages(one.fact.label), "was": one.was, "became": one.became}
                note(case=touched.case, verb=Verb.FACT_CHANGED, by=None, at=at, facts=facts)
            if new:
                notices.facts_changed(case=touched.case, is_grant=touched.is_grant, at=at)
    return cases[-1].pk if len(cases) == BATCH else None

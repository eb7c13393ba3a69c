"""The dates of an allegation, whoever gives them: what must hold between them, and what follows from them."""

from datetime import date

from django.utils.translation import gettext as _

from allegations.models import Allegation
from allegations.timeliness import verdict
from polact.access.models import Organization
from polact.base.errors import Invalid


def check_dates(
    *,
    today: date,
    began_on: date | None,
    aware_on: date | None,
    period_ended_on: date | None,
    during_election: bool,
    received_on: date,
    postmarked_on: date | None,
    metered_on: date | None,
) -> None:
    """Raises Invalid at the first date that cannot be. The end of an election period may lie ahead; nothing else may."""
    past = {"received_on": received_on, "began_on": began_on, "aware_on": aware_on}
    for field, day in past.items():
        if day and day > today:
            raise Invalid(_("This day lies ahead."), field=field)
    if began_on and aware_on and aware_on < began_on:
        raise Invalid(_("Nobody can have become aware of it before it began."), field="aware_on")
    if began_on and began_on > received_on:
        raise Invalid(_("It must have begun before the allegation came."), field="began_on")
    if period_ended_on and not during_election:
        raise Invalid(_("Say that it began during an election period, or leave this empty."), field="period_ended_on")
    if period_ended_on and began_on and period_ended_on < began_on:
        raise Invalid(_("The period cannot have ended before it began."), field="period_ended_on")
    for field, day in {"postmarked_on": postmarked_on, "metered_on": metered_on}.items():
        if day and day > received_on:
            raise Invalid(_("It cannot have been sent after it came."), field=field)


def time_it(allegation: Allegation, today: date) -> None:
    """Check the dates and compute the deemed day and the timeliness from them. Raises Invalid at the field."""
    check_dates(
        today=today,
        began_on=allegation.began_on,
        aware_on=allegation.aware_on,
        period_ended_on=allegation.period_ended_on,
        during_election=allegation.during_election,
        received_on=allegation.received_on,
        postmarked_on=allegation.postmarked_on,
        metered_on=allegation.metered_on,
    )
    found = allegation.deemed
    allegation.deemed_on = found.on if found else None
    allegation.timeliness = verdict(allegation.deemed_on, allegation.facts)


def check_organization(pk: int | None) -> None:
    """Raises Invalid for an organization that there is not."""
    if pk is not None and not Organization.objects.filter(pk=pk).exists():
        raise Invalid(_("Choose an organization of the list."), field="organization")

"""What an investigator finds out before it is decided whether to investigate: who the person is, and when things were."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from allegations import notices
from allegations.advance import advance, lock
from allegations.dates import check_organization, time_it
from allegations.enums import AllegationAction, Verdict
from allegations.models import Allegation
from allegations.queries import person_with
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.text import both_languages

DATES = ("postmarked_on", "metered_on", "began_on", "during_election", "period_ended_on", "aware_on")


@transaction.atomic
def examine(
    *,
    allegation: Allegation,
    examined_by: Person,
    at: datetime,
    version: int | None = None,
    email: str = "",
    organization: int | None = None,
    postmarked_on: date | None = None,
    metered_on: date | None = None,
    began_on: date | None = None,
    during_election: bool = False,
    period_ended_on: date | None = None,
    aware_on: date | None = None,
) -> Allegation:
    """Complete the facts for the decision, and tell whoever decides. Timeliness is computed anew, and bars nothing.

    `email` says who in polact the person is; empty: nobody who has an account. Raises what `lock` raises, and Invalid.
    """
    allegation = lock(allegation=allegation, action=AllegationAction.EXAMINE, by=examined_by, version=version)
    given = (postmarked_on, metered_on, began_on, during_election, period_ended_on, aware_on)
    allegation = _settle(allegation, AllegationAction.EXAMINE, examined_by, at, email, organization, given)
    notices.waits_for_decision(allegation=allegation, at=at)
    return allegation


@transaction.atomic
def correct_facts(
    *,
    allegation: Allegation,
    corrected_by: Person,
    at: datetime,
    version: int | None = None,
    email: str = "",
    organization: int | None = None,
    postmarked_on: date | None = None,
    metered_on: date | None = None,
    began_on: date | None = None,
    during_election: bool = False,
    period_ended_on: date | None = None,
    aware_on: date | None = None,
) -> Allegation:
    """The same once more, until it is decided whether to investigate. Nobody is told."""
    allegation = lock(allegation=allegation, action=AllegationAction.CORRECT, by=corrected_by, version=version)
    given = (postmarked_on, metered_on, began_on, during_election, period_ended_on, aware_on)
    return _settle(allegation, AllegationAction.CORRECT, corrected_by, at, email, organization, given)


def _settle(
    allegation: Allegation,
    action: AllegationAction,
    by: Person,
    at: datetime,
    email: str,
    organization: int | None,
    given: tuple[date | bool | None, ...],
) -> Allegation:
    for name, value in zip(DATES, given, strict=True):
        setattr(allegation, name, value)
    time_it(allegation, clock.local_date(at))
    person = _found(email, by)
    check_organization(organization)
    changed = {name: getattr(allegation, name) for name in (*DATES, "deemed_on", "timeliness")}
    return advance(
        allegation=allegation,
        action=action,
        by=by,
        at=at,
        facts={"timeliness": both_languages(Verdict(allegation.timeliness).label)},
        person_id=person.pk if person else None,
        organization_id=organization,
        **changed,
    )


def _found(email: str, by: Person) -> Person | None:
    if not email.strip():
        return None
    person = person_with(email.strip())
    if person is None:
        raise Invalid(
            _("Nobody in polact has this address. Leave it empty if the person has no account."), field="email"
        )
    if person.pk == by.pk:
        raise Invalid(_("That is you: leave this allegation to a colleague."), field="email")
    return person

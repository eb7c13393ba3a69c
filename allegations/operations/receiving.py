"""Taking an allegation in: from anybody through the public form, or by an investigator from paper."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from allegations import notices
from allegations.advance import begin
from allegations.dates import time_it
from allegations.enums import AllegationStatus, Channel, Provision, SubjectKind
from allegations.models import Allegation
from allegations.permissions import stands_inside
from polact.access.acting import as_system
from polact.access.models import Organization, Person
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted


@transaction.atomic
def receive_allegation(
    *,
    subject_kind: str,
    named: str,
    provisions: Sequence[str] = (),
    description: str,
    language: str,
    at: datetime,
    complainant_name: str = "",
    complainant_contact: str = "",
    complainant_was_candidate: bool | None = None,
    organization: int | None = None,
    began_on: date | None = None,
    during_election: bool = False,
    period_ended_on: date | None = None,
    aware_on: date | None = None,
    channel: str = Channel.ELECTRONIC,
    in_writing: bool = True,
    received_on: date | None = None,
    postmarked_on: date | None = None,
    metered_on: date | None = None,
    received_by: Person | None = None,
) -> Allegation:
    """Keep an allegation and tell the investigators that there is one (PSEA ss. 118, 119; PAR 7, 8).

    `received_by` None is the public form, open to everybody: what it writes, its writer cannot read back. An allegation
    against a deputy head is one of section 117, whatever is named. Neither lateness nor a missing date is a reason to
    refuse. Raises Invalid at the field, NotPermitted for somebody outside who enters one in the Commission's name.
    """
    if received_by is not None and not stands_inside(received_by):
        raise NotPermitted()
    today = clock.local_date(at)
    about_head = subject_kind == SubjectKind.DEPUTY_HEAD
    _check_words(named, description)
    chosen = [Provision.S117.value] if about_head else [one for one in Provision.values if one in set(provisions)]
    if not chosen or (not about_head and Provision.S117 in chosen):
        raise Invalid(
            _("Choose what the allegation is about: at least one of the sections on employees."), field="provisions"
        )
    if organization is not None and not Organization.objects.filter(pk=organization).exists():
        raise Invalid(_("Choose an organization of the list."), field="organization")
    allegation = Allegation(
        id=_next_number(),
        status=AllegationStatus.RECEIVED,
        subject_kind=subject_kind,
        named=named.strip(),
        organization_id=organization,
        provisions=chosen,
        description=description.strip(),
        language=language,
        complainant_name=complainant_name.strip(),
        complainant_contact=complainant_contact.strip(),
        complainant_was_candidate=complainant_was_candidate if about_head else None,
        channel=channel,
        in_writing=in_writing,
        postmarked_on=postmarked_on if channel == Channel.MAIL else None,
        metered_on=metered_on if channel == Channel.MAIL else None,
        received_on=received_on or today,
        began_on=began_on,
        during_election=during_election,
        period_ended_on=period_ended_on,
        aware_on=aware_on,
        received_by=received_by,
        created_at=at,
        changed_at=at,
        changed_by=received_by,
    )
    time_it(allegation, today)
    begin(allegation=allegation, received_by=received_by, at=at)
    with as_system():
        notices.received(allegation=allegation, at=at)
    return allegation


def _check_words(named: str, description: str) -> None:
    if not named.strip():
        raise Invalid(_("Say whom the allegation is about, as well as you can."), field="named")
    if not description.strip():
        raise Invalid(_("Say what was done, where and when."), field="description")


def _next_number() -> int:
    """From a sequence: who makes an allegation cannot read the table."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('allegations_number')")
        (number,) = cursor.fetchone()
    return int(number)

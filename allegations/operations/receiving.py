"""Taking an allegation in: from anybody through the public form, or by an investigator from paper."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from allegations import notices
from allegations.advance import begin
from allegations.dates import check_organization, time_it
from allegations.enums import AllegationStatus, Channel, Provision, SubjectKind
from allegations.models import Allegation
from allegations.permissions import stands_inside
from allegations.queries import insiders_named
from allegations.timeliness import Arrival, Facts
from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted

NOTHING_KNOWN, BY_THE_FORM = Facts(), Arrival()


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
    facts: Facts = NOTHING_KNOWN,
    arrival: Arrival = BY_THE_FORM,
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
    about_head, by_mail = subject_kind == SubjectKind.DEPUTY_HEAD, arrival.channel == Channel.MAIL
    _check_words(named, description)
    check_organization(organization)
    allegation = Allegation(
        id=_next_number(),
        status=AllegationStatus.RECEIVED,
        subject_kind=subject_kind,
        named=named.strip(),
        walled_from=insiders_named(named, today),
        organization_id=organization,
        provisions=_chosen(provisions, about_head),
        description=description.strip(),
        language=language,
        complainant_name=complainant_name.strip(),
        complainant_contact=complainant_contact.strip(),
        complainant_was_candidate=complainant_was_candidate if about_head else None,
        channel=arrival.channel,
        in_writing=arrival.in_writing,
        postmarked_on=arrival.postmarked_on if by_mail else None,
        metered_on=arrival.metered_on if by_mail else None,
        received_on=arrival.received_on or today,
        **asdict(facts),
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


def _chosen(provisions: Sequence[str], about_head: bool) -> list[str]:
    if about_head:
        return [Provision.S117.value]
    chosen = [one for one in Provision.values if one in set(provisions)]
    if not chosen or Provision.S117 in chosen:
        raise Invalid(
            _("Choose what the allegation is about: at least one of the sections on employees."), field="provisions"
        )
    return chosen


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

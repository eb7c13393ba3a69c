"""Letters that the Regulations require, and messages to those who work on allegations.

A message never says whom or what an allegation is about: an e-mail leaves the building. It leads to the letter.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override, pgettext

from allegations.enums import Event, Recipient, SubjectKind
from allegations.models import Allegation, Notice
from allegations.queries import people_holding, person_of
from allegations.recipients import RECIPIENTS
from notifications import templates
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Person
from polact.base import clock


def received(*, allegation: Allegation, at: datetime) -> None:
    """To the investigators, but for the one whom it may be about."""
    for person in people_holding(Role.INVESTIGATOR, clock.local_date(at)):
        if not allegation.may_be_about(person):
            _message(person, "allegation_received", allegation, at)


def waits_for_decision(*, allegation: Allegation, at: datetime) -> None:
    """To whoever decides for the Commission."""
    for person in people_holding(Role.COMMISSION_DECIDER, clock.local_date(at)):
        if not allegation.may_be_about(person):
            _message(person, "waits_for_decision", allegation, at)


def _message(person: Person, occasion: str, allegation: Allegation, at: datetime) -> None:
    with override(person.language):
        link = reverse("allegations:allegation", args=[allegation.pk])
    values = {"number": allegation.number}
    notify(recipient=person, template=f"allegations/notices/{occasion}", values=values, link=link, at=at)


def write_letters(
    *,
    allegation: Allegation,
    event: Event,
    at: datetime,
    reasons: str = "",
    told: dict[str, dict[str, str]] | None = None,
) -> list[Notice]:
    """One letter for each recipient that the rule table names (PAR 9, 10, 11, 13).

    `told` are further values by language. Whoever has an account gets the letter in polact, and a message that leads to
    it; the others wait for somebody to note how theirs was sent. A complainant who left no address cannot be told.
    """
    letters = []
    for recipient in RECIPIENTS[event, SubjectKind(allegation.subject_kind)]:
        if recipient == Recipient.COMPLAINANT and not allegation.complainant_can_be_told:
            continue
        person = _person(allegation, recipient, at)
        language = person.language if person else allegation.language
        with override(language):
            addressee = str(person) if person else _address(allegation, recipient)
            values = _values(allegation, addressee, at) | (told or {}).get(language, {})
            subject, body = templates.render(f"allegations/letters/{event.lower()}", language, values)
        letter = Notice(
            allegation=allegation,
            event=event,
            recipient=recipient,
            addressee=addressee,
            person=person,
            language=language,
            subject=subject,
            body=f"{body.rstrip()}\n\n{reasons}".rstrip(),
            made_at=at,
            sent_on=clock.local_date(at) if person else None,
        )
        letter.save(force_insert=True)
        if person:
            _lead_to(letter, person, at)
        letters.append(letter)
    return letters


def _lead_to(letter: Notice, person: Person, at: datetime) -> None:
    with override(person.language):
        link = reverse("allegations:letter", args=[letter.pk])
    notify(recipient=person, template="allegations/notices/letter_for_you", values={}, link=link, at=at)


def _person(allegation: Allegation, recipient: Recipient, at: datetime) -> Person | None:
    """Whoever of the recipients has an account."""
    is_about = Recipient.DEPUTY_HEAD if allegation.subject_kind == SubjectKind.DEPUTY_HEAD else Recipient.EMPLOYEE
    if recipient == is_about:
        return person_of(allegation)
    if recipient == Recipient.DEPUTY_HEAD and allegation.organization_id:
        heads = people_holding(Role.DEPUTY_HEAD, clock.local_date(at), allegation.organization_id)
        return heads[0] if heads else None
    return None


def _address(allegation: Allegation, recipient: Recipient) -> str:
    if recipient == Recipient.COMPLAINANT:
        return f"{allegation.complainant_name}, {allegation.complainant_contact}"
    if recipient == Recipient.CLERK:
        return str(Recipient.CLERK.label)
    if recipient == Recipient.DEPUTY_HEAD and allegation.subject_kind == SubjectKind.EMPLOYEE:
        return f"{Recipient.DEPUTY_HEAD.label}, {allegation.organization or '–'}"
    return allegation.named


def _values(allegation: Allegation, addressee: str, at: datetime) -> dict[str, str]:
    return {
        "number": allegation.number,
        "addressee": addressee,
        "named": allegation.named,
        "provisions": pgettext("between sections", ", ").join(allegation.provisions),
        "day": date_format(clock.local_date(at), "DATE_FORMAT"),
    }

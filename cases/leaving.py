"""What leaves, and to whom: nothing goes out that does not belong to this case, or to somebody it is not meant for.

Whoever sends something (a notice, a letter, a file) describes it as a `Parcel` and calls `check`, which raises
WrongRecipient: then nothing is sent, and the deed of which it was a part is undone. What was found goes to the trail and to
the administrators (`operations.withholding`), once the transaction that was undone is over.

There is nothing to register. A new kind of recipient is named by the one who sends: `shared_with` holds the people to whom
something of this case was expressly shared (an expert who was asked), and `related` the cases that may be mentioned
(a follow-up that both sides see). docs/decisions/0017 says what is compared, and what is not.
"""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from cases.enums import Queue
from cases.models import Attachment, Case
from notifications.waking import ask
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.errors import Refusal

logger = logging.getLogger(__name__)

REPORT = "cases.tasks.report_withheld"
NUMBER = re.compile(r"\bPA[\s\u00a0\u2010-\u2015-]*(\d{6,18})\b", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
NUMBERED_PAGE = re.compile(r"/(\d+)(?=[/?#]|$)")


class WrongRecipient(Refusal):
    """Something was about to leave that does not belong to this case, or to this person. Nothing was sent."""

    code = "wrong-recipient"
    status = 409
    message = _("Nothing was sent: something in it does not belong to this request.")


WORDS = {
    "recipient": _("Nothing was sent: this person has nothing to do with the request."),
    "address": _("Nothing was sent: an e-mail address in it does not belong to this request."),
    "number": _("Nothing was sent: it mentions the number of another request."),
    "name": _("Nothing was sent: it mentions somebody who has nothing to do with this request."),
    "attachment": _("Nothing was sent: a file does not belong to this request, or may not be given to this person."),
    "link": _("Nothing was sent: it leads to another request."),
}
"""What is said for each kind of finding; never what was found, which may be somebody else's."""


@dataclass(frozen=True)
class Parcel:
    """One thing that leaves: about which case, to whom, with what.

    `texts` are composed by the product and may name no e-mail address but those of the case's own people. `written`
    was typed by `sender`, who may point to an office; it may not name the people of the sender's other open work.
    `people` are those whose names the product put in. `address` is where it goes, if not to the recipient's own.
    """

    case: Case
    recipient: Person
    at: datetime
    texts: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    people: tuple[Person, ...] = ()
    link: str = ""
    address: str = ""
    sender: Person | None = None
    shared_with: frozenset[int] = field(default_factory=frozenset)
    related: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def others(self) -> list[tuple[str, str]]:
        """Name and address of those whose open requests the sender has as well: whom a text is mixed up with, if at all."""
        if self.sender is None or not self.written:
            return []
        cases = Case.objects.open().filter(assigned_to=self.sender).exclude(requester_id=self.case.requester_id)
        people = Person.objects.filter(pk__in=cases.values("requester_id"))
        names = [(_plain([str(person)]), person.email.lower()) for person in people]
        return [(name, address) for name, address in names if " " in name]


def check(parcel: Parcel) -> None:
    """Raises WrongRecipient unless everything belongs to this case and this recipient.

    Costs no query for what goes to the requester, one for anybody else; one more for `written` of a sender, and one where
    another request is mentioned.
    """
    found = findings(parcel)
    if found:
        withhold(parcel.case, found, parcel.at)


def withhold(case: Case, found: list[str], at: datetime) -> NoReturn:
    """Raise WrongRecipient for these kinds of findings (keys of WORDS), and see to it that the trail and administrators hear."""
    logger.error("Withheld from being sent about %s: %s", case.number, ", ".join(found))
    ask(REPORT, str(case.pk), ",".join(found), at.isoformat())
    raise WrongRecipient(WORDS[found[0]], findings=found)


def findings(parcel: Parcel) -> list[str]:
    """The kinds of things that do not belong: keys of WORDS, each once, in their order."""
    tests: dict[str, Callable[[], bool]] = {
        "recipient": lambda: not may_receive(parcel),
        "address": lambda: _has_foreign_address(parcel),
        "number": lambda: _has_foreign_number(parcel),
        "name": lambda: _has_foreign_name(parcel),
        "attachment": lambda: not all(_may_go(parcel, attachment) for attachment in parcel.attachments),
        "link": lambda: bool(set(NUMBERED_PAGE.findall(parcel.link)[:1]) - {str(parcel.case.pk)}),
    }
    return [kind for kind, is_wrong in tests.items() if is_wrong()]


# Recipients ---------------------------------------------------------------------------------------------------


def may_receive(parcel: Parcel) -> bool:
    """The requester; somebody to whom something of the case was expressly shared; a current handler. Nobody walled off."""
    case, recipient = parcel.case, parcel.recipient
    if not recipient.is_active:
        return False
    if recipient.pk == case.requester_id:
        return True
    if recipient.pk in case.walled_from or case.submitted_at is None:
        return False
    return recipient.pk in parcel.shared_with or is_handler(recipient, case, parcel.at)


def is_handler(person: Person, case: Case, at: datetime) -> bool:
    """Whether the person represents the case's organization today, or is an officer where the central queue has it."""
    held = Appointment.objects.current(clock.local_date(at)).filter(person_id=person.pk)
    roles = {(one.role, one.organization_id) for one in held}
    is_officer = case.queue == Queue.CENTRAL and any(role == Role.COMMISSION_OFFICER for role, _place in roles)
    return is_officer or (Role.REPRESENTATIVE, case.organization_id) in roles


def _may_go(parcel: Parcel, attachment: Attachment) -> bool:
    """A file of this very case, that can be opened; to the requester only what is not kept among those who answer."""
    is_kept = attachment.is_internal and (parcel.recipient.pk == parcel.case.requester_id or parcel.shared_with)
    return attachment.case_id == parcel.case.pk and attachment.is_readable and not is_kept


# Texts --------------------------------------------------------------------------------------------------------


def _has_foreign_address(parcel: Parcel) -> bool:
    if parcel.address and parcel.address != parcel.recipient.email:
        return True
    own = _addresses(own_words(parcel.case))
    composed, written = _addresses(parcel.texts) - own, _addresses(parcel.written) - own
    if composed and composed - {person.email.lower() for person in _own_people(parcel)}:
        return True
    return bool(written) and any(address in written for _name, address in parcel.others)


def _has_foreign_number(parcel: Parcel) -> bool:
    """Whether another case is mentioned that is not the requester's own, or that the recipient does not see."""
    mentioned = {int(number) for text in (*parcel.texts, *parcel.written) for number in NUMBER.findall(text)}
    foreign = mentioned - {parcel.case.pk} - parcel.related
    foreign -= {int(number) for text in own_words(parcel.case) for number in NUMBER.findall(text)}
    if not foreign:
        return False
    seen = Case.objects.filter(pk__in=foreign, requester_id=parcel.case.requester_id, submitted_at__isnull=False)
    if parcel.recipient.pk != parcel.case.requester_id:
        seen = seen.filter(organization_id=parcel.case.organization_id)
        seen = seen.exclude(walled_from__contains=[parcel.recipient.pk])
    return seen.count() != len(foreign)


def _has_foreign_name(parcel: Parcel) -> bool:
    for person in parcel.people:
        allowed = {one.pk for one in _own_people(parcel)} | parcel.shared_with
        if person.pk not in allowed and not is_handler(person, parcel.case, parcel.at):
            return True
    written, own = _plain(parcel.written), _plain(own_words(parcel.case))
    return any(name in written and name not in own for name, _address in parcel.others)


def own_words(case: Case) -> tuple[str, ...]:
    """What the requester wrote: whoever is named there belongs to the case."""
    return (case.subject, case.question)


def _own_people(parcel: Parcel) -> list[Person]:
    people = (parcel.case.requester, parcel.recipient, parcel.case.assigned_to, parcel.sender)
    return [person for person in people if person is not None]


def _addresses(texts: Iterable[str]) -> set[str]:
    return {address.lower() for text in texts for address in ADDRESS.findall(text)}


def _plain(texts: Iterable[str]) -> str:
    """In small letters with single blanks: how names are compared."""
    return " ".join(" ".join(texts).casefold().split())

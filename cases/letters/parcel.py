"""What leaves with a letter: to whom it goes, whom it names, what it says; and that it is checked before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Trim

from cases import leaving
from cases.leaving import NUMBER, withhold
from cases.letters.blocks import render
from cases.letters.facts import Hands
from cases.models import Case, Letter
from polact.access.acting import as_system
from polact.access.models import Person


@dataclass(frozen=True)
class Parcel:
    """`recipient` is the person's number; `names` are all people that the letter names; `texts` all that it says, of
    which `written` was typed by its author."""

    case: int
    recipient: int
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    written: tuple[str, ...]


def letter_parcel(letter: Letter) -> Parcel:
    """List what a letter carries: its recipient is the one who asked."""
    facts = letter.facts
    told = render(facts, letter.template, letter.language)
    texts = [text for block in told.blocks for text in _texts(block)]
    named = (facts["recipient"], facts["author"], facts["approver"], facts.get("on_behalf_of", ""))
    numbers = (facts["case"], facts["number"])
    return Parcel(
        case=letter.case_id,
        recipient=letter.advice.requester_id,
        names=tuple(name for name in named if name),
        numbers=numbers,
        texts=(told.title, *texts),
        written=_written(facts),
    )


def check_issuing(letter: Letter, hands: Hands, at: datetime) -> None:
    """Raises WrongRecipient unless all that a letter says belongs to its case: then it is not issued."""
    carried, case = letter_parcel(letter), letter.case
    _check_address(carried, case, at)
    signed = tuple(person for person in (hands.author, hands.approver, hands.on_behalf_of) if person)
    leaving.check(
        leaving.Parcel(
            case,
            case.requester,
            at,
            written=carried.written,
            people=(*signed, *_others_named(carried, {case.requester_id, *(person.pk for person in signed)})),
            sender=hands.author,
            shared_with=frozenset(person.pk for person in signed),
        )
    )


def check_handing_out(letter: Letter, to: Person, at: datetime) -> None:
    """Raises WrongRecipient unless an issued letter belongs to its case, and this person may see that case.

    Costs a look at names, one query more for anybody but the one who asked, and one when the letter mentions another
    request. What was typed is not compared with the author's other requests of today.
    """
    carried, case, advice = letter_parcel(letter), letter.case, letter.advice
    _check_address(carried, case, at)
    sees = to.pk == case.requester_id or Case.objects.visible_to(to).filter(pk=case.pk).exists()
    if not sees:
        withhold(case, ["recipient"], at)
    hands = {case.requester_id, advice.author_id, advice.approver_id, advice.on_behalf_of_id}
    leaving.check(
        leaving.Parcel(
            case,
            to,
            at,
            written=carried.texts,
            people=_others_named(carried, hands),
            shared_with=frozenset({to.pk}),
        )
    )


def _check_address(carried: Parcel, case: Case, at: datetime) -> None:
    """The one who asked, and the number of their case."""
    if carried.recipient != case.requester_id:
        withhold(case, ["recipient"], at)
    if {number for text in carried.numbers for number in NUMBER.findall(text)} != {case.number.removeprefix("PA-")}:
        withhold(case, ["number"], at)


def _others_named(carried: Parcel, own: set[int | None]) -> tuple[Person, ...]:
    """Whoever bears a name in the letter that is nobody's of its own people; a name that nobody bears is a former one.

    Read as the system: the one who asked does not see who else there is.
    """
    called = Trim(Concat(F("given_name"), Value(" "), F("family_name")))
    with as_system():
        found = list(Person.objects.alias(called=called).filter(Q(pk__in=own - {None}) | Q(called__in=carried.names)))
    known = {str(person) for person in found if person.pk in own}
    return tuple(person for person in found if str(person) not in known)


def _written(facts: dict) -> tuple[str, ...]:  # type: ignore[type-arg]
    """What the author typed."""
    found = [finding["text"] for limb in facts["limbs"] for finding in limb["findings"]]
    sources = [source for source in facts["sources"] if isinstance(source, str)]
    parts = (facts["reasons"], facts["mitigations"], facts["facts_relied_on"], facts["limits"])
    return (*parts, *found, *sources)


def _texts(block: dict) -> list[str]:  # type: ignore[type-arg]
    if "pairs" in block:
        return [part for pair in block["pairs"] for part in (pair["name"], pair["text"])]
    return [item["text"] for item in block["entries"]] if "entries" in block else [block["text"]]

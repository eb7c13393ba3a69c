"""The e-mail as it goes over the line: tried on a real server where that can tell more than reading it."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from pytest_django import Settings

from notifications import outbox
from notifications.composing import compose, wire
from notifications.delivery import deliver
from notifications.enums import State
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from tests.conftest import NOON
from tests.notifications.conftest import stored
from tests.notifications.mailbox import Mailbox

Write = Callable[..., Message]


def test_says_what_it_is_in_its_header(luc: Person, written: Write, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "polact <no-reply@commission.example>"
    message = stored(written(luc))
    email = message_from_bytes(compose(message).as_bytes(), policy=policy.default)
    assert email["Message-ID"] == message.message_id == f"<{message.pk}@commission.example>"
    assert email["Content-Language"] == "fr"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["From"] == "polact <no-reply@commission.example>"
    assert email["To"] == "Luc Échantillon <luc@ministere.example>"
    assert email["Date"].datetime == NOON


def test_is_the_same_at_every_attempt(message: Message) -> None:
    first = stored(message)
    outbox.claim(message.pk, NOON)
    assert wire(stored(message)) == wire(first)


def test_arrives_with_all_accents_over_a_line_of_seven_bits(luc: Person, written: Write, mailbox: Mailbox) -> None:
    message = written(luc, number="Ça été l’œuvre 🗳")
    assert all(byte < 128 for byte in wire(stored(message)))
    deliver(message.pk, lambda: NOON)
    taken = mailbox.taken[0]
    assert taken["Subject"] == "Votre demande Ça été l’œuvre 🗳 : la réponse est arrivée"
    assert taken.get_content().startswith("Vous pouvez lire la réponse.")


def test_says_where_to_read_more_in_the_language_of_its_reader(luc: Person, written: Write, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://polact.example/"
    text = compose(stored(written(luc))).get_payload(decode=True).decode()
    assert "\nhttps://polact.example/fr/requests/1/\n" in text
    assert "Ce courriel a été envoyé automatiquement" in text


def test_doubles_dots_at_the_beginning_of_lines_and_ends_with_one(
    emma: Person, written: Write, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ".hidden\n..two\n.\nend\n"
    monkeypatch.setattr("notifications.templates.source", lambda name, language: ("Dots", body))
    message = written(emma)
    sent = wire(stored(message))
    assert sent.endswith(b"\r\n.\r\n")
    assert not re.search(rb"(?<!\r)\n", sent)
    deliver(message.pk, lambda: NOON)
    assert mailbox.taken[0].get_content().replace("\r\n", "\n").startswith(body)


def test_cannot_be_given_a_header_by_a_name(emma: Person, message: Message) -> None:
    with as_system():
        Person.objects.filter(pk=emma.pk).update(given_name="Emma\r\nBcc: all@example.com\r\n\r\nHello")
    parsed = message_from_bytes(wire(stored(message)), policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed["To"].addresses[0].addr_spec == "emma@department.example"


@pytest.mark.parametrize("address", ["émilie@department.example", "nobody@" + "x" * 64 + ".example"])
def test_leaves_an_address_that_cannot_be_used_to_a_person(
    address: str, emma: Person, message: Message, mailbox: Mailbox
) -> None:
    with as_system():
        Person.objects.filter(pk=emma.pk).update(email=address)
    deliver(message.pk, lambda: NOON)
    assert stored(message).state == State.FAILED
    assert mailbox.taken == []


def test_reaches_a_domain_with_accents(emma: Person, message: Message, mailbox: Mailbox) -> None:
    with as_system():
        Person.objects.filter(pk=emma.pk).update(email="emma@ministère.example")
    deliver(message.pk, lambda: NOON)
    assert mailbox.recipients == ["emma@xn--ministre-60a.example"]

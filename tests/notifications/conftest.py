"""Messages to deliver and a mailbox that takes them."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from pytest_django import Settings

from notifications import templates, waking
from notifications.models import Message
from notifications.operations import notify
from polact.access.acting import as_system
from polact.access.models import Person
from tests.conftest import NOON
from tests.notifications.mailbox import Mailbox, running_mailbox
from tests.ports import HOST

TEXTS = {
    ("test/advice", "en"): ("Your request {number}: the answer is there", "The answer to {number} can be read.\n"),
    ("test/advice", "fr"): ("Votre demande {number} : la réponse est arrivée", "Vous pouvez lire la réponse.\n"),
}


@pytest.fixture(autouse=True)
def texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts of the tests' own, beside those of the product."""
    real = templates.source
    monkeypatch.setattr(templates, "source", lambda name, language: TEXTS.get((name, language)) or real(name, language))


@pytest.fixture(autouse=True)
def awake(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Wake-ups go to this list instead of a broker."""
    woken: list[str] = []

    def take(name: str, args: list[str], **options: object) -> None:
        woken.extend(args)

    monkeypatch.setattr(waking, "_silent_until", 0.0)
    monkeypatch.setattr(waking, "_written", threading.local())
    monkeypatch.setattr(waking.current_app, "send_task", take)
    return woken


@pytest.fixture
def a_database(request: pytest.FixtureRequest) -> None:
    """The database that the test asked for, by default the one whose changes are undone."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")


@pytest.fixture
def emma(a_database: None) -> Person:
    """A fictional person who reads English."""
    with as_system():
        return Person.objects.create(email="emma@department.example", given_name="Emma", family_name="Sample")


@pytest.fixture
def luc(a_database: None) -> Person:
    """A fictional person who reads French."""
    with as_system():
        return Person.objects.create(
            email="luc@ministere.example", given_name="Luc", family_name="Échantillon", language="fr"
        )


@pytest.fixture
def written() -> Callable[..., Message]:
    """Write a message to somebody, as the system."""

    def write(recipient: Person, at: datetime = NOON, number: str = "PA-1") -> Message:
        with as_system():
            return notify(
                recipient=recipient,
                template="test/advice",
                values={"number": number},
                link=f"/{recipient.language}/requests/1/",
                at=at,
            )

    return write


@pytest.fixture
def message(written: Callable[..., Message], emma: Person) -> Message:
    return written(emma)


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A real SMTP server, and settings that lead to it."""
    with running_mailbox() as mailbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, mailbox.port, 3
        yield mailbox


def stored(message: Message) -> Message:
    """The message as it stands in the database."""
    with as_system():
        return Message.objects.select_related("recipient").get(pk=message.pk)

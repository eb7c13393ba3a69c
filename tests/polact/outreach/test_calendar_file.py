"""The calendar file, read back as a calendar would."""

from datetime import timedelta

import pytest
from icalendar import Calendar, Event

from polact.outreach import calendar_file
from polact.outreach.models import InformationSession
from polact.outreach.operations.sessions import cancel_session, change_session
from tests.factories import NOON, People, acting
from tests.polact.outreach.sessions import LINK, SOON, announced, make_session

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def session(people: People) -> InformationSession:
    return make_session(people.olive, None)


def event(session: InformationSession, link: str = "", language: str = "en") -> Event:
    read = Calendar.from_ical(calendar_file.write(session, link=link, language=language))
    assert (str(read["method"]), str(read["version"])) == ("PUBLISH", "2.0")
    return next(part for part in read.walk("VEVENT"))


def test_event_tells_what_when_and_where_in_utc(session: InformationSession) -> None:
    found = event(session)
    assert (found["dtstart"].dt, found["dtend"].dt) == (SOON, SOON + timedelta(hours=1))
    assert found["dtstart"].dt.utcoffset() == timedelta(0)
    assert (str(found["summary"]), str(found["location"]), str(found["status"])) == (
        "The rules in an hour", "Room 7", "CONFIRMED"
    )  # fmt: skip


def test_event_speaks_french(session: InformationSession) -> None:
    found = event(session, language="fr")
    assert (str(found["summary"]), found["summary"].params["LANGUAGE"]) == ("Les règles en une heure", "fr")
    assert "heure de l’Est" in str(found["description"])
    assert "/fr/seances/" in str(found["url"])


def test_same_facts_give_the_same_bytes(session: InformationSession) -> None:
    assert calendar_file.write(session, link="", language="en") == calendar_file.write(session, link="", language="en")


def test_change_keeps_the_uid_and_raises_the_sequence(people: People, session: InformationSession) -> None:
    before = event(session)
    changed = change_session(
        session=session,
        announced=announced(starts_at=SOON + timedelta(days=1)),
        changed_by=acting(people.olive),
        at=LATER,
    )
    after = event(changed)
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (after["dtstamp"].dt, after["dtstart"].dt) == (LATER, SOON + timedelta(days=1))


def test_cancelled_session_takes_itself_out_of_the_calendar(people: People, session: InformationSession) -> None:
    gone = cancel_session(
        session=session,
        reason_en="The speaker is ill.",
        reason_fr="Maladie.",
        cancelled_by=acting(people.olive),
        at=LATER,
    )
    found = event(gone)
    assert (str(found["status"]), str(found["summary"])) == ("CANCELLED", "Cancelled: The rules in an hour")
    assert found["sequence"] == 1
    assert "The speaker is ill." in str(found["description"])


def test_link_is_there_only_when_it_is_given(people: People, session: InformationSession) -> None:
    assert LINK.encode() not in calendar_file.write(session, link="", language="en")
    assert LINK in str(event(session, link=LINK)["description"])
    remote = make_session(people.olive, None, place_en="", place_fr="")
    assert str(event(remote)["location"]) == "Online; the link is on the page of the session"
    assert str(event(remote, link=LINK)["location"]) == LINK


@pytest.mark.parametrize("typed", ["Room 7; 2nd floor, east", 'say "hello"', "BEGIN:VEVENT"])
def test_what_people_type_stays_text(people: People, typed: str) -> None:
    session = make_session(people.olive, None, place_en=typed, title_en=typed, description_en=f"{typed}\r\nEND:VEVENT")
    found = event(session)
    assert (str(found["location"]), str(found["summary"])) == (typed, typed)
    assert len(Calendar.from_ical(calendar_file.write(session, link="", language="en")).walk("VEVENT")) == 1


def test_lines_are_short_and_end_as_the_format_wants(people: People) -> None:
    session = make_session(people.olive, None, description_fr="é" * 400)
    lines = calendar_file.write(session, link="", language="fr").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line for line in lines)


def test_backslash_is_escaped_so_that_it_makes_no_line(people: People) -> None:
    session = make_session(people.olive, None, title_en="a\\nb, c; d")
    assert b"SUMMARY;LANGUAGE=en:a\\\\nb\\, c\\; d\r\n" in calendar_file.write(session, link="", language="en")

"""Announcing, changing and calling off a session: who may, what is refused, who is told, what stands in the trail."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.outreach.models import InformationSession, JoiningLink
from polact.outreach.operations.sessions import announce_session, cancel_session, change_session
from polact.outreach.permissions import may_organize
from polact.outreach.queries.sessions import joining_link
from tests.factories import NOON, People, acting
from tests.polact.outreach.sessions import LINK, SOON, announced, come, make_session

EVERYBODY = ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey")


@pytest.mark.parametrize(
    ("whose", "allowed"),
    [
        ("organization", {"rita", "rene", "olive", "ada"}),
        ("elsewhere", {"sam", "olive", "ada"}),
        (None, {"olive", "ada"}),
    ],
)
def test_session_is_announced_exactly_by_those_who_may(people: People, whose: str | None, allowed: set[str]) -> None:
    organization = getattr(people, whose) if whose else None
    did = set()
    for name in EVERYBODY:
        try:
            announce_session(
                announced=announced(), organization=organization, created_by=acting(getattr(people, name)), at=NOON
            )
            did.add(name)
        except NotPermitted:
            continue
    assert did == allowed


@pytest.mark.parametrize("whose", ["organization", "elsewhere", None])
def test_predicate_and_scope_agree(people: People, whose: str | None) -> None:
    session = make_session(people.olive, getattr(people, whose) if whose else None)
    for name in EVERYBODY:
        person = acting(getattr(people, name))
        scoped = InformationSession.objects.organized_by(person).filter(pk=session.pk).exists()
        assert scoped == may_organize(person, session), name


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("language", {"language": "DE"}),
        ("title_fr", {"title_fr": " "}),
        ("description_en", {"description_en": ""}),
        ("place_en", {"place_fr": "", "url": ""}),
        ("url", {"url": "http://meet.example"}),
        ("ends_at", {"ends_at": SOON}),
        ("ends_at", {"ends_at": SOON + timedelta(hours=13)}),
        ("starts_at", {"starts_at": NOON}),
        ("time_zone", {"time_zone": "Europe/Paris"}),
        ("capacity", {"capacity": 0}),
        ("reminder_hours", {"reminder_hours": 0}),
        ("reminder_hours", {"reminder_hours": 337}),
    ],
)
def test_announcement_refuses(people: People, field: str, changes: dict) -> None:
    with pytest.raises(Invalid) as refused:
        make_session(people.olive, None, **changes)
    assert refused.value.field == field
    assert not InformationSession.objects.exists()


def test_session_in_one_language_needs_no_words_in_the_other(people: People) -> None:
    session = make_session(people.olive, None, language="FR", title_en="", description_en="", place_en="")
    assert str(session) == "Les règles en une heure"


def test_database_refuses_a_session_without_words_in_its_language(people: People) -> None:
    session = make_session(people.olive, None)
    with pytest.raises(DatabaseError, match="session_speaks_its_language"), as_system():
        InformationSession.objects.filter(pk=session.pk).update(title_fr="")


def test_day_is_that_of_the_place_where_it_is_held(people: People) -> None:
    late = SOON.replace(hour=3)  # 3:00 in London is still the evening before in Vancouver
    session = make_session(people.olive, None, starts_at=late, time_zone="America/Vancouver")
    assert session.held_on == late.date() - timedelta(days=1)


def test_everybody_concerned_is_told_of_a_change_in_their_language(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc)
    change_session(session=session, announced=announced(capacity=1, place_en="Room 8", place_fr="Salle 8"),
                   changed_by=acting(people.olive), at=NOON)  # fmt: skip
    with as_system():
        found = Message.objects.filter(template="outreach/notices/session_changed")
        assert {(message.recipient.given_name, message.subject) for message in found.select_related("recipient")} == {
            ("Emma", "Changed: The rules in an hour"),
            ("Luc", "Modifiée\u00a0: Les règles en une heure"),
        }
        assert "heure de l’Est" in found.get(language="fr").body
        assert LINK not in " ".join(message.body for message in Message.objects.all())


def test_larger_capacity_alone_tells_nobody_but_those_who_move_up(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma)
    change_session(session=session, announced=announced(capacity=9), changed_by=acting(people.olive), at=NOON)
    with as_system():
        assert not Message.objects.filter(template="outreach/notices/session_changed").exists()


def test_each_change_raises_the_sequence_and_stands_in_the_trail(people: People) -> None:
    session = make_session(people.rita, people.organization)
    changed = change_session(
        session=session, announced=announced(title_en="Shorter"), changed_by=acting(people.rene), at=NOON
    )
    assert changed.sequence == 1
    same = change_session(
        session=session, announced=announced(title_en="Shorter"), changed_by=acting(people.rene), at=NOON
    )
    assert same.sequence == 1
    assert [entry.verb for entry in trail_of(session.ref)] == ["session.announced", "session.changed"]


def test_stale_page_is_a_conflict(people: People) -> None:
    session = make_session(people.rita, people.organization)
    change_session(
        session=session, announced=announced(title_en="A"), changed_by=acting(people.rita), at=NOON, version=0
    )
    with pytest.raises(Conflict):
        change_session(
            session=session, announced=announced(title_en="B"), changed_by=acting(people.rene), at=NOON, version=0
        )


def test_there_are_never_fewer_places_than_people(people: People) -> None:
    session = make_session(people.olive, None, capacity=3)
    come(session, people.emma, people.luc)
    with pytest.raises(Invalid) as refused:
        change_session(session=session, announced=announced(capacity=1), changed_by=acting(people.olive), at=NOON)
    assert refused.value.field == "capacity"


@pytest.mark.parametrize("name", ["emma", "sam", "audrey"])
def test_stranger_changes_and_cancels_nothing(people: People, name: str) -> None:
    session = make_session(people.rita, people.organization)
    stranger = acting(getattr(people, name))
    with pytest.raises(NotPermitted):
        change_session(session=session, announced=announced(title_en="Mine"), changed_by=stranger, at=NOON)
    with pytest.raises(NotPermitted):
        cancel_session(session=session, reason_en="x", reason_fr="x", cancelled_by=stranger, at=NOON)


def test_cancellation_needs_a_reason_in_each_language_and_tells_everybody(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc)
    with pytest.raises(Invalid) as refused:
        cancel_session(session=session, reason_en="Ill.", cancelled_by=acting(people.olive), at=NOON)
    assert refused.value.field == "reason_fr"
    cancel_session(session=session, reason_en="Ill.", reason_fr="Maladie.", cancelled_by=acting(people.olive), at=NOON)
    with as_system():
        found = Message.objects.filter(template="outreach/notices/session_cancelled").select_related("recipient")
        assert {(message.recipient.given_name, message.language) for message in found} == {
            ("Emma", "en"),
            ("Luc", "fr"),
        }
    with pytest.raises(NotNow):
        cancel_session(session=session, reason_en="x", reason_fr="x", cancelled_by=acting(people.olive), at=NOON)
    assert trail_of(session.ref)[-1].verb == "session.cancelled"


def test_what_has_begun_is_changed_and_cancelled_no_more(people: People) -> None:
    session = make_session(people.olive, None)
    with pytest.raises(NotNow):
        change_session(session=session, announced=announced(title_en="x"), changed_by=acting(people.olive), at=SOON)
    with pytest.raises(NotNow):
        cancel_session(session=session, reason_en="x", reason_fr="x", cancelled_by=acting(people.olive), at=SOON)


# The wall beneath ---------------------------------------------------------------------------------------------


def test_link_is_seen_by_those_with_a_place_and_by_the_organizers_only(people: People) -> None:
    session = make_session(people.rita, people.organization, capacity=1)
    come(session, people.emma, people.rene)
    seen = set()
    for name in EVERYBODY:
        acting(getattr(people, name))
        if JoiningLink.objects.filter(session=session).exists():
            seen.add(name)
    assert seen == {
        "emma",
        "rita",
        "rene",
        "olive",
        "ada",
        "audrey",
    }  # René represents; who waits and works there does not
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.person', '', true), set_config('app.sees_all', '', true), set_config('app.organizations', '{}', true)"
        )
    assert not JoiningLink.objects.exists()
    assert InformationSession.objects.filter(pk=session.pk).exists()


def test_whoever_waits_does_not_see_the_link(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.luc, people.emma)
    acting(people.emma)
    assert not JoiningLink.objects.exists()


def test_nobody_gives_themselves_a_place_past_the_operation(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.luc, people.emma)
    acting(people.emma)
    with connection.cursor() as cursor:
        cursor.execute("update outreach_signup set state = 'SIGNED_UP', placed_at = now()")
        assert cursor.rowcount == 0
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into outreach_signup (ref, session_id, person_id, state, asked_at, placed_at) "
            "values (gen_random_uuid(), %s, %s, 'SIGNED_UP', now(), now())",
            [session.pk, people.emma.pk],
        )


def test_scope_of_the_link_lies_within_what_the_wall_lets_through(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.luc, people.emma)
    seen = {name for name in EVERYBODY if joining_link(acting(getattr(people, name)), session)}
    assert seen == {"luc", "olive", "ada"}  # an auditor, who may read everything, is neither here nor there

"""A place in a session: who gets it, who waits, who moves up, and what happens when two ask at once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.operations.sessions import cancel_session, change_session
from polact.outreach.operations.signing_up import cancel_sign_up, record_attendance, remind, sign_up
from polact.outreach.permissions import may_organize
from tests.factories import NOON, People, acting, make_people, make_person
from tests.polact.outreach.sessions import SOON, announced, come, make_session


def states(session: InformationSession) -> dict[str, str]:
    with as_system():
        session.refresh_from_db()
        return {place.person.given_name: place.state for place in session.sign_ups.select_related("person")}


def told(person: Person) -> list[str]:
    """On which occasions somebody was told, oldest first."""
    with as_system():
        found = Message.objects.filter(recipient=person, template__startswith="outreach/").order_by("created_at", "pk")
        return [message.template.rsplit("/", 1)[1] for message in found]


def test_first_who_come_have_places_and_the_others_wait(people: People) -> None:
    session = make_session(people.olive, None, capacity=2)
    come(session, people.emma, people.luc, people.sam)
    assert states(session) == {"Emma": "SIGNED_UP", "Luc": "SIGNED_UP", "Sam": "WAITING"}
    assert (session.signed_up, session.waiting) == (2, 1)
    assert (told(people.emma), told(people.sam)) == (["session_signed_up"], ["session_waits"])


def test_signing_up_again_changes_nothing_and_tells_nothing(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc)
    again = sign_up(session=session, person=acting(people.emma), at=NOON + timedelta(hours=1))
    assert (again.state, again.asked_at) == ("SIGNED_UP", NOON)
    assert told(people.emma) == ["session_signed_up"]
    assert session.sign_ups.model._base_manager.filter(person=people.emma).count() == 1


def test_whoever_waits_longest_moves_up_when_a_place_is_given_back(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc, people.sam)
    cancel_sign_up(session=session, person=acting(people.emma), at=NOON + timedelta(days=1))
    assert states(session) == {"Emma": "CANCELLED", "Luc": "SIGNED_UP", "Sam": "WAITING"}
    assert told(people.luc) == ["session_waits", "session_moved_up"]
    assert told(people.sam) == ["session_waits"]


def test_whoever_leaves_and_comes_back_goes_to_the_end_of_the_line(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc, people.sam)
    cancel_sign_up(session=session, person=acting(people.luc), at=NOON + timedelta(hours=1))
    sign_up(session=session, person=acting(people.luc), at=NOON + timedelta(hours=2))
    cancel_sign_up(session=session, person=acting(people.emma), at=NOON + timedelta(hours=3))
    assert states(session) == {"Emma": "CANCELLED", "Luc": "WAITING", "Sam": "SIGNED_UP"}


def test_giving_up_twice_or_without_a_place_changes_nothing(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma)
    assert cancel_sign_up(session=session, person=acting(people.luc), at=NOON) is None
    cancel_sign_up(session=session, person=acting(people.emma), at=NOON)
    assert cancel_sign_up(session=session, person=acting(people.emma), at=NOON) is None


def test_larger_capacity_moves_the_line_up_in_the_same_deed(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc, people.sam, people.rene)
    change_session(session=session, announced=announced(capacity=3), changed_by=acting(people.olive), at=NOON)
    assert states(session) == {"Emma": "SIGNED_UP", "Luc": "SIGNED_UP", "Sam": "SIGNED_UP", "René": "WAITING"}
    change_session(session=session, announced=announced(capacity=None), changed_by=acting(people.olive), at=NOON)
    assert states(session)["René"] == "SIGNED_UP"
    assert (session.signed_up, session.waiting) == (4, 0)


def test_the_line_says_nothing_of_the_others(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc)
    acting(people.luc)
    assert [place.person_id for place in SignUp.objects.all()] == [people.luc.pk]


def test_stranger_cannot_sign_up_for_a_session_of_another_organization(people: People) -> None:
    session = make_session(people.rita, people.organization)
    with pytest.raises(NotPermitted):
        sign_up(session=session, person=acting(people.luc), at=NOON)
    assert states(session) == {}


@pytest.mark.parametrize("when", [SOON, SOON + timedelta(days=3)])
def test_nobody_signs_up_or_leaves_once_it_has_begun(people: People, when) -> None:
    session = make_session(people.olive, None)
    come(session, people.emma)
    with pytest.raises(NotNow):
        sign_up(session=session, person=acting(people.luc), at=when)
    with pytest.raises(NotNow):
        cancel_sign_up(session=session, person=acting(people.emma), at=when)


def test_nobody_signs_up_for_a_cancelled_session(people: People) -> None:
    session = make_session(people.olive, None)
    cancel_session(session=session, reason_en="Ill.", reason_fr="Maladie.", cancelled_by=acting(people.olive), at=NOON)
    with pytest.raises(NotNow):
        sign_up(session=session, person=acting(people.emma), at=NOON)


def test_database_itself_refuses_more_people_than_places(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    with pytest.raises(IntegrityError, match="session_has_no_more_people_than_places"), as_system():
        InformationSession.objects.filter(pk=session.pk).update(signed_up=2)


# Two at once --------------------------------------------------------------------------------------------------


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do the deeds in as many connections, all begun before any of them asks for the session."""
    barrier, results = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                connection.ensure_connection()
                barrier.wait(timeout=10)
                results.append(deed())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_ask_for_the_last_place_at_once_one_gets_it_and_the_other_waits(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
        sessions = [make_session(people.olive, None, capacity=1) for _ in range(6)]
    for session in sessions:

        def ask(person: Person, session: InformationSession = session) -> SignUp:
            return sign_up(session=session, person=acting(person), at=NOON)

        results = at_once(lambda: ask(people.emma), lambda: ask(people.luc))
        assert sorted(getattr(result, "state", repr(result)) for result in results) == ["SIGNED_UP", "WAITING"]
        with as_system():
            session.refresh_from_db()
            assert (session.signed_up, session.waiting) == (1, 1)


def test_two_places_given_back_at_once_go_to_two_people(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
        session = make_session(people.olive, None, capacity=2)
        come(session, people.emma, people.luc, people.sam, people.rene)

    def leave(person: Person) -> SignUp | None:
        return cancel_sign_up(session=session, person=acting(person), at=NOON)

    at_once(lambda: leave(people.emma), lambda: leave(people.luc))
    assert states(session) == {"Emma": "CANCELLED", "Luc": "CANCELLED", "Sam": "SIGNED_UP", "René": "SIGNED_UP"}
    assert (told(people.sam).count("session_moved_up"), told(people.rene).count("session_moved_up")) == (1, 1)


# The reminder -------------------------------------------------------------------------------------------------


def test_everybody_with_a_place_is_reminded_once(people: People) -> None:
    session = make_session(people.olive, None, capacity=2)
    come(session, people.emma, people.luc, people.sam)
    due = SOON - timedelta(hours=24)
    assert remind(at=due - timedelta(minutes=1)) == 0
    assert [remind(at=due), remind(at=due), remind(at=due + timedelta(hours=5))] == [2, 0, 0]
    assert told(people.emma).count("session_soon") == 1
    assert told(people.sam) == ["session_waits"]


def test_reminder_comes_as_many_hours_before_as_the_organizers_say(people: People) -> None:
    make_session(people.olive, None, reminder_hours=48)
    session = InformationSession.objects.get()
    come(session, people.emma)
    assert remind(at=SOON - timedelta(hours=49)) == 0
    assert remind(at=SOON - timedelta(hours=48)) == 1


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=30)])
def test_nobody_is_reminded_of_what_has_begun(people: People, late: timedelta) -> None:
    come(make_session(people.olive, None), people.emma)
    assert remind(at=SOON + late) == 0


def test_nobody_is_reminded_of_what_was_cancelled_or_given_back(people: People) -> None:
    gone, kept = make_session(people.olive, None), make_session(people.olive, None)
    come(gone, people.emma)
    come(kept, people.luc)
    cancel_session(session=gone, reason_en="Ill.", reason_fr="Malade.", cancelled_by=acting(people.olive), at=NOON)
    cancel_sign_up(session=kept, person=acting(people.luc), at=NOON)
    assert remind(at=SOON - timedelta(hours=1)) == 0


def test_whoever_signs_up_after_the_reminder_knows_already(people: People) -> None:
    session = make_session(people.olive, None)
    come(session, people.emma, at=SOON - timedelta(hours=3))
    assert remind(at=SOON - timedelta(hours=2)) == 0


def test_session_that_moved_is_reminded_of_again(people: People) -> None:
    session = make_session(people.olive, None)
    come(session, people.emma)
    assert remind(at=SOON - timedelta(hours=2)) == 1
    later = SOON + timedelta(days=7)
    change_session(
        session=session,
        announced=announced(starts_at=later),
        changed_by=acting(people.olive),
        at=SOON - timedelta(hours=1),
    )
    assert remind(at=SOON) == 0
    assert remind(at=later - timedelta(hours=23)) == 1


def test_two_clocks_at_once_remind_each_person_once(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
        session = make_session(people.olive, None)
        come(session, people.emma, people.luc, people.sam, people.rene)
    due = SOON - timedelta(hours=2)
    results = at_once(lambda: remind(at=due), lambda: remind(at=due))
    assert sum(result for result in results if isinstance(result, int)) == 4
    assert [told(person).count("session_soon") for person in (people.emma, people.luc, people.sam, people.rene)] == [
        1
    ] * 4


# Who came -----------------------------------------------------------------------------------------------------


@pytest.fixture
def held(people: People) -> InformationSession:
    """A session of Rita's organization that has begun, with Emma and René in it."""
    session = make_session(people.rita, people.organization)
    come(session, people.emma, people.rene)
    return session


def key(session: InformationSession, person: Person) -> int:
    with as_system():
        return SignUp.objects.get(session=session, person=person).pk


def test_attendance_is_noted_of_all_at_once_and_can_be_corrected(people: People, held: InformationSession) -> None:
    emma, rene = key(held, people.emma), key(held, people.rene)
    assert record_attendance(session=held, present=[emma], recorded_by=acting(people.rita), at=SOON) == 1
    with as_system():
        assert dict(SignUp.objects.values_list("pk", "attended")) == {emma: True, rene: False}
    record_attendance(session=held, present=[emma, rene], recorded_by=acting(people.rita), at=SOON)
    with as_system():
        assert dict(SignUp.objects.values_list("pk", "attended")) == {emma: True, rene: True}
    assert told(people.emma).count("session_attended") == told(people.rene).count("session_attended") == 1
    sentences = [entry for entry in trail_of(held.ref) if entry.verb == "session.attendance-recorded"]
    assert len(sentences) == 2


def test_same_attendance_again_writes_nothing(people: People, held: InformationSession) -> None:
    emma = key(held, people.emma)
    for _ in range(2):
        record_attendance(session=held, present=[emma], recorded_by=acting(people.rita), at=SOON)
    assert [entry.verb for entry in trail_of(held.ref)].count("session.attendance-recorded") == 1
    assert told(people.emma).count("session_attended") == 1


def test_attendance_is_refused_before_it_begins_to_strangers_and_for_others(
    people: People, held: InformationSession
) -> None:
    with pytest.raises(NotNow):
        record_attendance(session=held, present=[], recorded_by=acting(people.rita), at=SOON - timedelta(minutes=1))
    for stranger in (people.sam, people.emma, people.audrey):
        with pytest.raises(NotPermitted):
            record_attendance(session=held, present=[], recorded_by=acting(stranger), at=SOON)
    with pytest.raises(Invalid) as refused:
        record_attendance(session=held, present=[0], recorded_by=acting(people.rita), at=SOON)
    assert refused.value.field == "present"


def test_whoever_waited_cannot_be_noted_as_present(people: People) -> None:
    session = make_session(people.olive, None, capacity=1)
    come(session, people.emma, people.luc)
    with pytest.raises(Invalid):
        record_attendance(
            session=session, present=[key(session, people.luc)], recorded_by=acting(people.olive), at=SOON
        )


def test_organizers_still_see_who_came_from_elsewhere(people: People) -> None:
    somewhere = make_person("Xavier", people.elsewhere)
    session = make_session(people.rita, people.organization)
    with as_system():
        SignUp.objects.create(session=session, person=somewhere, state="SIGNED_UP", asked_at=NOON, placed_at=NOON)
    acting(people.rita)
    assert Person.objects.filter(pk=somewhere.pk).exists()
    acting(people.sam)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("whose", ["organization", None])
def test_others_are_seen_by_exactly_those_who_organize(people: People, whose: str | None) -> None:
    session = make_session(people.olive, getattr(people, whose) if whose else None)
    come(session, people.emma)
    for name in ("rita", "rene", "luc", "sam", "olive", "ada", "audrey"):
        person = acting(getattr(people, name))
        assert SignUp.objects.visible_to(person).exists() == may_organize(person, session), name

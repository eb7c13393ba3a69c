"""An opinion asked from somebody else: whom, showing what, until when; consent; once; and no longer than that."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus, ConsultationKind, ConsultationState, Shown
from cases.leaving import WrongRecipient
from cases.models import Case, Consultation, Opinion
from cases.operations.consulting import (
    answer_consent,
    ask_opinion,
    extend_consultation,
    give_opinion,
    withdraw_consultation,
)
from cases.operations.ending import withdraw_request
from cases.operations.recusing import recuse
from cases.queries.consultations import asked_of
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from tests import factories
from tests.conftest import acting_as

# The policy beneath reads the database's clock, so these tests live today.
NOW = clock.now()
TODAY = clock.local_date(NOW)
SOON = TODAY + timedelta(days=7)
MANAGER, LABOUR, COMMISSION = ConsultationKind.MANAGER, ConsultationKind.LABOUR_RELATIONS, ConsultationKind.COMMISSION


@pytest.fixture
def mia(people: factories.People) -> Person:
    """Emma's manager."""
    mia = factories.make_person("Mia", people.organization, Role.EMPLOYEE, Role.MANAGER)
    with as_system():
        Appointment.objects.filter(person=people.emma).update(reports_to=mia)
    return mia


@pytest.fixture
def leo(people: factories.People) -> Person:
    """Somebody of labour relations."""
    return factories.make_person("Leo", people.organization, Role.EMPLOYEE, language="fr")


@pytest.fixture
def case(people: factories.People) -> Case:
    return factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def ask(case: Case, by: Person, kind: ConsultationKind = LABOUR, **values: Any) -> Consultation:
    given = {"email": "", "question": "Is it usual?", "shown": [Shown.QUESTION], "until": SOON, "at": NOW, **values}
    with acting_as(by):
        return ask_opinion(case=Case.objects.get(pk=case.pk), asked_by=by, kind=kind, **given)


def seen_by(person: Person) -> set[Any]:
    """What the database shows a person of consultations, without any filter of the application."""
    with acting_as(person):
        return set(Consultation._base_manager.values_list("pk", flat=True))


def told(person: Person) -> list[str]:
    with as_system():
        found = Message.objects.filter(recipient=person).order_by("created_at")
        return [name.rsplit("/", 1)[1] for name in found.values_list("template", flat=True)]


def stands(consultation: Consultation) -> Consultation:
    with as_system():
        return Consultation.objects.get(pk=consultation.pk)


def test_expert_is_mailed_no_question_that_mentions_another_request(
    people: factories.People, case: Case, leo: Person
) -> None:
    noah = factories.make_person("Noah", people.organization, Role.EMPLOYEE)
    other = factories.make_case(noah, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    for question in (f"Is it as in {other.number}?", "Is it what Noah Sample wants too?"):
        with pytest.raises(WrongRecipient):
            ask(case, people.rita, email=leo.email, question=question)
    with as_system():
        assert not Message.objects.filter(recipient=leo).exists()
        assert not Consultation.objects.exists()


def test_expert_who_left_gets_no_mail_and_the_question_can_be_taken_back(
    people: factories.People, case: Case, leo: Person
) -> None:
    asked = ask(case, people.rita, email=leo.email)
    with as_system():
        Person.objects.filter(pk=leo.pk).update(is_active=False)
        before = Message.objects.filter(recipient=leo).count()
    with acting_as(people.rita):
        with pytest.raises(WrongRecipient):
            extend_consultation(consultation=asked, extended_by=people.rita, until=SOON + timedelta(days=1), at=NOW)
        withdraw_consultation(consultation=asked, withdrawn_by=people.rita, at=NOW)
    with as_system():
        assert Message.objects.filter(recipient=leo).count() == before


def test_expert_sees_exactly_what_was_picked_as_it_was_and_never_the_request(
    people: factories.People, case: Case, leo: Person
) -> None:
    asked = ask(case, people.rita, email=leo.email.upper())
    assert asked.shown == {"QUESTION": "May I put an election sign on my lawn?"}
    with as_system():
        Case.objects.filter(pk=case.pk).update(question="Changed since")
    with acting_as(leo):
        (seen,) = asked_of(leo, TODAY)
        assert seen.shown == {"QUESTION": "May I put an election sign on my lawn?"}
        assert not Case._base_manager.exists()
        assert not Opinion._base_manager.exists()
    for stranger in (people.luc, people.sam):
        assert seen_by(stranger) == set()
    assert seen_by(people.rene) == seen_by(people.audrey) == {asked.pk}
    with as_system():
        message = Message.objects.get(recipient=leo)
        assert case.number not in message.subject + message.body
        assert "Emma" not in message.subject + message.body


def test_name_is_shown_only_when_picked(people: factories.People, case: Case, leo: Person) -> None:
    asked = ask(case, people.rita, email=leo.email, shown=[Shown.REQUESTER, Shown.LEVEL])
    assert asked.shown == {"REQUESTER": "Emma Sample"}  # there is no self-assessment, so no level either


def test_manager_is_shown_nothing_before_the_employee_agreed(people: factories.People, case: Case, mia: Person) -> None:
    asked = ask(case, people.rita, MANAGER)
    assert (asked.expert, asked.state(TODAY)) == (mia, ConsultationState.AWAITING_CONSENT)
    assert seen_by(mia) == set()
    assert told(mia) == []
    assert "consent_asked" in told(people.emma)
    with acting_as(people.emma):
        answer_consent(consultation=asked, answered_by=people.emma, agrees=True, at=NOW)
    assert seen_by(mia) == {asked.pk}
    assert told(mia) == ["opinion_asked"]
    assert "consent_given" in told(people.rita)
    with acting_as(people.emma), pytest.raises(NotNow):
        answer_consent(consultation=asked, answered_by=people.emma, agrees=False, at=NOW)


def test_manager_is_never_shown_anything_when_the_employee_says_no(
    people: factories.People, case: Case, mia: Person
) -> None:
    asked = ask(case, people.rita, MANAGER)
    with acting_as(people.emma):
        answer_consent(consultation=asked, answered_by=people.emma, agrees=False, at=NOW)
    assert (seen_by(mia), told(mia), "consent_refused" in told(people.rita)) == (set(), [], True)
    with acting_as(mia), pytest.raises(NotPermitted):
        give_opinion(consultation=asked, given_by=mia, text="x", at=NOW)


def test_nobody_else_consents(people: factories.People, case: Case, mia: Person) -> None:
    asked = ask(case, people.rita, MANAGER)
    with acting_as(people.rita), pytest.raises(NotPermitted):
        answer_consent(consultation=asked, answered_by=people.rita, agrees=True, at=NOW)
    with acting_as(mia), pytest.raises(Case.DoesNotExist):
        answer_consent(consultation=asked, answered_by=mia, agrees=True, at=NOW)
    assert stands(asked).consent is None


def test_opinion_is_given_once_and_ends_the_look(people: factories.People, case: Case, leo: Person) -> None:
    asked = ask(case, people.rita, email=leo.email)
    with acting_as(leo):
        with pytest.raises(Invalid):
            give_opinion(consultation=asked, given_by=leo, text=" ", at=NOW)
        give_opinion(consultation=asked, given_by=leo, text="It is usual.", at=NOW)
    assert seen_by(leo) == set()
    with acting_as(leo), pytest.raises(NotPermitted):
        give_opinion(consultation=asked, given_by=leo, text="Or not.", at=NOW)
    with acting_as(people.rene):
        assert Opinion.objects.get().text == "It is usual."
    with acting_as(people.emma):
        assert not Opinion._base_manager.exists()
        entries = trail_of(case.ref)
    assert [str(entry) for entry in entries][-2:] == [
        "Rita Sample asked an expert for an opinion.",
        "An expert gave an opinion.",
    ]
    assert "Leo" not in str([(str(entry), entry.actor_name) for entry in entries])
    assert "opinion_given" in told(people.rita)


def test_nothing_is_seen_past_the_last_day(people: factories.People, case: Case, leo: Person) -> None:
    long_ago = NOW - timedelta(days=20)
    asked = ask(case, people.rita, email=leo.email, until=TODAY - timedelta(days=1), at=long_ago)
    assert asked.state(TODAY) == ConsultationState.ENDED
    assert seen_by(leo) == set()
    with acting_as(leo), pytest.raises(NotPermitted):
        give_opinion(consultation=asked, given_by=leo, text="x", at=NOW)
    last_day = ask(case, people.rita, email=leo.email, until=TODAY)
    assert seen_by(leo) == {last_day.pk}


def test_nothing_is_seen_once_the_request_is_over_or_the_expert_walled_off(
    people: factories.People, case: Case
) -> None:
    asked = ask(case, people.rita, email=people.rene.email)
    with acting_as(people.rene):
        recuse(case=Case.objects.get(pk=case.pk), recused_by=people.rene, reason="Friends.", at=NOW)
    assert seen_by(people.rene) == set()
    other = ask(case, people.rita, COMMISSION, email=people.olive.email)
    with acting_as(people.emma):
        withdraw_request(case=Case.objects.get(pk=case.pk), withdrawn_by=people.emma, at=NOW)
    with acting_as(people.rita), pytest.raises(NotPermitted):
        withdraw_consultation(consultation=asked, withdrawn_by=people.rita, at=NOW)
    with acting_as(people.olive), pytest.raises(NotNow):
        give_opinion(consultation=other, given_by=people.olive, text="x", at=NOW)


def test_commission_queue_is_open_to_its_officers_but_not_to_the_walled_off(
    people: factories.People, case: Case
) -> None:
    oscar = factories.make_person("Oscar", people.elsewhere, Role.COMMISSION_OFFICER)
    with acting_as(oscar):
        recuse(case=Case.objects.get(pk=case.pk), recused_by=oscar, reason="Friends.", at=NOW)
    asked = ask(case, people.rita, COMMISSION)
    assert asked.expert is None
    with acting_as(people.olive):
        assert asked_of(people.olive, TODAY) == [asked]
    for person in (oscar, people.ada, people.luc, people.emma):
        with acting_as(person):
            assert asked_of(person, TODAY) == []
    assert ("opinion_asked" in told(people.olive), told(oscar)) == (True, [])
    with acting_as(oscar), pytest.raises(NotPermitted):
        give_opinion(consultation=asked, given_by=oscar, text="x", at=NOW)
    with acting_as(people.olive):
        give_opinion(consultation=asked, given_by=people.olive, text="Fine.", at=NOW)


@pytest.mark.parametrize(
    ("kind", "who", "field"),
    [
        (LABOUR, "", "email"),
        (LABOUR, "luc", "email"),  # works elsewhere
        (LABOUR, "emma", "email"),  # asks
        (LABOUR, "rita", "email"),  # oneself
        (COMMISSION, "rene", "email"),  # no officer
        (MANAGER, "", "email"),  # none on record
    ],
)
def test_refuses_people_who_cannot_be_asked(
    people: factories.People, case: Case, kind: ConsultationKind, who: str, field: str
) -> None:
    email = getattr(people, who).email if who else ""
    with pytest.raises(Invalid) as refused:
        ask(case, people.rita, kind, email=email)
    assert refused.value.field == field


def test_walled_off_person_cannot_be_asked(people: factories.People, case: Case) -> None:
    with acting_as(people.rene):
        recuse(case=Case.objects.get(pk=case.pk), recused_by=people.rene, reason="Friends.", at=NOW)
    with pytest.raises(Invalid) as refused:
        ask(case, people.rita, email=people.rene.email)
    assert "conflict of interest" in str(refused.value.message)


@pytest.mark.parametrize(("days", "good"), [(-1, False), (0, True), (30, True), (60, False)])
def test_day_is_near(people: factories.People, case: Case, leo: Person, days: int, good: bool) -> None:
    until = TODAY + timedelta(days=days)
    if good:
        assert ask(case, people.rita, email=leo.email, until=until).until == until
        return
    with pytest.raises(Invalid) as refused:
        ask(case, people.rita, email=leo.email, until=until)
    assert refused.value.field == "until"


def test_last_day_is_thirty_business_days_away(people: factories.People, leo: Person) -> None:
    noon = datetime(2026, 11, 23, 17, tzinfo=NOW.tzinfo)
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(Invalid):
        ask(case, people.rita, email=leo.email, until=date(2027, 1, 8), at=noon)
    assert ask(case, people.rita, email=leo.email, until=date(2027, 1, 7), at=noon).until == date(2027, 1, 7)


def test_handlers_give_more_time_or_take_the_question_back(people: factories.People, case: Case, leo: Person) -> None:
    asked = ask(case, people.rita, email=leo.email)
    with acting_as(people.rene):
        with pytest.raises(Invalid):
            extend_consultation(consultation=asked, extended_by=people.rene, until=SOON, at=NOW)
        extend_consultation(consultation=asked, extended_by=people.rene, until=SOON + timedelta(1), at=NOW)
        withdraw_consultation(consultation=asked, withdrawn_by=people.rene, at=NOW)
        with pytest.raises(NotNow):
            extend_consultation(consultation=asked, extended_by=people.rene, until=SOON + timedelta(2), at=NOW)
    assert seen_by(leo) == set()
    assert sorted(told(leo)) == ["opinion_asked", "opinion_extended", "opinion_withdrawn"]


def test_strangers_ask_nothing(people: factories.People, case: Case, leo: Person) -> None:
    for person in (people.emma, people.ada, people.audrey, people.olive):
        with pytest.raises(NotPermitted):
            ask(case, person, email=leo.email)
    for person in (people.sam, people.luc):
        with pytest.raises(Case.DoesNotExist):
            ask(case, person, email=leo.email)


def test_nobody_gives_themselves_a_look_or_an_opinion(people: factories.People, case: Case, leo: Person) -> None:
    """Consultations and opinions are written by the system alone, so no statement of a person's own makes one."""
    asked = ask(case, people.rita, email=leo.email)
    row = {
        "case": case, "kind": LABOUR, "expert": people.sam, "asked_by": people.sam, "asked_at": NOW, "question": "x",
        "language": "en", "until": SOON,
    }  # fmt: skip
    for person in (people.sam, people.rita, people.olive, leo):
        with acting_as(person), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Consultation(**row).save(force_insert=True)
    with acting_as(people.rita), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Opinion(
            consultation=asked, case=case, given_by=people.rita, given_by_name="Leo", given_at=NOW, text="x"
        ).save(force_insert=True)  # fmt: skip
    with acting_as(leo):
        assert Consultation._base_manager.update(until=SOON + timedelta(9)) == 0

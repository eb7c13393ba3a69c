"""Nothing leaves for whom it is not meant, nor with anything of another case in it: planted mistakes are all refused."""

import pytest

from cases import leaving
from cases.deeds import perform
from cases.enums import CaseAction, CaseStatus
from cases.leaving import Parcel, WrongRecipient, check
from cases.models import Advice, Case, CaseMessage
from cases.notices.posting import handlers, tell
from cases.operations.advising import record_advice
from cases.operations.attaching import attach_file
from cases.operations.conversing import send_message
from cases.operations.withholding import report_withheld
from cases.tasks import report_withheld as task
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.audit.queries import trail_of
from tests.cases.views.pages import queries
from tests.factories import NOON, acting, make_case, make_person


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


@pytest.fixture
def other(people):
    """Another open request on Rita's desk, of somebody else."""
    noah = make_person("Noah", people.organization, Role.EMPLOYEE)
    return make_case(noah, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


@pytest.fixture
def withheld(monkeypatch):
    asked = []
    monkeypatch.setattr(leaving, "ask", lambda *given: asked.append(given))
    return asked


def found(parcel):
    return leaving.findings(parcel)


def test_what_belongs_goes(people, case):
    acting(people.rita)
    check(Parcel(case, people.emma, NOON, texts=(case.number,), link=f"/en/requests/{case.pk}/", sender=people.rita))
    check(Parcel(case, people.rene, NOON, texts=(case.number, people.emma.email), link=f"/fr/bureau/{case.pk}/"))


@pytest.mark.parametrize("name", ["sam", "luc", "olive", "ada", "audrey"])
def test_stranger_gets_nothing(people, case, name):
    acting(people.rita)
    person = getattr(people, name)
    assert found(Parcel(case, person, NOON)) == ["recipient"]
    assert found(Parcel(case, person, NOON, shared_with=frozenset({person.pk}))) == []


def test_walled_off_handler_gets_nothing_even_what_was_shared(people, case):
    acting(people.rita)
    case.walled_from = [people.rene.pk]
    assert found(Parcel(case, people.rene, NOON, shared_with=frozenset({people.rene.pk}))) == ["recipient"]


def test_officer_gets_what_the_central_queue_has(people, case):
    acting(people.olive)
    case.queue = "CENTRAL"
    assert found(Parcel(case, people.olive, NOON)) == []


def test_former_representative_gets_nothing_and_the_others_are_told_instead(people, case):
    with as_system():
        people.rita.appointments.filter(role=Role.REPRESENTATIVE).update(active_to=NOON.date())
    acting(people.emma)
    case.assigned_to = people.rita
    assert found(Parcel(case, people.rita, NOON)) == ["recipient"]
    assert handlers(case, NOON) == [people.rene]


def test_foreign_attachment_is_refused(people, case, other):
    def attach(where, who):
        return attach_file(case=where, uploaded_by=acting(who), name="a.txt", declared="", content=b"x", at=NOON)

    planted, internal, own = attach(other, people.rita), attach(case, people.rita), attach(case, people.emma)
    acting(people.rita)
    assert found(Parcel(case, people.emma, NOON, attachments=(own, planted))) == ["attachment"]
    assert found(Parcel(case, people.emma, NOON, attachments=(internal,))) == ["attachment"]
    assert found(Parcel(case, people.rene, NOON, attachments=(internal, own))) == []
    own.state = "WAITING_FOR_SCAN"
    assert found(Parcel(case, people.emma, NOON, attachments=(own,))) == ["attachment"]


@pytest.mark.parametrize("form", ["PA-{:06d}", "pa-{:06d}", "PA\u2011{:06d}", "PA {:06d}", "PA\u00a0{:07d}"])
def test_foreign_case_number_is_refused_in_every_spelling(people, case, other, form):
    acting(people.rita)
    said = f"As in {form.format(other.pk)}."
    assert found(Parcel(case, people.emma, NOON, texts=(said,))) == ["number"]
    assert found(Parcel(case, people.emma, NOON, written=(said,), sender=people.rita)) == ["number"]
    assert found(Parcel(case, people.emma, NOON, texts=("PA-999999",))) == ["number"]


def test_requesters_own_other_case_may_be_mentioned_to_those_who_see_it(people, case):
    before = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    acting(people.rita)
    said = (f"As in {before.number}.",)
    assert found(Parcel(case, people.emma, NOON, texts=said)) == []
    assert found(Parcel(case, people.rene, NOON, texts=said)) == []
    with as_system():
        Case.objects.filter(pk=before.pk).update(walled_from=[people.rene.pk])
    acting(people.rita)
    assert found(Parcel(case, people.rene, NOON, texts=said)) == ["number"]
    assert found(Parcel(case, people.rene, NOON, texts=said, related=frozenset({before.pk}))) == []


def test_foreign_address_is_refused(people, case, other):
    acting(people.rita)
    noah = other.requester.email
    assert found(Parcel(case, people.emma, NOON, texts=(f"Write to {noah}.",))) == ["address"]
    assert found(Parcel(case, people.emma, NOON, texts=("x@elsewhere.example",))) == ["address"]
    assert found(Parcel(case, people.emma, NOON, written=(f"Write to {noah.upper()}.",), sender=people.rita)) == [
        "address"
    ]
    assert found(Parcel(case, people.emma, NOON, written=("ethics@dept.example",), sender=people.rita)) == []
    assert found(Parcel(case, people.emma, NOON, address=noah)) == ["address"]


def test_foreign_name_is_refused(people, case, other):
    acting(people.rita)
    assert found(Parcel(case, people.emma, NOON, written=("Dear noah\nSAMPLE,",), sender=people.rita)) == ["name"]
    assert found(Parcel(case, people.emma, NOON, people=(other.requester,))) == ["name"]
    assert found(Parcel(case, people.emma, NOON, people=(people.rita, people.rene, people.emma))) == []
    case.question = "Noah Sample, my colleague, asked me to help."
    assert found(Parcel(case, people.emma, NOON, written=("Noah Sample may ask.",), sender=people.rita)) == []


def test_link_to_another_case_is_refused(people, case, other):
    acting(people.rita)
    assert found(Parcel(case, people.emma, NOON, link=f"/en/requests/{other.pk}/")) == ["link"]


def test_inactive_person_gets_nothing(people, case):
    acting(people.rita)
    people.emma.is_active = False
    assert found(Parcel(case, people.emma, NOON)) == ["recipient"]


def test_notice_to_a_stranger_is_never_written(people, case, withheld):
    acting(people.rita)
    with pytest.raises(WrongRecipient):
        tell(people.sam, "case_arrived", case, NOON)
    assert withheld == [("cases.tasks.report_withheld", str(case.pk), "recipient", NOON.isoformat())]
    with as_system():
        assert not Message.objects.filter(recipient=people.sam).exists()


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (CaseAction.REQUEST_INFORMATION, {"question": "{} again?"}),
        (CaseAction.REDIRECT, {"destination": "NOT_COVERED", "reasons": "{}"}),
        (CaseAction.REQUEST_INFORMATION, {"question": "Which weeks?", "items": "{}"}),
        (CaseAction.RECORD_ADVICE, {"outcome": "COMPATIBLE", "reasons": "Fine.", "mitigations": "{}"}),
        (CaseAction.RECORD_ADVICE, {"outcome": "COMPATIBLE", "reasons": "Fine.", "limits": "As in {}."}),
    ],
)
def test_text_about_another_case_is_not_sent_and_nothing_is_recorded(people, case, other, withheld, action, given):
    said = {name: value.format(other.number) for name, value in given.items()}
    with pytest.raises(WrongRecipient):
        perform(action=action, case=case, by=acting(people.rita), at=NOON, **said)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IN_REVIEW
    assert not Advice.objects.exists()
    assert len(withheld) == 1


def test_message_about_another_case_is_not_sent(people, case, other, withheld):
    with pytest.raises(WrongRecipient):
        send_message(case=case, sent_by=acting(people.rita), text=f"As in {other.number}.", at=NOON)
    assert not CaseMessage.objects.exists()
    assert len(withheld) == 1
    send_message(case=case, sent_by=acting(people.emma), text=f"As in {other.number}.", at=NOON)


def test_reason_for_opening_again_is_looked_at_too(people, case, other, withheld):
    record_advice(case=case, decided_by=acting(people.rita), outcome="COMPATIBLE", reasons="Fine.", at=NOON)
    with pytest.raises(WrongRecipient):
        perform(action=CaseAction.REOPEN, case=case, by=acting(people.rita), at=NOON, reasons=f"See {other.number}.")
    assert len(withheld) == 1


def test_what_was_withheld_stands_in_the_trail_and_alarms_administrators(people, case):
    task(str(case.pk), "number,name", NOON.isoformat())
    with as_system():
        entry = trail_of(case.ref)[-1]
        assert (entry.verb.value, entry.facts) == ("parcel.withheld", {"findings": "number, name"})
        message = Message.objects.get(template="cases/notices/parcel_withheld")
        assert message.recipient_id == people.ada.pk
        report_withheld(case_id=case.pk, findings=["recipient"], at=NOON)


def test_costs_nothing_for_the_requester_and_one_query_for_anybody_else(people, case):
    acting(people.rita)
    with queries() as none:
        check(Parcel(case, people.emma, NOON, texts=(case.number, "December 7, 2026"), link=f"/en/requests/{case.pk}/"))
    with queries() as one:
        check(Parcel(case, people.rene, NOON, texts=(case.number,), link=f"/en/desk/{case.pk}/"))
    with queries() as written:
        check(
            Parcel(case, people.emma, NOON, written=("Which weeks? Write to ethics@dept.example.",), sender=people.rita)
        )
    assert (len(none), len(one), len(written)) == (0, 1, 1)

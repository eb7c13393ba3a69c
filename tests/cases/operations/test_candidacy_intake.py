"""A request for permission from its draft to the analysis: who may do what when, and what becomes of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from cases.candidacy_content import completeness
from cases.enums import CaseStatus, Queue
from cases.enums.candidacy import CandidacyAction, Stage
from cases.models import Candidacy, CandidacyInput, Case, ClockDifference, Ending
from cases.operations.candidacy_commission import (
    acknowledge,
    ask_for_items,
    end_without_decision,
    file_directly,
    find_complete,
    provide_items,
    send,
    withdraw,
)
from cases.operations.candidacy_inputs import give_input, invite_input, start_check
from cases.operations.candidacy_intake import save_candidacy, sign, start_candidacy
from cases.operations.drafting import discard_draft
from cases.operations.replaying import replay_clocks
from cases.workflow.candidacy import available_on
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from tests import factories
from tests.cases.candidacies import WHOLE, candidacy_in, draft, manager_of, opinion
from tests.conftest import NOON, acting_as
from tests.factories import acting

PEOPLE = ("emma", "mia", "rita", "rene", "luc", "sam", "olive", "ada", "audrey")
A, S = CandidacyAction, Stage
REPS, OFFICERS, EMMA = ("rita", "rene"), ("olive",), ("emma",)
WITHDRAW, END = {A.WITHDRAW: EMMA}, {A.END_WITHOUT_DECISION: OFFICERS, A.WITHDRAW: EMMA}
ALLOWED: dict[Stage, dict[CandidacyAction, tuple[str, ...]]] = {
    S.DRAFT: {A.SIGN: EMMA},
    S.GATHERING_INPUT: {A.GIVE_INPUT: ("mia",), A.START_CHECK: ("mia", *REPS), A.FILE_DIRECTLY: EMMA, **WITHDRAW},
    S.DEPARTMENTAL_CHECK: {A.SEND: REPS, A.FILE_DIRECTLY: EMMA, **WITHDRAW},
    S.SENT: {A.ACKNOWLEDGE: OFFICERS, **END},
    S.ACKNOWLEDGED: {A.ASK_FOR_ITEMS: OFFICERS, A.FIND_COMPLETE: OFFICERS, **END},
    S.INCOMPLETE: {A.PROVIDE_ITEMS: ("emma", *REPS), **END},
    S.ANALYSIS: {A.ASK_FOR_ITEMS: OFFICERS, **END},
    S.WITHDRAWN: {},
    S.NO_DECISION: {},
}
DEEDS: dict[CandidacyAction, Callable[[Candidacy, Person], Any]] = {
    A.SIGN: lambda it, who: sign(candidacy=it, signed_by=who, at=NOON),
    A.START_CHECK: lambda it, who: start_check(candidacy=it, started_by=who, at=NOON),
    A.SEND: lambda it, who: send(candidacy=it, sent_by=who, at=NOON),
    A.FILE_DIRECTLY: lambda it, who: file_directly(candidacy=it, filed_by=who, at=NOON),
    A.ACKNOWLEDGE: lambda it, who: acknowledge(candidacy=it, acknowledged_by=who, at=NOON),
    A.ASK_FOR_ITEMS: lambda it, who: ask_for_items(candidacy=it, asked_by=who, codes=["CHART"], at=NOON),
    A.PROVIDE_ITEMS: lambda it, who: provide_items(candidacy=it, provided_by=who, answer="Here.", at=NOON),
    A.FIND_COMPLETE: lambda it, who: find_complete(candidacy=it, found_by=who, at=NOON),
    A.END_WITHOUT_DECISION: lambda it, who: end_without_decision(
        candidacy=it, ended_by=who, reason="TIMELINESS", reasons="Too late.", at=NOON
    ),
    A.WITHDRAW: lambda it, who: withdraw(candidacy=it, withdrawn_by=who, at=NOON),
}
OURS = (*DEEDS, A.GIVE_INPUT)


class Undone(Exception):
    """Ends a transaction that was only tried."""


@pytest.mark.parametrize("stage", ALLOWED)
def test_allows_exactly_what_the_table_says_to_whom(people: factories.People, stage: Stage) -> None:
    """Every deed by everybody, the stranger Sam among them: what is not listed raises, and changes nothing."""
    candidacy = candidacy_in(stage, people)
    found: dict[CandidacyAction, tuple[str, ...]] = {}
    for name in PEOPLE:
        with as_system():
            person = getattr(people, name, None) or Person.objects.filter(given_name=name.title()).first()
        if person is None:
            continue
        acting(person)
        for action in set(available_on(person, candidacy)) & set(OURS):
            found[action] = (*found.get(action, ()), name)
        for action, deed in DEEDS.items():
            wanted = name in ALLOWED[stage].get(action, ()) and (name, action) != ("mia", A.START_CHECK)
            with suppress(Undone), transaction.atomic():
                acting(person)
                if wanted:
                    deed(candidacy, person)
                else:
                    with pytest.raises((NotPermitted, NotNow, Case.DoesNotExist)):
                        deed(candidacy, person)
                raise Undone
    assert found == ALLOWED[stage]


def messages(person: Person) -> list[str]:
    """What the person was told, by occasion, in the order of the alphabet: much happens at one moment."""
    with as_system():
        found = Message.objects.filter(recipient=person)
        return sorted(
            name.rsplit("/", 1)[1].removeprefix("candidacy_") for name in found.values_list("template", flat=True)
        )


def stands(candidacy: Candidacy) -> Candidacy:
    with as_system():
        return Candidacy.objects.select_related("case__organization", "case__requester").get(pk=candidacy.pk)


def test_goes_from_the_draft_to_the_analysis_with_everybody_told(people: factories.People) -> None:
    """Federal: the manager and the deputy head are invited by what is on record, each sees their invitation and no case;
    with the last opinion the check begins; sent, received, incomplete, complete, with the clock of the law."""
    mia = manager_of(people.emma, people)
    dora = factories.make_person("Dora", people.organization, Role.DEPUTY_HEAD, language="fr")
    candidacy = draft(people, level="FEDERAL", jurisdiction="CA")
    with pytest.raises(Conflict):
        sign(candidacy=candidacy, signed_by=people.emma, at=NOON, version=1)
    candidacy = sign(candidacy=candidacy, signed_by=people.emma, at=NOON)
    assert (candidacy.case.status, candidacy.case.due_on) == (CaseStatus.SUBMITTED, date(2026, 12, 7))
    with acting_as(dora):
        assert not Case.objects.exists()
        (asked,) = CandidacyInput.objects.all()
        assert (asked.kind, asked.answer_by) == ("DEPUTY_HEAD", date(2026, 11, 30))
        assert Candidacy.objects.filter(pk=candidacy.pk).exists()
    with acting_as(people.sam):
        assert not Candidacy.objects.exists()
        assert not CandidacyInput.objects.exists()
    with acting_as(mia), pytest.raises(NotPermitted):
        give_input(asked=asked, given_by=mia, stance="FAVOURABLE", impartiality="Yes.", operations="", at=NOON)

    opinion(candidacy, mia)
    assert stands(candidacy).stage == Stage.GATHERING_INPUT
    opinion(candidacy, dora)
    candidacy = stands(candidacy)
    assert (candidacy.stage, candidacy.awaited_from) == (Stage.DEPARTMENTAL_CHECK, [])
    with acting_as(people.emma):
        assert [one.impartiality for one in candidacy.inputs.all()] == ["No contact with the city."] * 2
    with acting_as(dora):
        assert not Candidacy.objects.exists()  # the look ends with the opinion

    send(candidacy=candidacy, sent_by=acting(people.rita), at=NOON + timedelta(days=1))
    candidacy = acknowledge(
        candidacy=stands(candidacy), acknowledged_by=acting(people.olive), at=NOON + timedelta(days=2)
    )
    assert (candidacy.case.queue, candidacy.case.assigned_to) == (Queue.CENTRAL, people.olive)
    later = NOON + timedelta(days=3)
    ask_for_items(candidacy=candidacy, asked_by=people.olive, texts=["Which files do you see?"], at=later)
    with pytest.raises(NotNow):
        find_complete(candidacy=stands(candidacy), found_by=people.olive, at=later)
    received = NOON + timedelta(days=7)
    provide_items(candidacy=stands(candidacy), provided_by=acting(people.emma), answer="None.", at=received)
    found = find_complete(candidacy=stands(candidacy), found_by=acting(people.olive), at=NOON + timedelta(days=10))
    # Received on Monday 30 November: day 30 is Wednesday 30 December.
    assert (found.complete_on, found.decide_by) == (date(2026, 11, 30), date(2026, 12, 30))
    assert found.case.due_on == date(2026, 12, 30)

    assert messages(people.emma) == [
        *("complete", "input_given", "input_given", "items_asked", "received", "sent", "signed"),
    ]
    assert messages(dora) == ["input_asked"]
    assert messages(people.rita) == [
        *("arrived", "complete", "input_given", "input_given", "items_asked", "received", "to_check"),
    ]
    assert messages(people.olive) == ["at_commission", "items_provided"]
    told = [str(entry) for entry in trail_of(found.case.ref)]
    assert any("gave an opinion: Manager" in sentence for sentence in told)
    assert any("30 December 2026" in sentence or "2026-12-30" in sentence for sentence in told)

    # More is asked in time: the count begins anew; the nightly replay agrees before and after, and finds a wrong day.
    assert replay_clocks(at=later) is not None
    ask_for_items(candidacy=found, asked_by=people.olive, codes=["CHART"], at=NOON + timedelta(days=11))
    assert (stands(candidacy).complete_on, stands(candidacy).decide_by) == (None, None)
    again = NOON + timedelta(days=15)
    provide_items(candidacy=stands(candidacy), provided_by=acting(people.rita), answer="The chart.", at=again)
    found = find_complete(candidacy=stands(candidacy), found_by=acting(people.olive), at=again)
    assert found.complete_on == date(2026, 12, 8)
    replay_clocks(at=again)
    with as_system():
        assert not ClockDifference.objects.exists()
        Candidacy.objects.filter(pk=found.pk).update(decide_by=date(2027, 1, 30))
        replay_clocks(at=again)
        (difference,) = ClockDifference.objects.all()
    assert (difference.clock, difference.computed) == ("CANDIDACY_DECISION", date(2027, 1, 7))


def test_invites_whom_the_representative_names_and_ends_what_was_open(people: factories.People) -> None:
    candidacy = sign(candidacy=draft(people), signed_by=acting(people.emma), at=NOON)
    assert candidacy.awaited_from == []  # no manager is on record
    with as_system(), pytest.raises(NotPermitted):
        invite_input(candidacy=candidacy, invited_by=people.sam, kind="MANAGER", email="x@x.example", at=NOON)
    with pytest.raises(Invalid):
        invite_input(candidacy=candidacy, invited_by=acting(people.rita), kind="MANAGER", email="x@x.example", at=NOON)
    for email in (people.rene.email, people.rita.email):
        invite_input(candidacy=candidacy, invited_by=acting(people.rita), kind="MANAGER", email=email, at=NOON)
    assert stands(candidacy).awaited_from == [people.rita.pk]
    opinion(candidacy, people.rita)
    assert stands(candidacy).stage == Stage.DEPARTMENTAL_CHECK


def test_refuses_who_may_not_ask_and_what_is_not_said(people: factories.People) -> None:
    asks = {"language": "en", "level": "MUNICIPAL", "jurisdiction": "QC", "on_leave": True, "at": NOON}
    dora = factories.make_person("Dora", people.organization, Role.DEPUTY_HEAD)
    for person, employment, reason in ((dora, "INDETERMINATE", "DEPUTY_HEAD"), (people.emma, "CASUAL", "CASUAL")):
        with pytest.raises(Invalid) as refused:
            start_candidacy(requester=acting(person), organization=people.organization, employment=employment, **asks)
        assert refused.value.facts["reason"] == reason
    people.organization.regime = "OWN_REGIME"
    with pytest.raises(Invalid) as refused:
        start_candidacy(requester=acting(people.emma), organization=people.organization, employment="TERM", **asks)
    assert refused.value.field == "organization"
    people.organization.regime = "PART7_CORE"
    candidacy = start_candidacy(
        requester=acting(people.emma), organization=people.organization, employment="TERM", **asks
    )
    with pytest.raises(Invalid, match="invalid") as refused:
        sign(candidacy=candidacy, signed_by=people.emma, at=NOON)
    assert "Name the municipality" in refused.value.message
    lines = {line.code: line.is_there for line in completeness(candidacy)}
    assert [code for code, is_there in lines.items() if is_there] == ["TEMPORARY"]
    saved = {"level": "MUNICIPAL", "jurisdiction": "QC", "language": "fr", "at": NOON}
    with pytest.raises(NotPermitted):
        save_candidacy(candidacy=candidacy, saved_by=people.luc, told=WHOLE, **saved)
    candidacy = save_candidacy(candidacy=candidacy, saved_by=people.emma, told=WHOLE, **saved)
    assert candidacy.case.subject == "Permission d’être candidat\u00a0: Municipale, Gatineau"
    lines = {line.code: line.is_there for line in completeness(candidacy)}
    assert [code for code, is_there in lines.items() if not is_there] == ["DESCRIPTION", "CHART", "INPUTS"]
    with pytest.raises(Conflict):
        save_candidacy(candidacy=candidacy, saved_by=people.emma, told=WHOLE, **saved, version=1)
    discard_draft(case=candidacy.case, discarded_by=people.emma)
    with as_system():
        assert not Case.objects.filter(pk=candidacy.pk).exists()


def test_keeps_and_counts_what_ends_without_a_decision(people: factories.People) -> None:
    candidacy = candidacy_in(Stage.ACKNOWLEDGED, people)
    for reason in ("", "WITHDRAWN", "BORED"):
        with pytest.raises(Invalid):
            end_without_decision(
                candidacy=candidacy, ended_by=acting(people.olive), reason=reason, reasons="Late.", at=NOON
            )
    end_without_decision(
        candidacy=candidacy, ended_by=acting(people.olive), reason="TIMELINESS", reasons="Too late.", at=NOON
    )
    ended = stands(candidacy)
    assert (ended.stage, ended.no_decision_reason) == (Stage.NO_DECISION, "TIMELINESS")
    assert (ended.case.status, ended.case.outcome) == (CaseStatus.CLOSED, "NO_DECISION")
    with acting_as(people.emma):
        assert Ending.objects.get(case=ended.case).reasons == "Too late."
    assert "not_decided" in messages(people.emma)


def test_walls_off_the_manager_who_represents_and_asks_their_opinion_all_the_same(people: factories.People) -> None:
    with as_system():
        Appointment.objects.filter(person=people.emma).update(reports_to=people.rita)
    candidacy = sign(candidacy=draft(people), signed_by=acting(people.emma), at=NOON)
    assert candidacy.case.walled_from == [people.rita.pk]
    with acting_as(people.rita):
        assert not Case.objects.exists()
    opinion(candidacy, people.rita)
    assert stands(candidacy).stage == Stage.DEPARTMENTAL_CHECK
    assert messages(people.rita) == ["input_asked"]
    assert messages(people.rene) == ["arrived", "input_given", "to_check"]

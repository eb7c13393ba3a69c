"""The decision: drafted by one, decided by another under an instrument, told to both sides, never changed."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.enums import CaseStatus
from cases.enums.candidacy import Stage
from cases.models import Candidacy, CandidacyInput, Case, Decision, DecisionDraft, DecisionLetter, Delegation
from cases.operations.candidacy_deciding import (
    confirm_notices,
    decide,
    decide_again,
    return_to_officer,
    save_decision_draft,
    submit_for_decision,
)
from cases.operations.delegating import end_delegation, record_delegation
from cases.operations.letters import make_decision_letter
from cases.queries.deciding import decision_letter, visible_candidacy
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from tests.cases.analysed import TODAY, candidacy_row
from tests.cases.rulings import grant, refusal
from tests.factories import NOON, People, acting, make_person


def make_decider(people: People, name: str = "Delia", *, delegated: bool = True) -> Person:
    """A decision maker of the Commission, with an instrument in force."""
    commission = Organization.objects.get(name_en="Public Service Commission")
    person = make_person(name, commission, Role.COMMISSION_DECIDER)
    if delegated:
        record_delegation(
            title="Instrument 1",
            person=person,
            active_from=TODAY,
            active_to=None,
            recorded_by=acting(people.ada),
            at=NOON,
        )
    return person


def head_of(people: People) -> Person:
    return make_person("Hélène", people.organization, Role.DEPUTY_HEAD, language="fr")


def fresh(person: Person, candidacy: Candidacy) -> Candidacy:
    return visible_candidacy(acting(person), candidacy.pk)


def before_decider(people: People, *, level: str = "FEDERAL", refuse: bool = False) -> Candidacy:
    """Olive's draft waits for a decision maker."""
    candidacy = fresh(people.olive, candidacy_row(people, Stage.ANALYSIS, level))
    ruling = refusal(candidacy) if refuse else grant(candidacy)
    return submit_for_decision(candidacy=candidacy, ruling=ruling, submitted_by=people.olive, at=NOON)


def sent_to(person: Person) -> list[tuple[str, str]]:
    with as_system():
        return list(Message.objects.filter(recipient=person).order_by("created_at").values_list("language", "subject"))


def test_three_authorizations_are_granted_and_both_sides_notified_each_in_their_language(people) -> None:
    decider, head = make_decider(people), head_of(people)
    candidacy = before_decider(people)
    assert sent_to(decider) == [("en", f"A decision waits: {candidacy.case.number}")]
    decision = decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=NOON)
    candidacy = fresh(people.olive, candidacy)
    assert (candidacy.stage, candidacy.decided_on, candidacy.case.status) == (
        Stage.DECIDED,
        None,
        CaseStatus.AWAITING_APPROVAL,
    )
    granted = [(one.section, one.outcome) for one in decision.authorizations.all()]
    assert granted == [("s. 114(1)", "GRANTED"), ("s. 114(2)", "GRANTED"), ("s. 114(3)", "GRANTED")]
    assert [(one.kind, one.owner) for one in decision.conditions.all()] == [("NO_TITLE", "EMPLOYEE")]
    assert (decision.drafted_by, decision.decided_by, decision.delegation.title) == (
        people.olive,
        decider,
        "Instrument 1",
    )
    assert sent_to(people.emma)[-1] == ("en", f"Decision on your request {candidacy.case.number}")
    assert sent_to(head) == [("fr", f"Avis de décision sur une candidature\u00a0: {candidacy.case.number}")]
    told_on = NOON + timedelta(days=1)
    confirm_notices(candidacy=candidacy, confirmed_by=people.olive, at=told_on)
    candidacy = fresh(people.olive, candidacy)
    assert (candidacy.stage, candidacy.decided_on) == (Stage.NOTIFIED, TODAY)
    assert (candidacy.case.status, candidacy.case.outcome) == (CaseStatus.ANSWERED, "GRANTED_WITH_CONDITIONS")
    verbs = [entry.verb for entry in trail_of(candidacy.case.ref)]
    assert verbs == [Verb.CANDIDACY_SUBMITTED, Verb.CANDIDACY_DECIDED, Verb.CANDIDACY_NOTIFIED]
    # Each side reads the letter; the deputy head sees nothing else of the request.
    letter = DecisionLetter.objects.get()
    first = make_decision_letter(letter=decision_letter(acting(head), letter.pk)[0], language="fr", at=NOON)
    assert not Decision.objects.exists()
    assert first == make_decision_letter(
        letter=decision_letter(acting(people.emma), letter.pk)[0], language="fr", at=told_on
    )
    assert b"/StructTreeRoot" in first
    for stranger in (people.sam, people.luc):
        with pytest.raises(DecisionLetter.DoesNotExist):
            decision_letter(acting(stranger), letter.pk)
    # Taken up again, the clock stays stopped; the new decision supersedes the old one, which stays.
    decide_again(candidacy=fresh(people.olive, candidacy), taken_up_by=people.olive, reasons="New duties.", at=told_on)
    assert fresh(people.olive, candidacy).decided_on == TODAY
    submit_for_decision(candidacy=fresh(people.olive, candidacy), submitted_by=people.olive, at=told_on)
    second = decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=told_on)
    assert second.supersedes == decision
    assert second.letter.number == f"{candidacy.case.number}-D2"


def test_clock_stops_only_when_a_deputy_head_unknown_here_is_notified_by_hand(people) -> None:
    decider = make_decider(people)
    candidacy = before_decider(people, level="MUNICIPAL", refuse=True)
    decision = decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=NOON)
    assert (decision.employee_notified_at, decision.deputy_head_notified_at) == (NOON, None)
    assert decision.findings.count() == 5 * 2 * 4
    later = NOON + timedelta(days=3)
    asked = {"candidacy": fresh(people.olive, candidacy), "confirmed_by": people.olive, "at": later}
    wrong: list[tuple[date | None, str, str]] = [
        (None, "", "deputy_head_notified_on"),
        (TODAY - timedelta(days=1), "by mail", "deputy_head_notified_on"),
        (TODAY + timedelta(days=4), "by mail", "deputy_head_notified_on"),
        (TODAY, " ", "delivery"),
    ]
    for on, how, field in wrong:
        with pytest.raises(Invalid) as refused:
            confirm_notices(**asked, deputy_head_notified_on=on, delivery=how)
        assert refused.value.field == field
    assert fresh(people.olive, candidacy).decided_on is None
    confirm_notices(**asked, deputy_head_notified_on=TODAY + timedelta(days=2), delivery="Registered mail")
    candidacy = fresh(people.olive, candidacy)
    assert (candidacy.stage, candidacy.decided_on) == (Stage.NOTIFIED, TODAY + timedelta(days=2))
    assert DecisionLetter.objects.get().delivery == "Registered mail"


def test_draft_is_kept_as_typed_and_comes_back_with_a_comment(people) -> None:
    decider = make_decider(people)
    candidacy = fresh(people.olive, candidacy_row(people))
    CandidacyInput.objects.create(
        candidacy=candidacy,
        kind="MANAGER",
        person=people.rita,
        invited_at=NOON,
        answer_by=TODAY,
        stance="UNFAVOURABLE",
        impartiality="She signs.",
        given_at=NOON,
    )
    with pytest.raises(NotNow):
        submit_for_decision(candidacy=candidacy, submitted_by=people.olive, at=NOON)
    half = grant(candidacy, reasons="", authorizations=())
    draft = save_decision_draft(candidacy=candidacy, ruling=half, saved_by=people.olive, at=NOON)
    with pytest.raises(Conflict):
        save_decision_draft(candidacy=candidacy, ruling=half, saved_by=people.olive, at=NOON, version=0)
    with pytest.raises(Invalid):
        submit_for_decision(candidacy=candidacy, submitted_by=people.olive, at=NOON)
    with pytest.raises(Invalid) as refused:
        submit_for_decision(candidacy=candidacy, ruling=grant(candidacy), submitted_by=people.olive, at=NOON)
    assert refused.value.field == "divergent_views"
    whole = grant(candidacy, divergent_views="She signs nothing on her own.")
    submit_for_decision(
        candidacy=candidacy, ruling=whole, draft_version=draft.version, submitted_by=people.olive, at=NOON
    )
    with pytest.raises(NotNow):
        save_decision_draft(candidacy=fresh(people.olive, candidacy), ruling=half, saved_by=people.olive, at=NOON)
    for hidden in (people.emma, people.rita):
        acting(hidden)
        assert not DecisionDraft.objects.exists()
    with pytest.raises(Invalid):
        return_to_officer(candidacy=fresh(decider, candidacy), returned_by=decider, comment=" ", at=NOON)
    return_to_officer(candidacy=fresh(decider, candidacy), returned_by=decider, comment="Say more.", at=NOON)
    candidacy = fresh(people.olive, candidacy)
    assert (candidacy.stage, candidacy.draft.comment) == (Stage.ANALYSIS, "Say more.")
    assert sent_to(people.olive)[-1] == ("en", f"The draft on {candidacy.case.number} was returned")


def test_nobody_decides_but_a_decision_maker_with_an_instrument_and_no_hand_in_the_draft(people) -> None:
    decider, head = make_decider(people), head_of(people)
    without = make_decider(people, "Dora", delegated=False)
    both = make_person("Otto", Organization.objects.get(name_en="Public Service Commission"), Role.COMMISSION_OFFICER)
    candidacy = candidacy_row(people)
    with as_system():
        both.appointments.create(
            organization=both.appointments.get().organization, role=Role.COMMISSION_DECIDER, active_from=TODAY
        )
    record_delegation(
        title="Instrument 2", person=both, active_from=TODAY, active_to=None, recorded_by=acting(people.ada), at=NOON
    )
    ruling = grant(candidacy)
    save_decision_draft(candidacy=fresh(both, candidacy), ruling=ruling, saved_by=both, at=NOON)
    submit_for_decision(candidacy=fresh(people.olive, candidacy), submitted_by=people.olive, at=NOON)
    everybody = [getattr(people, one.name) for one in fields(people)]
    barred = [one for one in everybody if isinstance(one, Person)] + [head, without, both]
    hidden_or_barred = (NotPermitted, Case.DoesNotExist)  # to some the request does not even exist
    for person in barred:
        with as_system():
            asked = Candidacy.objects.select_related("case__organization", "submitted_by").get()
        acting(person)
        with pytest.raises(hidden_or_barred), transaction.atomic():
            decide(candidacy=asked, decided_by=person, at=NOON)
        if person not in (without, both):
            with pytest.raises(hidden_or_barred), transaction.atomic():
                return_to_officer(candidacy=asked, returned_by=person, comment="No.", at=NOON)
    acting(people.ada)
    end_delegation(delegation=Delegation.objects.get(title="Instrument 1"), ended_by=people.ada, at=NOON)
    with pytest.raises(NotPermitted, match="not-permitted"), transaction.atomic():
        decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=NOON)
    acting(decider)
    assert not Decision.objects.exists()


INSERT = """insert into cases_decision (id, candidacy_id, outcome, reasons, mitigations, divergent_views, charter, facts,
    drafted_by_id, decided_by_id, requester_id, delegation_id, decided_at)
    values (gen_random_uuid(), %s, 'GRANTED', 'x', '', '', '', '{}', %s, %s, %s, %s, %s)"""


def test_database_takes_a_decision_from_its_decision_maker_alone_and_never_changes_it(people) -> None:
    decider, head = make_decider(people), head_of(people)
    without = make_decider(people, "Dora", delegated=False)
    candidacy = before_decider(people)
    acting(decider)
    instrument = Delegation.objects.get().pk
    emma, olive = people.emma.pk, people.olive.pk

    def refuses(person: Person, sql: str, values: list[object] | None = None) -> None:
        acting(person)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    for person in (people.rita, head, people.olive, people.ada, people.audrey, people.emma, people.sam):
        refuses(person, INSERT, [candidacy.pk, decider.pk, person.pk, emma, instrument, NOON])
    refuses(without, INSERT, [candidacy.pk, olive, without.pk, emma, instrument, NOON])  # another's instrument
    refuses(decider, INSERT, [candidacy.pk, olive, decider.pk, emma, None, NOON])  # none
    refuses(decider, INSERT, [candidacy.pk, olive, decider.pk, emma, instrument, NOON - timedelta(days=2)])  # not yet
    refuses(decider, INSERT, [candidacy.pk, decider.pk, decider.pk, emma, instrument, NOON])  # drafter decides
    refuses(decider, INSERT, [candidacy.pk, emma, decider.pk, emma, instrument, NOON])  # drafted by who asked
    refuses(decider, INSERT, [candidacy.pk, olive, decider.pk, people.luc.pk, instrument, NOON])  # for somebody else
    decision = decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=NOON)
    for table in ("cases_decision", "cases_decisionfinding", "cases_authorization", "cases_decisionletter"):
        for person in (decider, people.olive, people.ada, people.rita):
            refuses(person, f"delete from {table}")
    for person in (decider, people.olive):
        refuses(person, "update cases_decision set reasons = 'y'")
        refuses(person, "update cases_decision set employee_notified_at = now()")
        refuses(person, "update cases_decisionfinding set finding = 'y'")
        refuses(person, "update cases_authorization set outcome = 'REFUSED'")
        refuses(person, "update cases_decisionletter set facts = '{}'")
    added = (
        "insert into cases_authorization (id, decision_id, kind, section, outcome) "
        "values (gen_random_uuid(), %s, 'X', 'X', 'GRANTED')"
    )
    for person in (decider, people.olive, people.rita):
        refuses(person, added, [decision.pk])
    for person in (people.rita, people.audrey, people.emma, head):
        acting(person)
        with connection.cursor() as cursor:
            cursor.execute("update cases_decision set deputy_head_notified_at = now()")
            assert cursor.rowcount == 0, person
    refuses(decider, "update cases_delegation set active_to = null, title = 'mine'")


def test_instruments_are_recorded_by_administrators_and_never_for_themselves(people) -> None:
    decider = make_decider(people)
    given = {"title": "Instrument 2", "active_from": TODAY, "active_to": None, "at": NOON}
    for stranger in (people.olive, people.rita, people.audrey, people.emma, decider):
        with pytest.raises(NotPermitted):
            record_delegation(**given, person=decider, recorded_by=acting(stranger))
    with as_system():
        people.ada.appointments.create(
            organization=people.organization, role=Role.COMMISSION_DECIDER, active_from=TODAY
        )
    ada = acting(people.ada)
    with pytest.raises(NotPermitted):
        record_delegation(**given, person=ada, recorded_by=ada)
    for changed, field in (
        ({"title": " "}, "title"),
        ({"person": people.olive}, "person"),
        ({"active_to": TODAY}, "active_to"),
    ):
        with pytest.raises(Invalid) as refused:
            record_delegation(**{**given, "person": decider, **changed}, recorded_by=ada)
        assert refused.value.field == field
    instrument = Delegation.objects.get()
    ended = end_delegation(delegation=instrument, ended_by=ada, at=NOON + timedelta(days=5))
    assert ended.active_to == TODAY + timedelta(days=5)
    with pytest.raises(NotNow):
        end_delegation(delegation=instrument, ended_by=ada, at=NOON + timedelta(days=6))
    assert [entry.verb for entry in trail_of(instrument.pk)] == [Verb.DELEGATION_RECORDED, Verb.DELEGATION_ENDED]


def test_at_the_research_council_one_representative_decides_what_another_drafted(people) -> None:
    """A regime whose authority is of the organization, through the database's own rules: no instrument, nobody of the
    Commission."""
    council = Organization.objects.get(abbreviation_en="NRC")
    nora = make_person("Nora", council, Role.EMPLOYEE)
    ed, eve = (make_person(name, council, Role.EMPLOYEE, Role.REPRESENTATIVE) for name in ("Ed", "Eve"))
    candidacy = candidacy_row(replace(people, organization=council, emma=nora), level="MUNICIPAL")
    acting(nora)
    Case.objects.filter(pk=candidacy.pk).update(request_type="PERMISSION_NRC")
    candidacy = fresh(ed, candidacy)
    submit_for_decision(candidacy=candidacy, ruling=grant(candidacy), submitted_by=ed, at=NOON)
    decider = make_decider(people)
    for stranger in (decider, ed, people.olive):
        with pytest.raises((NotPermitted, Candidacy.DoesNotExist)):
            decide(candidacy=fresh(stranger, candidacy), decided_by=stranger, at=NOON)
    decision = decide(candidacy=fresh(eve, candidacy), decided_by=eve, at=NOON)
    assert (decision.decided_by, decision.delegation, decision.outcome) == (eve, None, "GRANTED_WITH_CONDITIONS")

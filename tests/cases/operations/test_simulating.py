"""A run over stored assessments: its parts, its end, what it says, and what it never does twice."""

import pytest

from assessments.department import rulebook_for
from assessments.models import Assessment, Simulation
from assessments.operations.keeping import keep_sitting
from assessments.personas import persona_answers
from assessments.rulebook import RULEBOOKS, current
from assessments.simulation import Counts
from assessments.sitting import Sitting, Situation
from cases import tasks
from cases.models import Case
from cases.operations import simulating
from cases.operations.advising import record_advice
from cases.operations.simulating import evaluate_part, start_replay, start_simulation
from cases.operations.submission import submit_request
from cases.operations.triage import take_up
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Organization, Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotPermitted
from tests.assessments.own_rules import MILDER, publish_rules
from tests.factories import NOON, People, acting, make_draft

CONTENT = (RULEBOOKS / "0.1.0.yaml").read_bytes()
STRICTER = CONTENT.replace(b"{code: A3, min: 35,", b"{code: A3, min: 20,").replace(
    b"version: 0.1.0 ", b"version: 0.9.0 "
)


def assessed(person: Person, organization: Organization, activity: str, answers: dict[str, str]) -> Case:
    """A submitted case with an assessment, through the product's operations."""
    case = make_draft(person, organization)
    kept = keep_sitting(person=person, sitting=Sitting("0.1.0", (Situation(activity, answers),)), at=NOON)
    Case.objects.filter(pk=case.pk).update(assessment=kept, activity=activity, level=" ".join(kept.result["result"]))
    return submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(person), at=NOON)


def with_companions(person: Person, organization: Organization) -> Case:
    """A submitted case with a main assessment (candidacy, which needs permission) and two companions."""
    case = make_draft(person, organization)
    answers = persona_answers(current(), "ordinary", "DIS.LAWN") | {"P.LEVEL": "l2", "P.SERV": "s1"}
    lawn = Situation("DIS.LAWN", answers)
    sitting = Sitting("0.1.0", (lawn, Situation("CAN.CANDIDATE", {}), Situation("MEM.JOIN", {"H.TIME": "own"})))
    main = keep_sitting(person=person, sitting=sitting, at=NOON)
    Case.objects.filter(pk=case.pk).update(assessment=main, activity=main.activity, level=main.codes[0])
    return submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(person), at=NOON)


@pytest.fixture
def stored(people: People) -> People:
    acting(people.emma)
    middle = {"P.LEVEL": "l2", "P.SERV": "s1", "M.AUD": "a0", "M.TIME": "e0"}
    for activity in ("SOC.POST", "DIS.LAWN", "CAN.CANDIDATE"):
        answers = persona_answers(current(), "ordinary", activity) | middle
        assessed(people.emma, people.organization, activity, answers)
    assessed(people.luc, people.elsewhere, "MEM.JOIN", persona_answers(current(), "ordinary", "MEM.JOIN"))
    return people


def run_to_the_end(run: Simulation) -> Simulation:
    with as_system():
        while evaluate_part(simulation_id=run.pk, at=NOON):
            pass
        return Simulation.objects.get(pk=run.pk)


def test_replay_reproduces_everything(stored: People) -> None:
    run = run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON))
    counts = Counts.from_json(run.counts)
    assert (counts.evaluated, counts.differing, counts.different) == (4, 0, [])
    assert run.finished_at == NOON


def test_replay_evaluates_with_the_own_rules_that_counted_then(stored: People) -> None:
    publish_rules(stored)
    rulebook = rulebook_for(str(stored.organization.pk))
    case = make_draft(stored.emma, stored.organization)
    sitting = Sitting.under(rulebook, (Situation("DIS.LAWN", {"P.PUB": "b2"}),))
    kept = keep_sitting(person=acting(stored.emma), sitting=sitting, at=NOON)
    assert kept.result["result"] == ["STOP"]
    Case.objects.filter(pk=case.pk).update(assessment=kept)
    submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(stored.emma), at=NOON)
    publish_rules(stored, MILDER)
    counts = Counts.from_json(run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON)).counts)
    assert (counts.evaluated, counts.differing) == (5, 0)


def test_replay_names_what_does_not_come_out_as_stored(stored: People) -> None:
    case = make_draft(stored.emma, stored.organization)
    wrong = Assessment.objects.create(
        person=stored.emma,
        rulebook_version="0.1.0",
        rulebook_hash="",
        activity="DIS.LAWN",
        answers={"H.TIME": "own"},
        result={"result": ["STOP"]},
        created_at=NOON,
    )
    Case.objects.filter(pk=case.pk).update(assessment=wrong)
    submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(stored.emma), at=NOON)
    counts = Counts.from_json(run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON)).counts)
    assert (counts.evaluated, counts.differing, counts.different) == (5, 1, [str(wrong.pk)])


def test_counts_what_a_stricter_draft_changes(stored: People) -> None:
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON))
    counts = Counts.from_json(run.counts)
    assert (run.rulebook_version, run.in_force, counts.evaluated) == ("0.9.0", "0.1.0", 4)
    assert counts.by_group == {"SOC|stricter": 1, "DIS|stricter": 1, "CAN|agrees": 1, "MEM|agrees": 1}
    assert sum(counts.by_organization.values()) == sum(counts.crossed.values()) == 4
    assert counts.advice == {}


def test_compares_closed_cases_with_the_advice(stored: People) -> None:
    case = Case.objects.filter(activity="MEM.JOIN")[0] if acting(stored.sam) else None
    assert case is not None
    take_up(case=case, taken_by=stored.sam, at=NOON)
    case = Case.objects.get(pk=case.pk)
    record_advice(case=case, decided_by=acting(stored.sam), outcome="COMPATIBLE", reasons="Own time.", at=NOON)
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON))
    assert sum(Counts.from_json(run.counts).advice.values()) == 1


def test_companions_are_evaluated_in_the_organization_of_their_request(people: People) -> None:
    acting(people.emma)
    case = with_companions(people.emma, people.organization)
    counts = Counts.from_json(run_to_the_end(start_replay(started_by=acting(people.ada), at=NOON)).counts)
    assert (counts.evaluated, counts.differing) == (3, 0)
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(people.ada), at=NOON))
    counts = Counts.from_json(run.counts)
    assert sorted(key.partition("|")[0] for key in counts.by_group) == ["CAN", "DIS", "MEM"]
    assert {key.partition("|")[0] for key in counts.by_organization} == {str(case.organization_id)}
    assert sum(counts.by_organization.values()) == 3


def test_replay_finds_a_companion_that_does_not_come_out_as_stored(people: People) -> None:
    acting(people.emma)
    case = make_draft(people.emma, people.organization)
    main = keep_sitting(person=people.emma, sitting=Sitting("0.1.0", (Situation("CAN.CANDIDATE", {}),)), at=NOON)
    wrong = Assessment.objects.create(
        person=people.emma,
        rulebook_version="0.1.0",
        rulebook_hash="",
        activity="DIS.LAWN",
        answers={"H.TIME": "own"},
        result={"result": ["STOP"]},
        created_at=NOON,
        together_with=main,
    )
    Case.objects.filter(pk=case.pk).update(assessment=main)
    submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(people.emma), at=NOON)
    counts = Counts.from_json(run_to_the_end(start_replay(started_by=acting(people.ada), at=NOON)).counts)
    assert (counts.evaluated, counts.differing, counts.different) == (2, 1, [str(wrong.pk)])


def test_advice_is_compared_with_the_main_assessment_alone(people: People) -> None:
    acting(people.emma)
    with_companions(people.emma, people.organization)
    acting(people.rita)
    case = take_up(case=Case.objects.get(), taken_by=people.rita, at=NOON) or Case.objects.get()
    record_advice(case=case, decided_by=acting(people.rita), outcome="COMPATIBLE", reasons="Own time.", at=NOON)
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(people.ada), at=NOON))
    counts = Counts.from_json(run.counts)
    assert (counts.evaluated, sum(counts.advice.values())) == (3, 1)


def test_parts_together_count_what_one_part_counts(stored: People, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON))
    monkeypatch.setattr(simulating, "PART", 1)
    run = start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON)
    assert run.parts.count() >= 4
    assert run_to_the_end(run).counts == whole.counts


def test_doing_a_task_again_changes_nothing(stored: People) -> None:
    run = run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON))
    with as_system():
        before = Simulation.objects.values().get(pk=run.pk), Message.objects.count()
    tasks.simulate(str(run.pk))
    tasks.sweep_simulations()
    with as_system():
        assert (Simulation.objects.values().get(pk=run.pk), Message.objects.count()) == before


def test_the_end_is_told_to_whoever_started_and_stands_in_the_trail(stored: People) -> None:
    run = run_to_the_end(start_simulation(ref="0.2.0", started_by=acting(stored.ada), at=NOON))
    with as_system():
        (message,) = Message.objects.filter(recipient=stored.ada)
        first, last = trail_of(run.pk)
    assert message.subject == "Simulation finished: 0.2.0"
    assert str(run.pk) in message.link
    assert (str(first), str(last)) == ("Ada Sample started a simulation: 0.2.0.", "The simulation ended: 0.2.0.")
    assert last.facts["evaluated"] == 4


def test_a_run_over_nothing_ends(people: People) -> None:
    run = run_to_the_end(start_replay(started_by=acting(people.ada), at=NOON))
    assert run.finished_at == NOON
    assert Counts.from_json(run.counts).evaluated == 0


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_only_administrators_start_one(people: People, name: str) -> None:
    person = acting(getattr(people, name))
    with pytest.raises(NotPermitted):
        start_simulation(ref="0.2.0", started_by=person, at=NOON)
    with pytest.raises(NotPermitted):
        start_replay(started_by=person, at=NOON)


def test_rows_of_a_run_are_closed_to_those_who_see_only_their_own(people: People) -> None:
    start_replay(started_by=acting(people.ada), at=NOON)
    acting(people.rita)
    assert Simulation.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [({"ref": "none"}, "draft"), ({"content": b"model: 1"}, "file"), ({"content": b"\xff\xfe"}, "file"), ({}, "draft")],
)
def test_refuses_what_is_no_rulebook(people: People, given: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        start_simulation(**given, started_by=acting(people.ada), at=NOON)
    assert refused.value.field == field

"""What would lower the risk."""

from assessments.lowering import lighter_ways
from assessments.personas import persona_answers
from assessments.rulebook import current
from tests.assessments.test_evaluation import EXAMPLE

RULEBOOK = current()


def test_names_each_single_change_that_lowers_the_level_in_the_worked_example() -> None:
    ways = lighter_ways(RULEBOOK, "SOC.POST", EXAMPLE)
    lowering = [way.subject for way in ways if way.kind == "answer" and way.changes_level]
    assert lowering == ["M.IDENT", "M.AUD", "M.TONE", "M.TIME", "M.FREQ"]
    assert {way.codes for way in ways if way.subject in lowering} == {("MOD",)}


def test_offers_milder_activities_of_the_same_group_only() -> None:
    ways = [way for way in lighter_ways(RULEBOOK, "SOC.POST", EXAMPLE) if way.kind == "activity"]
    assert ("SOC.FOLLOW", ("LOW",)) in [(way.subject, way.codes) for way in ways]
    assert all(way.subject.startswith("SOC.") and way.changes_level for way in ways)


def test_never_suggests_hiding_or_changing_what_one_cannot_change() -> None:
    answers = EXAMPLE | {"M.DISC": "d1", "M.COMM": "v2", "P.LEVEL": "l3"}
    subjects = {way.subject for way in lighter_ways(RULEBOOK, "SOC.POST", answers)}
    assert not subjects & {"M.DISC", "M.COMM", "P.LEVEL", "N.EFFECT"}


def test_suggests_leaving_out_the_job_title() -> None:
    answers = persona_answers(RULEBOOK, "ordinary", "SOC.POST") | {"M.IDENT": "i3"}
    first = lighter_ways(RULEBOOK, "SOC.POST", answers)[0]
    assert (first.subject, first.option, first.codes, first.saves) == ("M.IDENT", "i0", ("LOW",), 20)


def test_suggests_nothing_where_a_rule_decides_or_the_level_is_low() -> None:
    ordinary = persona_answers(RULEBOOK, "ordinary", "SOC.POST")
    assert lighter_ways(RULEBOOK, "SOC.POST", ordinary) == ()
    assert lighter_ways(RULEBOOK, "SOC.POST", ordinary | {"H.TIME": "working"}) == ()
    assert lighter_ways(RULEBOOK, "CAN.CANDIDATE", {}) == ()

"""What must hold of the evaluator whatever the rules are."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import ElectionLevel, Queue
from cases.models import ElectionPeriod, RoutingRule
from cases.routing import RoutingFacts, choose_rule, matches, place_in_order, route, touching

DAY = date(2026, 11, 23)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine proves nothing
WORDS = {
    "request_type": ["", "ADVICE", "OTHER"],
    "activity_group": ["", "SOC", "CAM"],
    "level": ["", "LOW", "HIGH"],
    "language": ["en", "fr"],
    "region": ["", "ON", "QC"],
}
LEVELS = list(ElectionLevel.values)

facts = st.builds(
    RoutingFacts,
    organization=st.sampled_from([1, 2]),
    elections=st.sets(st.sampled_from(LEVELS)).map(lambda found: tuple(sorted(found))),
    **{name: st.sampled_from(words) for name, words in WORDS.items()},
)


@st.composite
def rule(draw: st.DrawFn, number: int) -> RoutingRule:
    first = DAY + timedelta(days=draw(st.integers(-3, 3)))
    days = draw(st.none() | st.integers(0, 5))
    return RoutingRule(
        pk=number,
        number=number,
        version=draw(st.integers(1, 3)),
        organization_id=draw(st.sampled_from([None, 1, 2])),
        priority=draw(st.integers(1, 4)),
        election=draw(st.sampled_from(["", "", *LEVELS])),
        assign_to_id=draw(st.sampled_from([None, 7, 8, 9])),
        active_from=first,
        active_to=None if days is None else first + timedelta(days=days),
        **{name: draw(st.sampled_from(["", *words])) for name, words in WORDS.items()},
    )


rules = st.integers(0, 8).flatmap(lambda size: st.tuples(*(rule(number) for number in range(1, size + 1)))).map(list)


@patient
@given(rules, facts, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(found, asked, shuffler) -> None:
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    assert choose_rule(found, asked, on=DAY) is choose_rule(shuffled, asked, on=DAY)


@patient
@given(rules, facts, rule(99))
def test_a_rule_of_lower_priority_never_changes_what_matched(found, asked, later) -> None:
    before = choose_rule(found, asked, on=DAY)
    later.priority = 5  # after all others
    after = choose_rule([*found, later], asked, on=DAY)
    assert after is (before or after)
    if before is None and after is not None:
        assert after is later


@patient
@given(rules, facts)
def test_nothing_that_matches_comes_before_what_was_chosen(found, asked) -> None:
    chosen = choose_rule(found, asked, on=DAY)
    fitting = [one for one in found if one.holds_on(DAY) and matches(one, asked)]
    assert (chosen is None) == (not fitting)
    assert all(place_in_order(chosen) <= place_in_order(one) for one in fitting)


@patient
@given(rules, facts, st.integers(-6, 10))
def test_a_rule_counts_from_its_first_day_until_the_day_before_its_end(found, asked, days) -> None:
    day = DAY + timedelta(days=days)
    chosen = choose_rule(found, asked, on=day)
    if chosen is not None:
        assert chosen.active_from <= day
        assert chosen.active_to is None or day < chosen.active_to
    gone = [one for one in found if not one.holds_on(day)]
    assert choose_rule([one for one in found if one not in gone], asked, on=day) is chosen


@patient
@given(rules, facts)
def test_a_criterion_that_is_dropped_never_loses_a_match(found, asked) -> None:
    for one in found:
        matched = matches(one, asked)
        for name in (*WORDS, "election"):
            kept = getattr(one, name)
            setattr(one, name, "")
            assert not matched or matches(one, asked)
            setattr(one, name, kept)


@patient
@given(rules, facts, st.frozensets(st.sampled_from([7, 8, 9])))
def test_nobody_gets_a_request_who_may_not_answer(found, asked, answering) -> None:
    where = route(found, asked, on=DAY, answering=answering)
    assert (where.queue == Queue.CENTRAL) == (not answering)
    assert where.assigned_to in {None, *answering}
    if where.queue == Queue.CENTRAL:
        assert (where.rule, where.assigned_to) == (None, None)
    else:
        assert where.rule is choose_rule(found, asked, on=DAY)


@patient
@given(
    st.sampled_from(["", "ON", "YT"]),
    st.lists(st.sampled_from([("FEDERAL", "CA"), ("PROVINCIAL", "ON"), ("TERRITORIAL", "YT"), ("MUNICIPAL", "ON")])),
)
def test_a_federal_election_touches_everybody_and_others_their_own_place(region, called) -> None:
    periods = [
        ElectionPeriod(level=level, jurisdiction=where, active_from=DAY, active_to=None) for level, where in called
    ]
    touched = touching(periods, region, DAY)
    assert touched == tuple(sorted({level for level, where in called if level == "FEDERAL" or where == region}))
    assert touching(periods, region, DAY - timedelta(days=1)) == ()


@patient
@given(facts)
def test_facts_come_back_as_they_were_stored(asked) -> None:
    assert RoutingFacts.from_json(asked.as_json()) == asked

"""When a decision on a candidacy may be made: pure, on candidacies that are never stored."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.decision import Authorized, Found, Obligation, Ruling, cell_name, check_ruling, required_cells, ruling_of
from cases.models import Candidacy, Case, ElectionPeriod
from polact.base.errors import Invalid
from tests.cases.analysed import POLLING_DAY, TODAY
from tests.cases.rulings import LEAVE_FROM, grant, refusal


def candidacy(level: str = "FEDERAL", request_type: str = "PERMISSION") -> Candidacy:
    case = Case(pk=1, request_type=request_type)
    return Candidacy(case=case, level=level, candidate_from=LEAVE_FROM, polling_day=POLLING_DAY)


def refused_for(ruling: Ruling, asked: Candidacy | None = None, stances: tuple[str, ...] = ()) -> str | None:
    try:
        check_ruling(asked or candidacy(), ruling, stances=stances)
    except Invalid as error:
        return error.field
    return None


LEAVE = Authorized("LEAVE_DURING", "GRANTED", LEAVE_FROM, POLLING_DAY)
F = candidacy()


@pytest.mark.parametrize(
    ("ruling", "stances", "field"),
    [
        (grant(F), (), None),
        (grant(F), ("FAVOURABLE",), None),
        (grant(F, outcome="GRANTED", conditions=()), (), None),
        (refusal(F), ("UNFAVOURABLE",), None),
        (refusal(F, divergent_views="The manager sees none; but she signs."), ("FAVOURABLE",), None),
        (grant(F, reasons=" "), (), "reasons"),
        (grant(F, outcome=""), (), "outcome"),
        (grant(F, outcome="NO_DECISION"), (), "outcome"),
        (grant(F, outcome="STILL_APPLIES"), (), "outcome"),
        (grant(F, outcome="REFUSED", conditions=()), (), "outcome"),
        (refusal(F, outcome="GRANTED"), (), "outcome"),
        (grant(F, conditions=()), (), "conditions"),
        (grant(F, outcome="GRANTED"), (), "conditions"),
        (grant(F, conditions=(Obligation("NO_PARTY", "", TODAY),)), (), "conditions"),
        (grant(F, conditions=(Obligation("NO_TITLE"),)), (), "conditions"),
        (grant(F, conditions=(Obligation("NO_TITLE", "", TODAY, TODAY - timedelta(days=1)),)), (), "conditions"),
        (grant(F, conditions=(Obligation("CEASE_IF_ELECTED", "", TODAY, TODAY),)), (), "conditions"),
        (grant(F, conditions=(Obligation("OTHER", "", TODAY),)), (), "conditions"),
        (grant(F, authorizations=(LEAVE,)), (), "authorizations"),
        (grant(F, authorizations=(*grant(F).authorizations, LEAVE)), (), "authorizations"),
        (grant(F, authorizations=(Authorized("MUNICIPAL_CANDIDACY", "GRANTED", TODAY),)), (), "authorizations"),
        (grant(F, authorizations=(*grant(F).authorizations[:2], replace(LEAVE, last_day=None))), (), "authorizations"),
        (
            grant(
                F, authorizations=(*grant(F).authorizations[:2], replace(LEAVE, last_day=POLLING_DAY - timedelta(1)))
            ),
            (),
            "authorizations",
        ),
        (
            grant(F, authorizations=tuple(replace(one, active_from=None) for one in grant(F).authorizations)),
            (),
            "authorizations",
        ),
        (
            refusal(F, authorizations=tuple(replace(one, active_from=TODAY) for one in refusal(F).authorizations)),
            (),
            "authorizations",
        ),
        (grant(F, findings=(Found("SEEKING", "ACTUAL", "DUTIES", "FOR", ""),)), (), "findings"),
        (grant(F, findings=(Found("IN_OFFICE", "ACTUAL", "DUTIES", "FOR", "x"),)), (), "findings"),
        (grant(F), ("UNFAVOURABLE",), "divergent_views"),
        (grant(F, outcome="GRANTED", conditions=()), ("WITH_CONDITIONS",), "divergent_views"),
        (refusal(F), ("FAVOURABLE", "UNFAVOURABLE"), "divergent_views"),
        (refusal(F, mitigations=""), (), "mitigations"),
        (refusal(F, charter=" "), (), "charter"),
    ],
)
def test_check_says_what_is_missing_at_its_field(ruling, stances, field) -> None:
    assert refused_for(ruling, stances=stances) == field


def test_a_refusal_needs_the_phases_of_what_is_refused_on_both_limbs() -> None:
    municipal = candidacy("MUNICIPAL")
    assert len(required_cells(F, refusal(F).authorizations)) == 4 * 2 * 4
    assert len(required_cells(municipal, refusal(municipal).authorizations)) == 5 * 2 * 4
    leave_only = (*grant(F).authorizations[:2], Authorized("LEAVE_DURING", "REFUSED"))
    assert {phase for phase, _limb, _factor in required_cells(F, leave_only)} == {"DURING", "RETURN"}
    assert refused_for(grant(F, authorizations=leave_only)) == "findings"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_refusal_with_any_one_cell_empty_is_found_and_the_cell_named(data) -> None:
    asked = candidacy(data.draw(st.sampled_from(["FEDERAL", "PROVINCIAL", "TERRITORIAL", "MUNICIPAL"])))
    whole = refusal(asked)
    place = data.draw(st.integers(0, len(whole.findings) - 1))
    taken = whole.findings[place]
    assert refused_for(whole, asked) is None
    with pytest.raises(Invalid) as refused:
        check_ruling(asked, replace(whole, findings=[one for one in whole.findings if one != taken]), stances=())
    assert (refused.value.field, refused.value.facts["cells"]) == ("findings", [cell_name(asked, taken.cell)])


def test_leave_covers_the_election_period_that_is_recorded() -> None:
    asked = candidacy()
    asked.candidate_from = None
    asked.election = ElectionPeriod(
        active_from=LEAVE_FROM - timedelta(days=1), active_to=POLLING_DAY + timedelta(days=1)
    )
    assert refused_for(grant(asked), asked) == "authorizations"
    asked.election.active_from = LEAVE_FROM
    assert refused_for(grant(asked), asked) is None


def test_a_draft_reads_back_as_it_was_written() -> None:
    for ruling in (grant(F), refusal(F), Ruling()):
        assert ruling_of(ruling.content()) == ruling

"""Who must not handle a request, from rows alone."""

import pytest

from cases.conflicts import Conflict, conflicts_of
from cases.enums import Ground
from polact.access.enums import Role
from polact.access.models import Appointment

EMMA, RITA, OLIVE, MIA = 1, 2, 3, 4
HERE, THERE = 10, 20


def held(person: int, role: Role = Role.EMPLOYEE, organization: int = HERE, *, unit: str = "", to: int | None = None):
    return Appointment(person_id=person, organization_id=organization, role=role, unit=unit, reports_to_id=to)


def found(*appointments: Appointment, named: tuple[int, ...] = ()) -> list[tuple[int, Ground]]:
    conflicts = conflicts_of(requester_id=EMMA, organization_id=HERE, named=named, appointments=appointments)
    assert all(isinstance(conflict, Conflict) for conflict in conflicts)
    return [(conflict.person_id, conflict.ground) for conflict in conflicts]


RITA_REPRESENTS = held(RITA, Role.REPRESENTATIVE)


def test_nobody_has_a_conflict_by_working_in_the_same_organization() -> None:
    assert found(held(EMMA), RITA_REPRESENTS, held(RITA, unit=""), held(OLIVE, Role.COMMISSION_OFFICER, THERE)) == []


def test_requester_who_represents_the_organization_does_not_handle_their_own() -> None:
    assert found(held(EMMA, Role.REPRESENTATIVE)) == [(EMMA, Ground.REQUESTER)]


@pytest.mark.parametrize(
    "appointments",
    [
        (held(EMMA, to=RITA), RITA_REPRESENTS),
        (held(EMMA), held(RITA, Role.REPRESENTATIVE, to=EMMA)),
        (held(EMMA), RITA_REPRESENTS, held(RITA, to=EMMA)),
        (held(EMMA, organization=THERE, to=RITA), RITA_REPRESENTS),
    ],
)
def test_manager_in_either_direction_is_a_conflict(appointments: tuple[Appointment, ...]) -> None:
    assert found(*appointments) == [(RITA, Ground.MANAGER)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Évaluation", " evaluation ", True),
        ("EVALUATION", "évaluation", True),
        ("Evaluation", "Evaluations", False),
        ("", "", False),
        (" ", "  ", False),
    ],
)
def test_same_unit_is_a_conflict_whatever_accents_and_case(one: str, other: str, same: bool) -> None:
    conflicts = found(held(EMMA, unit=one), RITA_REPRESENTS, held(RITA, unit=other))
    assert conflicts == ([(RITA, Ground.SAME_UNIT)] if same else [])


def test_unit_of_the_same_name_elsewhere_is_no_conflict() -> None:
    assert found(held(EMMA, unit="Audit"), RITA_REPRESENTS, held(RITA, organization=THERE, unit="Audit")) == []


def test_commission_officers_can_have_a_conflict_too() -> None:
    assert found(held(EMMA, to=OLIVE), held(OLIVE, Role.COMMISSION_OFFICER, THERE)) == [(OLIVE, Ground.MANAGER)]


def test_manager_who_could_not_see_the_request_anyway_is_left_alone() -> None:
    assert found(held(EMMA, to=MIA), held(MIA, Role.MANAGER), RITA_REPRESENTS) == []
    assert found(held(EMMA, to=MIA), held(MIA, Role.REPRESENTATIVE, THERE)) == []


def test_named_people_are_kept_away_whatever_they_are_today() -> None:
    assert found(held(EMMA), RITA_REPRESENTS, named=(RITA, MIA)) == [(RITA, Ground.NAMED), (MIA, Ground.NAMED)]


def test_first_ground_in_the_order_of_the_list_is_told() -> None:
    appointments = (held(EMMA, to=RITA, unit="Audit"), held(RITA, Role.REPRESENTATIVE, unit="Audit"))
    assert found(*appointments, named=(RITA,)) == [(RITA, Ground.MANAGER)]

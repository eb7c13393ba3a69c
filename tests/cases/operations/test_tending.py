"""The safety net: what it holds, who is told, and what clears it."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus, FindingKind
from cases.models import Case, Explanation, Finding, SafetyRun
from cases.operations.assigning import assign
from cases.operations.tending import check_open_work, explain_finding
from cases.queries import looking, safety
from cases.tasks import look_after_open_work
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotPermitted
from polact.catalogue.calendars import business_days_before
from tests.cases.away import TODAY, away, leads, left
from tests.cases.views.pages import queries
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case, make_person, nobody_answers

LATER = NOON + timedelta(days=30)
K = FindingKind


def found(person: Person, at: datetime = NOON) -> dict[int, list[FindingKind]]:
    """What the page shows a person on a day, by case."""
    with acting_as(person):
        return {case.pk: safety.kinds_of(case) for case in looking.net_of(person, at.date()).cases}


def run(at: datetime = NOON) -> int:
    with as_system():
        return check_open_work(at=at)


def told(person: Person) -> list[Message]:
    with acting_as(person):
        return list(Message.objects.filter(recipient=person, template__endswith="open_work_found"))


def review(people: People, at: datetime = NOON) -> Case:
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, at=at)


# What is found -------------------------------------------------------------------------------------------------


def test_clean_desk_is_empty_and_nobody_is_told(people: People) -> None:
    review(people)
    make_case(
        people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita, at=NOON - timedelta(days=90)
    )
    assert found(people.rita) == {}
    assert run() == 3  # two offices and the central queue
    for person in (people.rita, people.rene, people.olive):
        assert told(person) == []
    with as_system():
        assert not Finding.objects.exists()


def test_what_nobody_has(people: People) -> None:
    case = make_case(people.emma, people.organization)
    assert found(people.rita) == {case.pk: [K.UNOWNED]}


def test_what_nobody_touched_for_five_business_days(people: People) -> None:
    assert business_days_before(TODAY, 5) == TODAY - timedelta(days=7)
    old = review(people, NOON - timedelta(days=8))
    review(people, NOON - timedelta(days=7))
    assert found(people.rita) == {old.pk: [K.UNTOUCHED]}


def test_number_of_days_is_a_setting(people: People, settings) -> None:
    settings.SAFETY_NET_DAYS = 1
    case = review(people, NOON - timedelta(days=4))
    assert found(people.rita) == {case.pk: [K.UNTOUCHED]}


def test_what_is_past_its_standard(people: People) -> None:
    case = review(people, NOON - timedelta(days=30))
    assert found(people.rita) == {case.pk: [K.UNTOUCHED, K.LATE]}
    with acting_as(people.rita):
        due = Case.objects.get(pk=case.pk).due_on
    assert due is not None
    assert K.LATE not in found(people.rita, datetime.combine(due, NOON.timetz()))[case.pk]


@pytest.mark.parametrize("how", ["appointment ended", "inactive", "away with nobody there"])
def test_what_waits_for_somebody_who_left(people: People, how: str) -> None:
    case = review(people)
    if how == "appointment ended":
        left(people.rita, people.organization)
    elif how == "inactive":
        with as_system():
            Person.objects.filter(pk=people.rita.pk).update(is_active=False)
    else:
        third = make_person("Theo", people.organization, Role.EMPLOYEE, Role.REPRESENTATIVE)
        away(people.rita, third, people.organization)
        left(third, people.organization)
    assert found(people.rene) == {case.pk: [K.LEFT]}


def test_what_waits_for_the_employee_does_not_wait_for_who_left(people: People) -> None:
    make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    left(people.rita, people.organization)
    assert found(people.rene) == {}


def test_stand_in_keeps_the_case_of_the_absent_out_of_the_net(people: People) -> None:
    review(people)
    away(people.rita, people.rene, people.organization)
    assert found(people.rene) == {}


def test_officer_of_the_central_queue_has_not_left_until_they_have(people: People) -> None:
    with nobody_answers():
        case = make_case(people.emma, people.organization)
    assign(case=case, to=people.olive, assigned_by=acting(people.olive), at=NOON)
    assert found(people.olive) == {}
    second = make_person("Otto", people.olive.appointments.get().organization, Role.COMMISSION_OFFICER)
    with as_system():
        people.olive.appointments.update(active_to=TODAY)
    assert found(second) == {case.pk: [K.LEFT]}


def test_nobody_finds_what_they_may_not_handle(people: People) -> None:
    case = make_case(people.emma, people.organization)
    own = make_case(people.rita, people.organization)
    assert set(found(people.rita)) == {case.pk}
    assert set(found(people.rene)) == {case.pk, own.pk}
    for stranger in (people.sam, people.emma, people.luc, people.olive, people.audrey):
        assert found(stranger) == {}


def test_wall_holds_in_the_net_in_the_notice_and_in_its_count(people: People) -> None:
    leads(people.rita, people.organization)
    make_case(people.emma, people.organization)
    walled = make_case(people.emma, people.organization)
    with as_system():
        Case.objects.filter(pk=walled.pk).update(walled_from=[people.rita.pk])
    assert walled.pk not in found(people.rita)
    run()
    assert "1 request" in told(people.rita)[0].subject
    assert "1 demande" in told(people.rene)[0].subject  # what the lead may not know of falls to the others
    with acting_as(people.rita):
        assert Finding.objects.count() == 1
    with acting_as(people.rene):
        assert Finding.objects.count() == 2


# The run -------------------------------------------------------------------------------------------------------


def test_lead_is_told_once_with_counts_and_a_link(people: People) -> None:
    leads(people.rene, people.organization)
    make_case(people.emma, people.organization)
    review(people, NOON - timedelta(days=30))
    run()
    [message] = told(people.rene)
    assert "2 demandes" in message.subject
    assert "personne ne s’en occupe\N{NO-BREAK SPACE}: 1" in message.body
    assert message.link == "/fr/bureau/filet/"
    assert told(people.rita) == []
    assert told(people.olive) == []


def test_all_representatives_are_told_where_nobody_leads(people: People) -> None:
    make_case(people.emma, people.organization)
    run()
    assert len(told(people.rita)) == len(told(people.rene)) == 1
    assert told(people.olive) == told(people.sam) == []


def test_the_commission_is_told_of_its_queue_and_of_what_nobody_else_may_know(people: People) -> None:
    left(people.rene, people.organization)
    case = review(people)
    with as_system():
        Case.objects.filter(pk=case.pk).update(assigned_to=None, walled_from=[people.rita.pk])
    run()
    assert told(people.rita) == []
    assert len(told(people.olive)) == 1


def test_second_run_of_the_day_does_nothing(people: People) -> None:
    make_case(people.emma, people.organization)
    assert (run(), run()) == (3, 0)
    assert len(told(people.rita)) == 1
    assert run(NOON + timedelta(days=1)) == 3
    assert len(told(people.rita)) == 2
    with as_system():
        assert SafetyRun.objects.filter(organization=None).count() == 2
        assert Finding.objects.count() == 2


def test_task_may_run_twice(people: People) -> None:
    make_case(people.emma, people.organization)
    look_after_open_work()
    look_after_open_work()
    assert len(told(people.rita)) == 1


def test_run_costs_as_much_for_many_as_for_few(people: People) -> None:
    make_case(people.emma, people.organization)
    with as_system(), queries() as few:
        check_open_work(at=NOON)
    for _ in range(6):
        make_case(people.emma, people.organization)
        review(people, NOON - timedelta(days=30))
    with as_system(), queries() as many:
        check_open_work(at=NOON + timedelta(days=1))
    assert len(few) == len(many)


def test_run_is_seen_by_the_office_and_counts_nothing(people: People) -> None:
    run()
    with acting_as(people.rita):
        assert SafetyRun.objects.count() == 1
        assert safety.last_run({people.organization.pk}, central=False) == NOON
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            SafetyRun.objects.create(organization=people.organization, on=TODAY + timedelta(days=1), at=NOON)
    with acting_as(people.emma):
        assert not SafetyRun.objects.exists()


# Explaining ----------------------------------------------------------------------------------------------------


def explain(case: Case, by: Person, **given) -> list[Explanation]:
    told = {"kinds": ["LATE"], "text": "Waits for the labour board.", "until": TODAY + timedelta(days=5), **given}
    return explain_finding(case=case, explained_by=acting(by), at=NOON, **told)


def test_explanation_clears_the_list_until_its_day_is_over(people: People) -> None:
    case = review(people, NOON - timedelta(days=30))
    before = case.version
    explain(case, people.rita, kinds=["LATE", "UNTOUCHED"])
    assert found(people.rita) == {}
    assert found(people.rita, NOON + timedelta(days=5)) == {}
    assert found(people.rita, NOON + timedelta(days=6)) == {case.pk: [K.UNTOUCHED, K.LATE]}
    case.refresh_from_db()
    assert case.version == before  # to explain is not to touch
    assert "Rita Sample explained until Nov. 28, 2026" in str(trail_of(case.ref)[-1])


def test_explanation_of_one_reason_leaves_the_others(people: People) -> None:
    case = review(people, NOON - timedelta(days=30))
    explain(case, people.rita)
    assert found(people.rita) == {case.pk: [K.UNTOUCHED]}


def test_lead_holder_and_stand_in_explain_and_nobody_else(people: People) -> None:
    case = review(people, NOON - timedelta(days=30))
    for name in ("rene", "olive", "ada", "audrey", "emma"):
        with pytest.raises(NotPermitted):
            explain(case, getattr(people, name))
    with pytest.raises(Case.DoesNotExist):
        explain(case, people.sam)
    explain(case, people.rita)
    cover = away(people.rita, people.rene, people.organization)
    explain(case, people.rene)
    with as_system():
        cover.delete()
    explain(case, leads(people.rene, people.organization))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kinds": []}, "kinds"),
        ({"kinds": ["NONSENSE"]}, "kinds"),
        ({"text": " "}, "text"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=91)}, "until"),
    ],
)
def test_explanation_that_explains_nothing_is_refused(people: People, given: dict, field: str) -> None:
    case = review(people)
    with pytest.raises(Invalid) as refused:
        explain(case, people.rita, **given)
    assert refused.value.field == field


def test_explanations_are_colleagues_business(people: People) -> None:
    case = review(people)
    explain(case, people.rita)
    for person, seen in ((people.rene, 1), (people.audrey, 1), (people.emma, 0), (people.sam, 0), (None, 0)):
        with acting_as(person):
            assert Explanation.objects.count() == seen
    with acting_as(people.emma), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Explanation.objects.create(case=case, kind="LATE", text="t", until=TODAY, by=people.emma, at=NOON)

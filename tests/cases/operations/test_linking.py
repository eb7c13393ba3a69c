"""Links between requests: made by those who handle both, ended by a fact, seen by whoever sees both."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.enums import CaseStatus, LinkKind
from cases.models import Case, CaseLink
from cases.operations.drafting import discard_draft
from cases.operations.linking import ask_again, end_link, link_cases
from cases.operations.submission import submit_request
from cases.queries import links_of, together
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotNow, NotPermitted
from tests import factories
from tests.conftest import NOON, acting_as


@pytest.fixture
def two(people: factories.People) -> tuple[Case, Case]:
    first = factories.make_case(people.emma, people.organization)
    return first, factories.make_case(people.emma, people.organization, subject="My lawn and a sign")


def link(two: tuple[Case, Case], by: Person, kind: str = LinkKind.DUPLICATE) -> CaseLink:
    first, second = two
    return link_cases(case=second, other=first, kind=kind, linked_by=factories.acting(by), at=NOON)


def test_link_changes_neither_request_and_stands_in_both_trails(people, two) -> None:
    before = [(case.status, case.version) for case in two]
    made = link(two, people.rita)
    assert (made.first_id, made.second_id) == (two[0].pk, two[1].pk)
    assert [
        (case.status, case.version) for case in Case.objects.filter(pk__in=[c.pk for c in two]).order_by("pk")
    ] == before
    assert (
        str(trail_of(two[0].ref)[-1]) == f"Rita Sample linked the request with {two[1].number}: The same request again."
    )
    assert str(trail_of(two[1].ref)[-1]).startswith(f"Rita Sample linked the request with {two[0].number}")


def test_end_is_a_fact_and_lets_them_be_linked_anew(people, two) -> None:
    made = link(two, people.rita)
    with pytest.raises(NotNow):
        link(two, people.rene, LinkKind.RELATED)
    end_link(link=made, ended_by=factories.acting(people.rene), at=NOON)
    with pytest.raises(NotNow):
        end_link(link=made, ended_by=people.rene, at=NOON)
    kept = CaseLink.objects.get(pk=made.pk)
    assert (kept.ended_by, kept.ended_at) == (people.rene, NOON)
    link(two, people.rene, LinkKind.RELATED)
    assert [one.kind for one in links_of(people.rene, two[0])] == ["RELATED", "DUPLICATE"]


@pytest.mark.parametrize("name", ["emma", "luc", "sam", "olive", "audrey", "ada"])
def test_only_who_handles_both_links_or_ends(people, two, name) -> None:
    made = link(two, people.rita)
    person = getattr(people, name)
    with pytest.raises(NotPermitted):
        link(two, person)
    with pytest.raises(NotPermitted):
        end_link(link=made, ended_by=factories.acting(person), at=NOON)


def test_link_refuses_itself_and_unknown_kinds(people, two) -> None:
    with pytest.raises(Invalid):
        link((two[0], two[0]), people.rita)
    with pytest.raises(Invalid):
        link(two, people.rita, "TWIN")


@pytest.mark.parametrize(
    ("name", "kind", "seen"),
    [
        ("rene", "RELATED", 1), ("olive", "RELATED", 1), ("audrey", "DUPLICATE", 1), ("emma", "DUPLICATE", 1),
        ("emma", "FOLLOW_UP", 1), ("emma", "RELATED", 0), ("luc", "DUPLICATE", 0), ("sam", "DUPLICATE", 0),
    ],
)  # fmt: skip
def test_link_is_seen_by_whoever_sees_both(people, two, name, kind, seen) -> None:
    link(two, people.rita, kind)
    person = getattr(people, name)
    with acting_as(person):
        assert CaseLink._base_manager.count() == seen
        assert len(links_of(person, two[0])) == seen
        assert len([one for one in together(person, two[0]) if one.kind]) == seen


def test_wall_hides_the_link_with_the_case(people, two) -> None:
    link(two, people.rita)
    factories.wall_off(two[1], people.rene)
    with acting_as(people.rene):
        assert CaseLink._base_manager.count() == 0
        assert together(people.rene, two[0]) == []


def test_nobody_deletes_a_link_that_others_see(people, two) -> None:
    made = link(two, people.rita)
    for person in (people.rita, people.emma):
        with acting_as(person):
            assert CaseLink._base_manager.filter(pk=made.pk).delete()[0] == 0
    refused = pytest.raises(DatabaseError, match="permission denied")
    with acting_as(people.rita), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update cases_caselink set kind = kind")


# Looking alike ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "days", "alike"),
    [
        ("A sign on my lawn", 0, True),
        ("A SIGN on the lawn!", 29, True),
        ("A sign on my lawn", 31, False),
        ("Speaking at a rally", 1, False),
    ],
)
def test_looks_alike_by_subject_and_days(people, subject, days, alike) -> None:
    first = factories.make_case(people.emma, people.organization, subject="A sign on my lawn")
    other = factories.make_case(people.emma, people.organization, subject=subject, at=NOON + timedelta(days=days))
    factories.make_case(people.rita, people.organization, subject="A sign on my lawn")
    with acting_as(people.rene):
        assert [one.case.pk for one in together(people.rene, first)] == ([other.pk] if alike else [])


def test_looks_alike_by_activity(people) -> None:
    first = factories.make_case(people.emma, people.organization, subject="First")
    other = factories.make_case(people.emma, people.organization, subject="Second")
    with as_system():
        Case.objects.filter(pk__in=[first.pk, other.pk]).update(activity="DIS.LAWN")
    with acting_as(people.rita):
        first.refresh_from_db()
        assert [one.case.pk for one in together(people.rita, first)] == [other.pk]


# Asking again -------------------------------------------------------------------------------------------------------


def test_ask_again_begins_a_draft_that_follows_the_answer(people) -> None:
    answered = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    draft = ask_again(case=answered, requester=factories.acting(people.emma), at=NOON)
    assert (draft.status, draft.subject, draft.question) == ("DRAFT", answered.subject, answered.question)
    with acting_as(people.rita):
        assert not CaseLink.objects.exists()
    submit_request(case=draft, submitted_by=factories.acting(people.emma), at=NOON)
    with acting_as(people.rita):
        assert [(one.case.pk, one.kind) for one in together(people.rita, answered)] == [(draft.pk, LinkKind.FOLLOW_UP)]


def test_draft_that_is_discarded_takes_its_link_along(people) -> None:
    answered = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    draft = ask_again(case=answered, requester=factories.acting(people.emma), at=NOON)
    discard_draft(case=draft, discarded_by=people.emma)
    with as_system():
        assert not CaseLink.objects.exists()


def test_ask_again_needs_an_answer_and_is_for_the_one_who_asked(people) -> None:
    waiting = factories.make_case(people.emma, people.organization)
    with pytest.raises(NotNow):
        ask_again(case=waiting, requester=people.emma, at=NOON)
    with pytest.raises(NotPermitted):
        ask_again(case=waiting, requester=factories.acting(people.rita), at=NOON)

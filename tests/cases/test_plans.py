"""What the planner makes of the queries that must stay fast: measured plans, not hopes, under row-level security.

Small tables are read whole, whatever indexes they have; so other ways are made expensive, and the test asks whether
the index can be used at all. A policy or a filter that hides the index from the planner fails here. What counting
reads is held in tests/cases/test_seeding.py, where tables have content and statistics.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from cases import queries
from cases.queries import DeskFilter
from polact.access.enums import Role
from polact.access.models import Person
from tests.factories import NOON, People, acting, make_case, make_person

EXPENSIVE = "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off"


def plans(person: Person, ask: Callable[[Person], Any]) -> list[list[dict[str, Any]]]:
    """The nodes of the plan of each statement about cases that `ask` runs, asked as this person."""
    acting(person)
    with CaptureQueriesContext(connection) as captured:
        ask(person)
    found = []
    with connection.cursor() as cursor:
        cursor.execute(EXPENSIVE)
        for statement in captured.captured_queries:
            if 'FROM "cases_case"' in statement["sql"]:
                cursor.execute(f"explain (format json) {statement['sql']}")
                (told,) = cursor.fetchone()
                found.append(list(nodes((json.loads(told) if isinstance(told, str) else told)[0]["Plan"])))
    return found


def nodes(plan: dict[str, Any]) -> Any:
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def indexes(plan: list[dict[str, Any]]) -> set[str]:
    return {node["Index Name"] for node in plan if "Index Name" in node}


def kinds(plan: list[dict[str, Any]]) -> set[str]:
    return {node["Node Type"] for node in plan}


def test_the_application_is_under_row_level_security(people: People) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, row_security_active('cases_case')")
        assert cursor.fetchone() == (settings.APP_ROLE, True)


def test_the_desk_walks_its_index_in_order(people: People) -> None:
    make_case(people.emma, people.organization)
    (plan,) = plans(people.rita, lambda person: queries.desk_page(person, DeskFilter()))
    assert "case_desk" in indexes(plan)
    assert not kinds(plan) & {"Sort", "Incremental Sort"}
    assert not [node for node in plan if node["Node Type"] == "Seq Scan" and node.get("Relation Name") == "cases_case"]


def test_the_next_page_of_the_desk_walks_the_same_index(people: People) -> None:
    """On the last one twice: what is due on no day comes after what is."""
    both = plans(people.rita, lambda person: queries.desk_page(person, DeskFilter(), "20261207-5"))
    assert len(both) == 2
    (undated,) = plans(people.rita, lambda person: queries.desk_page(person, DeskFilter(), "none-5"))
    for plan in (*both, undated):
        assert "case_desk" in indexes(plan)
        assert not kinds(plan) & {"Sort", "Incremental Sort"}


@pytest.mark.parametrize("narrowed", [DeskFilter(tab="mine"), DeskFilter(tab="waiting"), DeskFilter(language="fr")])
def test_a_narrowed_desk_walks_the_same_index(people: People, narrowed: DeskFilter) -> None:
    (plan,) = plans(people.rita, lambda person: queries.desk_page(person, narrowed))
    assert indexes(plan) & {"case_desk", "case_assigned"}
    assert not kinds(plan) & {"Sort", "Incremental Sort"}


def test_what_ended_is_listed_by_its_own_index(people: People) -> None:
    (plan,) = plans(people.rita, lambda person: queries.desk_page(person, DeskFilter(status="ANSWERED")))
    assert indexes(plan) & {"case_status", "cases_case_pkey"}
    assert not kinds(plan) & {"Sort", "Incremental Sort"}


def test_counts_read_indexes_and_stop(people: People) -> None:
    acting(people.rita)
    with CaptureQueriesContext(connection) as captured:
        queries.around(people.rita, NOON.date())
    (asked,) = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(EXPENSIVE)
        cursor.execute(f"explain (format json) {asked['sql']}")
        (told,) = cursor.fetchone()
    plan = list(nodes((json.loads(told) if isinstance(told, str) else told)[0]["Plan"]))
    # Which index depends on how little is in the tables; that each tab reads one, and no row of the table, does not.
    read = [node for node in plan if node.get("Alias", "").startswith("cases_case") and "Index Name" in node]
    assert len(read) == 5, indexes(plan)
    assert len([node for node in plan if node["Node Type"] == "Limit"]) == 5  # one for each tab
    assert not [node for node in plan if node["Node Type"] == "Seq Scan" and node.get("Relation Name") == "cases_case"]


def test_the_condition_of_the_desk_has_no_or(people: People) -> None:
    """With one, the planner reads and sorts all that is open: 35 ms instead of 0.5 at 100,000 cases."""
    acting(people.rita)
    with CaptureQueriesContext(connection) as captured:
        queries.desk_page(people.rita, DeskFilter())
    (statement,) = [found["sql"] for found in captured.captured_queries if 'FROM "cases_case"' in found["sql"]]
    assert " OR " not in statement


def test_search_of_the_desk_goes_through_the_function(people: People) -> None:
    make_case(people.emma, people.organization)
    with CaptureQueriesContext(connection) as captured:
        found = queries.desk_page(acting(people.rita), DeskFilter(words="sign lawn"))
    assert len(found.cases) == 1
    assert any("cases_search(" in statement["sql"] for statement in captured.captured_queries)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_search_uses_the_text_index_with_the_marks_of_what_one_may_see(people: People) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'cases_search'")
        (body,) = cursor.fetchone()
        assert "using typed, case when reach is null then typed else typed && reach end" in body
        cursor.execute("set local enable_seqscan = off; set local enable_indexscan = off")
        asked = (
            "select id from cases_case where search @@ ($$'sign' & 'lawn'$$::tsquery && $$'@o5'$$::tsquery) limit 200"
        )
        cursor.execute(f"explain (format json) {asked}")
        (told,) = cursor.fetchone()
    plan = list(nodes((json.loads(told) if isinstance(told, str) else told)[0]["Plan"]))
    assert "case_search" in indexes(plan)


def test_one_s_own_requests_walk_their_index(people: People) -> None:
    nadia = make_person("Nadia", people.organization, Role.EMPLOYEE)
    (plan,) = plans(nadia, queries.requests_of)
    assert "case_requester" in indexes(plan)
    assert not kinds(plan) & {"Sort", "Incremental Sort"}

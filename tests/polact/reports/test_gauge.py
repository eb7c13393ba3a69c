"""The over-restriction gauge: its arithmetic, who sees what, and what leaves the building."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from assessments.models import Assessment, ResultCount
from assessments.operations.keeping import keep_sitting
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.models import Case
from cases.operations.advising import record_advice
from cases.operations.submission import submit_request
from cases.operations.triage import take_up
from polact.access.acting import AS_NOBODY
from polact.reports.gauge import Gauge, gauges, internal, published, wilson
from polact.reports.published import notes
from tests.factories import NOON, People, acting, make_draft

ClientOf = Callable[..., Client]
PAGE, ADMIN = "/en/published-figures/", "/en/reports/over-restriction/"
NEXT_MONTH = date(2026, 12, 1)
CAUTION = {"activity": "SOC.POST", "H.TIME": "working"}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("polact.base.clock.now", lambda: NOON + timedelta(days=30))
    cache.clear()
    yield
    cache.clear()


def advised(people: People, tool: str, outcome: str, times: int = 1, companions: tuple[Situation, ...] = ()) -> None:
    """So many cases in which the tool said LOW, STOP, PERM or a range, and Rita then advised."""
    answers = {
        "LOW": persona_answers(current(), "ordinary", "DIS.LAWN"),
        "STOP": {"H.TIME": "working"},
        "RANGE": {"H.TIME": "own"},
        "PERM": {},
    }[tool]
    activity = "CAN.CANDIDATE" if tool == "PERM" else "DIS.LAWN"
    for _ in range(times):
        case = make_draft(people.emma, people.organization)
        sitting = Sitting("0.1.0", (*companions, Situation(activity, answers)))
        kept = keep_sitting(person=people.emma, sitting=sitting, at=NOON)
        Case.objects.filter(pk=case.pk).update(assessment=kept, activity=activity)
        case = submit_request(case=Case.objects.get(pk=case.pk), submitted_by=acting(people.emma), at=NOON)
        case = take_up(case=case, taken_by=acting(people.rita), at=NOON)
        record_advice(
            case=case, decided_by=people.rita, outcome=outcome, reasons="Own time.", mitigations="No title.", at=NOON,
            departure="OTHER_FACTS", departure_note="Taken into account where earlier answers agree otherwise.",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_interval_is_that_of_wilson(hits: int, cases: int, low: float, high: float) -> None:
    """The values are those of published worked examples of the score interval (81 of 263: Newcombe 1998, table I)."""
    found = wilson(hits, cases)
    assert found == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_rates_are_of_what_the_tool_said() -> None:
    cells = {
        ("CAUTION", "COMPATIBLE"): 30, ("CAUTION", "COMPATIBLE_WITH_PRECAUTIONS"): 10, ("CAUTION", "NOT_ADVISED"): 20,
        ("LOW", "COMPATIBLE"): 90, ("LOW", "NOT_ADVISED"): 10, ("RANGE", "COMPATIBLE"): 500,
    }  # fmt: skip
    gauge = Gauge("0.1.0", "", cells)
    assert (gauge.over.hits, gauge.over.cases, gauge.over.share) == (30, 60, 0.5)
    assert (gauge.over_at_most.hits, gauge.under.hits, gauge.under.cases) == (40, 10, 100)


def test_a_rate_that_needs_a_hidden_count_is_not_told() -> None:
    gauge = Gauge("0.1.0", "", {("CAUTION", "COMPATIBLE"): 30, ("CAUTION", "NOT_ADVISED"): None})
    assert gauge.over is None
    assert gauge.under is None


def test_versions_stand_in_their_order() -> None:
    rows = [(version, "", "LOW", "COMPATIBLE", 1) for version in ("0.10.0", "0.2.0", "0.1.0")]
    assert [gauge.version for gauge in gauges(rows)] == ["0.1.0", "0.2.0", "0.10.0"]


def test_counts_ranges_and_other_routes_apart(people: People) -> None:
    for tool in ("LOW", "STOP", "RANGE", "PERM"):
        advised(people, tool, "COMPATIBLE")
    acting(people.ada)
    (gauge,) = internal(by_group=False)
    assert {tool: gauge.row(tool)[0] for tool in ("LOW", "CAUTION", "RANGE", "OTHER")} == dict.fromkeys(
        ("LOW", "CAUTION", "RANGE", "OTHER"), 1
    )
    assert [gauge.group for gauge in internal(by_group=True)] == ["CAN", "DIS"]


def test_publishes_ten_and_hides_nine(people: People) -> None:
    advised(people, "STOP", "COMPATIBLE", times=10)
    advised(people, "STOP", "NOT_ADVISED", times=9)
    with connection.cursor() as cursor:  # what a visitor's request is
        cursor.execute(AS_NOBODY)
    assert Case.objects.count() == 0
    (gauge,) = published(NEXT_MONTH)
    assert dict(gauge.cells) == {("CAUTION", "COMPATIBLE"): 10, ("CAUTION", "NOT_ADVISED"): None}


def test_compares_the_advice_with_the_main_assessment_and_no_companion(people: People) -> None:
    milder = Situation("INF.VOTE", {})
    for _ in range(10):
        advised(people, "STOP", "COMPATIBLE", companions=(milder,))
    assert Assessment.objects.filter(together_with__isnull=False).count() == 10
    (gauge,) = published(NEXT_MONTH)
    assert dict(gauge.cells) == {("CAUTION", "COMPATIBLE"): 10}
    acting(people.ada)
    assert [dict(gauge.cells) for gauge in internal(by_group=False)] == [{("CAUTION", "COMPATIBLE"): 10}]
    assert [note for note in notes() if "the one that had the highest result" in note]


def test_publishes_nothing_of_a_month_that_has_not_ended(people: People) -> None:
    advised(people, "STOP", "COMPATIBLE", times=10)
    assert published(date(2026, 11, 30)) == []
    assert len(published(NEXT_MONTH)) == 1


def test_anybody_reads_the_published_figures(people: People, client: Client) -> None:
    advised(people, "STOP", "COMPATIBLE", times=12)
    ResultCount.objects.create(month="2026-11", group="SOC", result="LOW", language="en", count=150)
    ResultCount.objects.create(month="2026-11", group="SOC", result="MOD", language="fr", count=4)
    page = client.get(PAGE).content.decode()
    assert "12\u00a0of\u00a012" in page
    assert "150" not in page  # it would give the four away
    assert "hidden" in page
    french = client.get("/fr/chiffres-publies/").content.decode()
    assert "Chiffres publiés" in french
    assert "masqué" in french
    told = client.get("/api/v1/published-figures/").json()
    assert told["shares"][0]["hits"] == 12
    assert client.get(f"{PAGE}published-figures.json").json() == told
    lines = client.get(f"{PAGE}published-figures.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(len(row["counts"]) for table in told["tables"] for row in table["rows"])


def test_a_page_without_figures_says_what_will_appear(db: None, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "Nothing to compare yet" in page
    assert "Nothing was counted yet" in page


@pytest.mark.parametrize("rows", [1, 40])
def test_the_page_costs_two_queries_and_then_none(
    db: None, client: Client, rows: int, django_assert_num_queries: Callable
) -> None:
    for number in range(rows):
        ResultCount.objects.create(month=f"20{number:02}-01", group="SOC", result="LOW", language="en", count=50)
    with django_assert_num_queries(2):
        client.get(PAGE)
    with django_assert_num_queries(0):
        client.get(PAGE)


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_only_administrators_see_the_gauge_as_it_is(people: People, client_of: ClientOf, name: str) -> None:
    client = client_of(getattr(people, name))
    assert client.get(ADMIN).status_code == client.get("/api/v1/reports/over-restriction/").status_code == 404


def test_an_administrator_sees_small_counts(people: People, client_of: ClientOf) -> None:
    advised(people, "STOP", "COMPATIBLE", times=2)
    client = client_of(people.ada)
    page = client.get(ADMIN).content.decode()
    assert "2\u00a0of\u00a02" in page
    assert "Signs and display" in page
    lines = client.get("/api/v1/reports/over-restriction/").json()
    assert [(line["group"], line["over"]["hits"]) for line in lines] == [("", 2), ("DIS", 2)]


def test_the_gauge_without_cases_says_what_will_appear(people: People, client_of: ClientOf) -> None:
    assert "it is counted here at once" in client_of(people.ada).get(ADMIN).content.decode()


@pytest.mark.parametrize("cases", [1, 5])
def test_the_gauge_costs_the_same_however_many_cases(
    people: People, client_of: ClientOf, cases: int, django_assert_num_queries: Callable
) -> None:
    advised(people, "STOP", "COMPATIBLE", times=cases)
    client = client_of(people.ada)
    with django_assert_num_queries(10):
        client.get(ADMIN)

"""From samples to figures, and the one run that shows that everything still fits together."""

import json
from pathlib import Path

import pytest

from benchmarks import evaluating, figures, floor_sql
from benchmarks.figures import Samples

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("samples", "share", "found"), [([3, 1, 2], 0.5, 2), ([1], 0.95, 1), (list(range(100)), 0.95, 95), ([1, 2], 1.0, 2)]
)
def test_percentile_is_a_sample(samples: list[float], share: float, found: float) -> None:
    assert figures.percentile(samples, share) == found


def test_ratio_is_the_median_over_rounds_with_its_spread() -> None:
    samples = Samples(product=[[10, 10], [30, 30], [8, 8]], floor=[[1, 1], [10, 10], [2, 2]])
    assert samples.as_json() == {
        "p50_ms": 10,
        "p95_ms": 30,
        "floor_p50_ms": 2,
        "ratio": 4.0,
        "spread": [3.0, 10.0],
    }


def test_document_has_exactly_the_agreed_form(tmp_path: Path) -> None:
    told = figures.document({"queue": Samples([[2.0]], [[1.0]], [[0.5]])}, cores=2, load=1.234, cases=100)
    figures.write(tmp_path / "results" / "latest.json", told)
    assert json.loads((tmp_path / "results" / "latest.json").read_text()) == {
        "cores": 2,
        "load": 1.23,
        "cases": 100,
        "workloads": {"queue": {"p50_ms": 2.0, "p95_ms": 2.0, "floor_p50_ms": 1.0, "ratio": 2.0, "spread": [2.0, 2.0]}},
    }


def test_table_names_the_target_beside_each_figure() -> None:
    samples = {"queue": Samples([[2.0]], [[1.0]], [[0.5]], {"product": [1.0], "floor": [0.2]})}
    told = figures.document(samples, cores=2, load=1.0, cases=100)
    line = figures.table(samples, told)[-1]
    assert line.split()[0] == "queue"
    assert "≤ 12" in line


def test_every_workload_has_a_floor_and_a_target() -> None:
    assert set(floor_sql.WORKLOADS) == set(figures.TARGETS)


def test_one_evaluation_is_measured_beside_its_floor() -> None:
    told = evaluating.measure()
    assert told["p50_ms"] > told["floor_p50_ms"] > 0
    assert told["ratio"] > 1
    assert f"p50 {told['p50_ms']:.2f} ms" in evaluating.line(told)

"""From samples to figures: percentiles, ratios with their spread, and the two forms in which they are told. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

TARGETS = {"submit": 6.0, "queue": 12.0, "case": 10.0, "decision": 4.5, "report": 2.5, "search": 13.0}
"""At most so many times the floor. The reference gives search as 2.3 times an ordinary Django page, itself 5.6 floors."""


def percentile(samples: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Samples:
    """Milliseconds of one workload, round by round: of the product, the floor under the same server, and bare SQL."""

    product: list[list[float]] = field(default_factory=list)
    floor: list[list[float]] = field(default_factory=list)
    sql: list[list[float]] = field(default_factory=list)
    cpu: dict[str, list[float]] = field(default_factory=lambda: {"product": [], "floor": []})

    @property
    def ratios(self) -> list[float]:
        """Product to floor, by the medians of each round."""
        return [median(ours) / median(theirs) for ours, theirs in zip(self.product, self.floor, strict=True)]

    def as_json(self) -> dict[str, Any]:
        return {
            "p50_ms": round(median(map(median, self.product)), 2),
            "p95_ms": round(percentile([took for rounds in self.product for took in rounds], 0.95), 2),
            "floor_p50_ms": round(median(map(median, self.floor)), 2),
            "ratio": round(median(self.ratios), 2),
            "spread": [round(min(self.ratios), 2), round(max(self.ratios), 2)],
        }


def document(samples: Mapping[str, Samples], *, cores: int, load: float, cases: int) -> dict[str, Any]:
    """The figures as data, in the form that benchmarks/results/latest.json has."""
    return {
        "cores": cores,
        "load": round(load, 2),
        "cases": cases,
        "workloads": {name: found.as_json() for name, found in samples.items()},
    }


def write(path: Path, told: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def table(samples: Mapping[str, Samples], told: Mapping[str, Any]) -> list[str]:
    """The figures as lines for people."""
    lines = [
        f"{told['cases']:,} cases, {told['cores']} cores, load {told['load']}. Milliseconds; the ratio is the median over "
        "rounds of product to floor, with the lowest and highest round.",
        "Beside them the processor time that the web server's workers spent on one request.",
        f"{'workload':<10}{'p50':>9}{'p95':>9}{'floor p50':>11}{'SQL p50':>9}{'ratio':>8}  {'spread':<15}{'target':>8}"
        f"{'CPU':>8}{'floor CPU':>11}",
    ]
    for name, figures in told["workloads"].items():
        low, high = figures["spread"]
        bare = median(map(median, samples[name].sql))
        lines.append(
            f"{name:<10}{figures['p50_ms']:>9.1f}{figures['p95_ms']:>9.1f}{figures['floor_p50_ms']:>11.2f}{bare:>9.2f}"
            f"{figures['ratio']:>8.1f}  {f'{low:.1f} to {high:.1f}':<15}{f'≤ {TARGETS[name]:g}':>8}"
            f"{median(samples[name].cpu['product']):>8.1f}{median(samples[name].cpu['floor']):>11.1f}"
        )
    return lines


def growth(small: Mapping[str, Any], large: Mapping[str, Any]) -> dict[str, Any]:
    """How many times slower each workload of two documents is in the large database, by the medians."""
    workloads = {
        name: {
            "small_p50_ms": found["p50_ms"],
            "large_p50_ms": large["workloads"][name]["p50_ms"],
            "growth": round(large["workloads"][name]["p50_ms"] / found["p50_ms"], 2),
            "large_to_floor": large["workloads"][name]["ratio"],
        }
        for name, found in small["workloads"].items()
    }
    return {"small": small["cases"], "large": large["cases"], "workloads": workloads}


def growth_lines(told: Mapping[str, Any]) -> list[str]:
    """The growth as lines for people."""
    head = f"From {told['small']:,} to {told['large']:,} cases. Milliseconds, p50; growth 1 is no growth at all."
    return [
        head,
        *(
            f"{name:<10}{found['small_p50_ms']:>9.1f} →{found['large_p50_ms']:>9.1f}   growth {found['growth']:.2f}   "
            f"to the floor {found['large_to_floor']:.1f}"
            for name, found in told["workloads"].items()
        ),
    ]

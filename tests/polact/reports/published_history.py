"""A register built to the figures that the Commission published for 2022-23 and the four years before (domain.md 5.1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, cycle

PERMISSION, CHANGE = "permission", "change_of_circumstances"
# Carried over, received, granted, no decision, carried forward in 2022-23.
FLOWS = {
    PERMISSION: {"municipal": (12, 81, 78, 15, 0), "provincial": (3, 20, 21, 2, 0), "federal": (0, 3, 1, 0, 2)},
    CHANGE: {"municipal": (3, 19, 18, 3, 1), "provincial": (1, 0, 0, 1, 0), "federal": (0, 0, 0, 0, 0)},
}
# Municipal, provincial and territorial, federal, average days, by the year in which the fiscal year begins.
YEARS = {
    2018: (69, 16, 14, 14),
    2019: (35, 5, 27, 20),
    2020: (60, 8, 12, 21),
    2021: (167, 14, 17, 18),
    2022: (100, 20, 3, 14),
}
PLACES = {"ON": 48, "NB": 13, "QC": 11, "BC": 8, "MB": 8, "PE": 8, "SK": 4, "AB": 3, "NS": 1}
LEVELS = ("municipal", "provincial", "federal")
Row = dict[str, str]


def history() -> list[Row]:
    """Every row; requests carried into 2022-23 are among those received in 2021-22."""
    made = list(_rows())
    for number, row in enumerate(made, start=1):
        row["reference"] = f"PSC-{number:04d}"
    return made


def _rows() -> Iterator[Row]:
    places = iter([code for code, requests in PLACES.items() for _ in range(requests)])
    for kind, by_level in FLOWS.items():
        for level, flow in by_level.items():
            yield from _flow(kind, level, flow, places if kind == PERMISSION else cycle(["QC"]))
    for began, (*received, days) in YEARS.items():
        for level, wanted in zip(LEVELS, received, strict=True):
            there = (
                sum(flows[level][0] for flows in FLOWS.values()) if began == 2021 else wanted if began == 2022 else 0
            )
            for number, around in zip(range(wanted - there), cycle((-1, 0, 1)), strict=False):
                on = date(began, 5, 1) + timedelta(days=number)
                territorial = level == "provincial" and number % 2 == 1
                kind = CHANGE if number % 3 == 1 else PERMISSION
                yield _row(
                    kind, "territorial" if territorial else level, "YT" if territorial else "ON", on, days + around
                )


def _flow(kind: str, level: str, flow: tuple[int, int, int, int, int], places: Iterator[str]) -> Iterator[Row]:
    before, received, granted, undecided, after = flow
    for number in range(before):
        yield _row(kind, level, "ON", date(2022, 3, 20), 18, "granted" if number < granted else "no_decision")
    ends = ["open"] * after + ["no_decision"] * (undecided - max(0, before - granted))
    ends += ["granted"] * (received - len(ends))
    for number, end, place in zip(count(), ends, places, strict=False):
        late = end == "open"
        on = date(2023, 3, 28) if late else date(2022, 4, 1) + timedelta(days=3 * number)
        outcome = "granted" if late else end  # decided in the next year, within the same time
        yield _row(kind, level, place, on, 14 + (0 if late else (number % 3) - 1), outcome)


def _row(kind: str, level: str, place: str, on: date, days: int, outcome: str = "granted") -> Row:
    if kind == CHANGE and outcome == "granted" and on.day % 2:
        outcome = "still_applies"
    elif outcome == "granted" and on.day % 3 == 0:
        outcome = "granted_with_conditions"
    return {
        "request_type": kind,
        "election_level": level,
        "jurisdiction": place,
        "received_on": f"{on}",
        "complete_on": "",
        "decided_on": f"{on + timedelta(days=days)}",
        "outcome": outcome,
        "no_decision_reason": "timeliness" if outcome == "no_decision" else "",
    }

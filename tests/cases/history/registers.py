"""Registers of earlier years, made for tests: files as an administrator would bring them."""

import csv
import io
from collections.abc import Iterable, Mapping

from cases.history.columns import COLUMNS

SOUND = {
    "reference": "H-1",
    "request_type": "permission",
    "election_level": "municipal",
    "jurisdiction": "ON",
    "organization": "ESDC",
    "occupational_group": "AS",
    "region": "other",
    "language": "en",
    "received_on": "2022-05-02",
    "complete_on": "2022-05-04",
    "decided_on": "2022-05-16",
    "outcome": "granted",
    "no_decision_reason": "",
}


def register(*rows: Mapping[str, str], columns: Iterable[str] = COLUMNS) -> bytes:
    """A file with these rows; what a row does not say is as in SOUND."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**SOUND, **row} for row in rows)
    return text.getvalue().encode()

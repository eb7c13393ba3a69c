"""Time limits as pure functions of recorded facts, each with its explanation, step by step.

`standard` counts business days under an organization's service standard; the limits that a law sets are counted in
calendar days (`limits`), one function for each row of docs/clocks.md.
"""

from cases.clocks.candidacy import decision_limit
from cases.clocks.standard import COUNTED, PAUSED, Clock, Pause, Step, service_standard
from polact.catalogue.limits import Limit, statutory_limit

__all__ = [
    "COUNTED",
    "PAUSED",
    "Clock",
    "Limit",
    "Pause",
    "Step",
    "decision_limit",
    "service_standard",
    "statutory_limit",
]

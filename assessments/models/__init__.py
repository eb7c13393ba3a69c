"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment
from assessments.models.feedback import Feedback
from assessments.models.saved import SavedSitting
from assessments.models.simulation import Simulation, SimulationKind, SimulationPart
from assessments.models.tally import ResultCount

__all__ = [
    "Assessment",
    "Feedback",
    "ResultCount",
    "SavedSitting",
    "Simulation",
    "SimulationKind",
    "SimulationPart",
]

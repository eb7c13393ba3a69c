"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment
from assessments.models.simulation import Simulation, SimulationKind, SimulationPart
from assessments.models.tally import ResultCount

__all__ = ["Assessment", "ResultCount", "Simulation", "SimulationKind", "SimulationPart"]

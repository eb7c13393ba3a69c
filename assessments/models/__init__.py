"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment
from assessments.models.feedback import Feedback
from assessments.models.overlay import OverlayDraft, PublishedOverlay
from assessments.models.rulebook import DraftChange, DraftState, GateReview, PublishedRulebook, RulebookDraft
from assessments.models.saved import SavedSitting
from assessments.models.simulation import Simulation, SimulationKind, SimulationPart
from assessments.models.tally import ResultCount

__all__ = [
    "Assessment",
    "DraftChange",
    "DraftState",
    "Feedback",
    "GateReview",
    "OverlayDraft",
    "PublishedOverlay",
    "PublishedRulebook",
    "ResultCount",
    "RulebookDraft",
    "SavedSitting",
    "Simulation",
    "SimulationKind",
    "SimulationPart",
]

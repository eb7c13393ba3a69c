"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment
from assessments.models.overlay import OverlayDraft, PublishedOverlay
from assessments.models.rulebook import DraftChange, DraftState, GateReview, PublishedRulebook, RulebookDraft

__all__ = [
    "Assessment",
    "DraftChange",
    "DraftState",
    "GateReview",
    "OverlayDraft",
    "PublishedOverlay",
    "PublishedRulebook",
    "RulebookDraft",
]

"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment
from assessments.models.feedback import Feedback
from assessments.models.saved import SavedSitting

__all__ = ["Assessment", "Feedback", "SavedSitting"]

"""What the self-assessment keeps. Each kind of thing has a file; Django finds them here."""

from assessments.models.assessment import Assessment

__all__ = ["Assessment"]

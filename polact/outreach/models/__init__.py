"""What outreach keeps. Each kind of thing has a file; Django finds them here."""

from polact.outreach.models.session import InformationSession, JoiningLink, SignUp

__all__ = ["InformationSession", "JoiningLink", "SignUp"]

"""What outreach keeps. Each kind of thing has a file; Django finds them here."""

from polact.outreach.models.guidance import GuidancePage, GuidanceVersion
from polact.outreach.models.office import Office
from polact.outreach.models.session import InformationSession, JoiningLink, SignUp

__all__ = ["GuidancePage", "GuidanceVersion", "InformationSession", "JoiningLink", "Office", "SignUp"]

"""What is told of an election to those who asked for permission to be a candidate in it."""

from datetime import datetime

from cases.models import Candidacy
from cases.notices.posting import tell
from polact.base.text import Text


def election_changed(*, candidacy: Candidacy, election: Text, what: Text, meaning: Text, at: datetime) -> None:
    """To the employee: which election, what changed, and what it means for the latest day to send the request, or for
    the decision."""
    person = candidacy.case.requester
    which, changed, means = (text.in_language(person.language) for text in (election, what, meaning))
    tell(person, "election_changed", candidacy.case, at, election=which, what=changed, meaning=means)

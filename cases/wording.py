"""What a case is found by beside its own words."""

from datetime import date

from assessments.rulebook import current
from cases.models import Case

LONGEST = 1000  # characters


def also_found_by(case: Case, on: date) -> str:
    """The requester's name, and the activity in both languages, as they stand on the day when the case is sent."""
    activity = current(on).activities.get(case.activity)
    names = (activity.text.en, activity.text.fr) if activity else ()
    return " ".join((str(case.requester), *names))[:LONGEST]

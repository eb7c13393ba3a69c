"""The self-assessment that travels with a request: kept in the session until the person decided, then as stored."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from assessments import pages
from assessments.evaluation import InvalidAnswers
from assessments.explanation import explained
from assessments.models import Assessment
from assessments.rulebook import UnknownRulebook, current, load
from polact.base.text import current_language

KEY = "assessment"
NOT_FOR_THE_REPRESENTATIVE = ("PERM", "NA")


@dataclass(frozen=True)
class Told:
    """An assessment in words of the current language: what was said, the result, and why."""

    activity: str
    answers: dict[str, str]
    version: str
    said: list[dict[str, str]]
    result: dict[str, Any]
    words: dict[str, Any]

    @property
    def level(self) -> dict[str, Any]:
        """How the level is drawn."""
        return pages.level_shape(self.result)

    @property
    def elsewhere(self) -> str:
        """PERM or NA when the result sends the person elsewhere, else empty."""
        code = self.result.get("code", "")
        return code if code in NOT_FOR_THE_REPRESENTATIVE else ""


def told(activity: str, answers: dict[str, str], version: str, result: dict[str, Any] | None = None) -> Told | None:
    """An assessment in words; computed anew unless `result` is what was stored. None when the rulebook does not know it."""
    try:
        rulebook = load(version)
        result = result or explained(rulebook, activity, answers)
        said = pages.said(rulebook, rulebook.activities[activity], answers)
    except (UnknownRulebook, InvalidAnswers, KeyError):
        return None
    return Told(activity, answers, version, said, result, result["explanation"][current_language()])


def stored(assessment: Assessment | None) -> Told | None:
    """The assessment of a request as it was kept."""
    if assessment is None:
        return None
    return told(assessment.activity, assessment.answers, assessment.rulebook_version, assessment.result)


def carried(request: HttpRequest) -> Told | None:
    """The assessment that the person brought along and has not decided about yet."""
    kept = request.session.get(KEY)
    return told(kept["activity"], kept["answers"], kept["rulebook_version"]) if kept else None


def carry(request: HttpRequest, posted: dict[str, Any]) -> None:
    """Keep what the person brought along in their session."""
    request.session[KEY] = posted


def put_down(request: HttpRequest) -> None:
    """Forget what was brought along."""
    request.session.pop(KEY, None)


def checked(posted: dict[str, Any] | None) -> tuple[dict[str, Any], Told] | None:
    """What a form brought along, if the rulebook knows it: what to keep, and its words."""
    if posted is None or not all(isinstance(answer, str) for answer in posted["answers"].values()):
        return None
    kept = {**posted, "rulebook_version": posted["rulebook_version"] or current().version}
    words = told(kept["activity"], kept["answers"], kept["rulebook_version"])
    return (kept, words) if words else None

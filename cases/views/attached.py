"""The self-assessment that travels with a request: kept in the session once the person agreed, then as stored.

One sitting may hold several activities; the one with the highest result comes first everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from assessments import pages
from assessments.comparison import still_in_force
from assessments.explanation import explained
from assessments.models import Assessment
from assessments.overall import by_weight
from assessments.rulebook import UnknownRulebook, load
from assessments.sitting import Sitting, read_sitting
from polact.base.text import current_language

KEY = "sitting"
TAKEN, OFFERED = "take", "offered"
NOT_FOR_THE_REPRESENTATIVE = ("PERM", "NA")


@dataclass(frozen=True)
class Told:
    """One activity in words of the current language: what was said, the result, and why."""

    activity: str
    said: list[dict[str, str]]
    result: dict[str, Any]
    words: dict[str, Any]

    @property
    def level(self) -> dict[str, Any]:
        """How the level is drawn."""
        return pages.level_shape(self.result)


@dataclass(frozen=True)
class Attached:
    """All that is, or would be, attached to one request: at least one activity, the highest result first."""

    version: str
    parts: tuple[Told, ...]

    @property
    def main(self) -> Told:
        return self.parts[0]

    @property
    def elsewhere(self) -> str:
        """PERM when an activity needs permission, NA when none is under Part 7, else empty: then it belongs elsewhere."""
        codes = {part.result.get("code", "") for part in self.parts}
        return "PERM" if "PERM" in codes else "NA" if codes == {"NA"} else ""

    @property
    def is_in_force(self) -> bool:
        """Whether the rulebook under which it was made is the one in force, with the same rules of an organization."""
        return still_in_force(self.main.result)


def told(sitting: Sitting) -> Attached:
    """What a sitting says, with its results computed under the rulebook that it names."""
    rulebook = sitting.rulebook
    results = [explained(rulebook, one.activity, one.answers) for one in sitting.situations]
    order = by_weight([result["result"] for result in results])
    parts = (
        _told(sitting.version, sitting.situations[n].activity, sitting.situations[n].answers, results[n]) for n in order
    )
    return Attached(sitting.version, tuple(parts))


def stored(assessments: Sequence[Assessment]) -> Attached | None:
    """What was attached to a request, as it was kept: the main assessment and its companions. Nothing is computed anew."""
    if not assessments:
        return None
    parts = (_told(one.rulebook_version, one.activity, one.answers, one.result) for one in assessments)
    return Attached(assessments[0].rulebook_version, tuple(parts))


def _told(version: str, activity: str, answers: Any, result: dict[str, Any]) -> Told:
    """In words: the result's own as they were stored; the answers' from the rulebook, if it is still here."""
    try:
        rulebook = load(version)
        said = pages.said(rulebook, rulebook.activities[activity], answers)
    except (UnknownRulebook, KeyError):
        said = [{"code": code, "question": code, "answer": answer} for code, answer in answers.items()]
    return Told(activity, said, result, result["explanation"][current_language()])


def carried(request: HttpRequest) -> Sitting | None:
    """What the person agreed to bring along and has not decided about yet."""
    return read_sitting(request.session.get(KEY, ""))


def carry(request: HttpRequest, sitting: Sitting) -> None:
    """Keep what the person agreed to bring along in their session: the answers, and nothing computed from them."""
    request.session[KEY] = sitting.as_text()


def put_down(request: HttpRequest) -> None:
    """Forget what was brought along."""
    request.session.pop(KEY, None)


def chosen(sitting: Sitting, data: QueryDict) -> Sitting | None:
    """The sitting without the activities that the person left out on the page; None when that leaves nothing."""
    if OFFERED not in data:
        return sitting
    left = tuple(one for one in sitting.situations if one.activity in data.getlist(TAKEN))
    return replace(sitting, situations=left) if left else None

"""What an advice consists of, and when it may be given. Pure: nothing here reads or saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import Factor, Limb, LimbConclusion, Weight
from cases.models import AdviceContent, Case
from polact.base.errors import Invalid
from polact.catalogue.advice import COMPATIBLE_WITH_PRECAUTIONS
from polact.catalogue.kinds import Outcome

LONGEST_FINDING = 2_000  # characters
MOST_FINDINGS = len(Limb) * len(Factor)
MOST_SOURCES = 20
LONGEST_SOURCE = 300  # characters
FINDING_KEYS = ("limb", "factor", "weight", "text")


@dataclass(frozen=True)
class Answer:
    """The parts of an advice, as its author writes them. Only outcome and reasons are always needed."""

    outcome: str
    reasons: str
    mitigations: str = ""
    facts_relied_on: str = ""
    actual: str = ""
    perceived: str = ""
    findings: Sequence[Mapping[str, str]] = ()
    limits: str = ""
    valid_until: date | None = None
    sources: Sequence[str] = ()

    def columns(self) -> dict[str, Any]:
        """As the columns of `AdviceContent`."""
        return {
            **asdict(self),
            "findings": [{key: finding.get(key, "") for key in FINDING_KEYS} for finding in self.findings],
            "sources": list(self.sources),
        }


PARTS = tuple(field.name for field in fields(Answer))


def answer_of(content: AdviceContent) -> Answer:
    """The answer that a draft, a proposal or an advice holds."""
    return Answer(**{name: getattr(content, name) for name in PARTS})


def check_answer(case: Case, answer: Answer, *, on: date, whole: bool) -> Outcome:
    """Return the conclusion, or raise Invalid for the first thing that is missing or wrong, with its field.

    `whole`: the organization wants every part that s. 113 speaks of, because a second person reads it. `on` is the day
    on which the advice is given.
    """
    outcome = next((known for known in case.type.answers if known.code == answer.outcome), None)
    if outcome is None:
        raise Invalid(_("Choose a conclusion."), field="outcome")
    if not answer.reasons.strip():
        raise Invalid(_("Give the reasons: the employee is entitled to them."), field="reasons")
    if outcome == COMPATIBLE_WITH_PRECAUTIONS and not answer.mitigations.strip():
        raise Invalid(_("Say which precautions the conclusion rests on."), field="mitigations")
    if answer.valid_until is not None and answer.valid_until <= on:
        raise Invalid(_("The advice would end before it begins: choose a later day, or none."), field="valid_until")
    check_parts(answer)
    _check_said(answer.findings)
    _check_agreement(outcome, answer)
    if whole:
        _check_whole(answer)
    return outcome


def check_parts(answer: Answer) -> None:
    """Raise Invalid for a limb, factor, weight or source that there cannot be: for drafts too, which may lack anything."""
    for field, value in (("actual", answer.actual), ("perceived", answer.perceived)):
        if value and value not in LimbConclusion.values:
            raise Invalid(_("Choose one of the conclusions."), field=field)
    places = [(finding.get("limb"), finding.get("factor")) for finding in answer.findings]
    if len(places) != len(set(places)):
        raise Invalid(_("There is more than one finding on a factor of the same limb."), field="findings")
    for finding in answer.findings:
        _check_finding(finding)
    if len(answer.sources) > MOST_SOURCES or any(len(source) > LONGEST_SOURCE for source in answer.sources):
        raise Invalid(_("Name fewer or shorter sources."), field="sources")


def _check_finding(finding: Mapping[str, str]) -> None:
    known = finding.get("limb") in Limb.values and finding.get("factor") in Factor.values
    if not known or finding.get("weight", "") not in {"", *Weight.values}:
        raise Invalid(
            _("Say for each finding which limb and factor it is on, and which way it weighs."), field="findings"
        )
    if len(finding.get("text", "")) > LONGEST_FINDING:
        raise Invalid(_("A finding is too long."), field="findings")


def _check_said(findings: Sequence[Mapping[str, str]]) -> None:
    for finding in findings:
        if not finding.get("weight"):
            raise Invalid(_("Say which way this finding weighs."), field="findings")
        if not finding.get("text", "").strip():
            raise Invalid(_("Say in words what you found on each factor that you weighed."), field="findings")


def _check_agreement(outcome: Outcome, answer: Answer) -> None:
    """A conclusion that contradicts its own limbs would not survive a review."""
    limbs = {answer.actual, answer.perceived}
    if outcome.code != "NOT_ADVISED" and LimbConclusion.IMPAIRED in limbs:
        raise Invalid(
            _("One limb says “impaired”, but the conclusion says “compatible”. Change one of them."), field="outcome"
        )
    if outcome.code == "COMPATIBLE" and LimbConclusion.NOT_WITH_PRECAUTIONS in limbs:
        raise Invalid(_("One limb rests on precautions; the conclusion does not. Change one of them."), field="outcome")


def _check_whole(answer: Answer) -> None:
    if not answer.facts_relied_on.strip():
        raise Invalid(_("Say which facts you relied on."), field="facts_relied_on")
    for limb, field in ((Limb.ACTUAL, "actual"), (Limb.PERCEIVED, "perceived")):
        if not getattr(answer, field):
            raise Invalid(_("Conclude on this limb."), field=field)
        if not any(finding.get("limb") == limb for finding in answer.findings):
            raise Invalid(_("Say what you found on at least one factor of each limb."), field="findings")

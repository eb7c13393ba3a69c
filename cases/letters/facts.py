"""The facts that a letter is made of: frozen when it is issued, so that it can be made again word for word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.answer import Answer
from cases.enums import Factor, Limb, LimbConclusion, Weight
from cases.letters import words
from cases.models import Case, Letter
from polact.access.models import Person
from polact.base.text import LANGUAGES, both_languages
from polact.catalogue.registry import outcome
from polact.outreach.sources import sources

Facts = dict[str, Any]


@dataclass(frozen=True)
class Hands:
    """Who wrote the advice; who read and approved it, if somebody did; for which absent colleague the author did."""

    author: Person
    approver: Person | None = None
    on_behalf_of: Person | None = None


def number_of(case: Case) -> str:
    """What the letter is called: the case, and which answer to it this is."""
    return f"{case.number}-{case.turn + 1}"


def letter_facts(*, case: Case, answer: Answer, hands: Hands, issued_on: date, replaces: Letter | None = None) -> Facts:
    """What a letter says, as plain data. Codes and names of the catalogue are kept in both languages; what people wrote
    as they wrote it, with the language of the case.
    """
    ending = outcome(answer.outcome)
    return {
        "number": number_of(case),
        "issued_on": issued_on.isoformat(),
        "language": case.language,
        "case": case.number,
        "organization": _named(case),
        "recipient": str(case.requester),
        "author": str(hands.author),
        "approver": str(hands.approver) if hands.approver else "",
        "on_behalf_of": str(hands.on_behalf_of) if hands.on_behalf_of else "",
        "replaces": {"number": replaces.number, "on": replaces.facts["issued_on"]} if replaces else None,
        "subject": case.subject,
        "question": case.question,
        "activity": activity_title(case),
        "outcome": {"name": both_languages(ending.name), "meaning": both_languages(ending.meaning)},
        "reasons": answer.reasons,
        "mitigations": answer.mitigations,
        "facts_relied_on": answer.facts_relied_on,
        "test": both_languages(case.type.test),
        "limbs": [limb for code in Limb if (limb := _limb(Limb(code), answer))],
        "limits": answer.limits,
        "valid_until": answer.valid_until.isoformat() if answer.valid_until else "",
        "sources": [_source(source) for source in answer.sources],
    }


def activity_title(case: Case) -> dict[str, str] | None:
    """What the attached self-assessment calls the activity; None without one."""
    if case.assessment is None:
        return None
    told = case.assessment.result.get("explanation", {})
    return {language: told[language]["activity"] for language in LANGUAGES if language in told} or None


def _named(case: Case) -> dict[str, str]:
    organization = case.organization
    return {
        language: getattr(organization, f"applied_title_{language}") or getattr(organization, f"name_{language}")
        for language in LANGUAGES
    }


def _limb(limb: Limb, answer: Answer) -> Facts | None:
    conclusion = answer.actual if limb == Limb.ACTUAL else answer.perceived
    findings = [finding for finding in answer.findings if finding["limb"] == limb]
    if not conclusion and not findings:
        return None
    return {
        "name": both_languages(limb.label),
        "conclusion": both_languages(LimbConclusion(conclusion).label) if conclusion else None,
        "findings": [
            {
                "factor": both_languages(Factor(finding["factor"]).label),
                "weight": both_languages(Weight(finding["weight"]).label),
                "text": finding["text"],
            }
            for finding in findings
        ],
    }


def _source(source: str) -> dict[str, str] | str:
    known = sources().get(source)
    return both_languages(known.text) if known else source


TEMPLATE = words.NEWEST

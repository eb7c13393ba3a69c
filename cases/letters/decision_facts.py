"""The facts that a decision letter is made of, frozen when it is issued; and the check that all of it belongs to the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cases import leaving
from cases.decision import WEIGHTS, Authorized, Found, Obligation, Ruling, phases_of
from cases.enums import ElectionLevel, Limb, Weight
from cases.enums.candidacy import AuthorizationOutcome
from cases.letters.decision_words import NEWEST
from cases.models import Candidacy, Decision, DecisionLetter
from polact.access.models import Person
from polact.base import clock
from polact.base.text import LANGUAGES, both_languages
from polact.catalogue.registry import outcome

OF_POSITION = ("position_title", "group_level", "work_location", "duties", "visibility")
OF_TEMPORARY = ("temporary_title", "temporary_duties")


def decision_letter(
    *, decision: Decision, candidacy: Candidacy, ruling: Ruling, heads: list[Person], at: datetime
) -> DecisionLetter:
    """The letter of a decision, not saved yet. Raises WrongRecipient when something in it belongs to another case."""
    case = candidacy.case
    letter = DecisionLetter(
        decision=decision,
        number=f"{case.number}-D{candidacy.decisions.count()}",
        language=case.language,
        template=NEWEST,
        addressees=[head.pk for head in heads],
        issued_at=at,
        issued_by=decision.decided_by,
    )
    letter.facts = {**decision_facts(decision, candidacy, ruling, heads), "number": letter.number}
    leaving.check(
        leaving.Parcel(
            case,
            case.requester,
            at,
            written=_written(ruling),
            people=(decision.decided_by, *heads),
            sender=decision.decided_by,
            shared_with=frozenset({decision.decided_by_id, *letter.addressees}),
        )
    )
    return letter


def decision_facts(decision: Decision, candidacy: Candidacy, ruling: Ruling, heads: Iterable[Person]) -> dict[str, Any]:
    """What the letter says, as plain data: names of the catalogue in both languages, what people wrote as they wrote it.

    Reads nothing that was saved, so that a decision which is not made yet can be shown as the letter that it would be.
    """
    case, ending = candidacy.case, outcome(ruling.outcome)
    replaced = decision.supersedes
    return {
        "number": "",
        "issued_on": clock.local_date(decision.decided_at).isoformat(),
        "language": case.language,
        "case": case.number,
        "subject": case.subject,
        "recipient": str(case.requester),
        "heads": ", ".join(str(head) for head in heads),
        "organization": {language: _named(candidacy, language) for language in LANGUAGES},
        "authority": both_languages(candidacy.rules.authority.name),
        "decided_by": str(decision.decided_by),
        "instrument": decision.delegation.title if decision.delegation else "",
        "replaces": {"number": replaced.letter.number, "on": replaced.letter.facts["issued_on"]} if replaced else None,
        "level": both_languages(ElectionLevel(candidacy.level).label),
        "district": candidacy.district,
        "polling_day": candidacy.polling_day.isoformat() if candidacy.polling_day else "",
        "outcome": {"name": both_languages(ending.name), "meaning": both_languages(ending.meaning)},
        "is_grant": ending.is_grant,
        "is_gazetted": ending.is_grant and candidacy.rules.is_gazetted and bool(_granted(ruling)),
        "ends_employment": bool(_granted(ruling)) and candidacy.level_rules.ends_employment,
        "authorizations": _authorizations(candidacy, ruling.authorizations),
        "conditions": _conditions(candidacy, ruling.conditions),
        "phases": _phases(candidacy, ruling.findings),
        "reasons": ruling.reasons,
        "mitigations": ruling.mitigations,
        "divergent_views": ruling.divergent_views,
        "charter": ruling.charter,
        "facts": _of_position(candidacy),
    }


def _named(candidacy: Candidacy, language: str) -> str:
    organization = candidacy.case.organization
    applied: str = getattr(organization, f"applied_title_{language}")
    return applied or str(getattr(organization, f"name_{language}"))


def _granted(ruling: Ruling) -> list[Authorized]:
    return [one for one in ruling.authorizations if one.outcome == AuthorizationOutcome.GRANTED]


def _of_position(candidacy: Candidacy) -> dict[str, str]:
    names = (*OF_POSITION, *(OF_TEMPORARY if candidacy.has_temporary_duties else ()))
    return {name: told for name in names if (told := getattr(candidacy, name))}


def _days(one: Authorized | Obligation) -> dict[str, str]:
    return {
        "first": one.active_from.isoformat() if one.active_from else "",
        "last": one.last_day.isoformat() if one.last_day else "",
    }


def _authorizations(candidacy: Candidacy, given: Iterable[Authorized]) -> list[dict[str, Any]]:
    by_code = {one.kind: one for one in given if one.outcome}
    return [
        {
            "name": both_languages(kind.name),
            "section": kind.section,
            "outcome": both_languages(AuthorizationOutcome(one.outcome).label),
            **_days(one),
        }
        for kind in candidacy.level_rules.authorizations
        if (one := by_code.get(kind.code)) is not None
    ]


def _conditions(candidacy: Candidacy, given: Iterable[Obligation]) -> list[dict[str, Any]]:
    by_code = {one.kind: one for one in given}
    return [
        {
            "name": both_languages(kind.name),
            "basis": kind.basis,
            "owner": kind.owner,
            "lasts": kind.lasts,
            "text": one.text,
            **_days(one),
        }
        for kind in candidacy.rules.conditions
        if (one := by_code.get(kind.code)) is not None
    ]


def _phases(candidacy: Candidacy, findings: Iterable[Found]) -> list[dict[str, Any]]:
    """Phase by phase and limb by limb; those in which nothing was found are left out."""
    by_cell = {found.cell: found for found in findings if found.is_said}
    told = []
    for phase in phases_of(candidacy):
        limbs = []
        for limb in Limb:
            cells = [(factor, by_cell.get((phase.code, limb, factor.code))) for factor in candidacy.rules.factors]
            said = [
                {
                    "factor": both_languages(factor.name),
                    "weight": both_languages(WEIGHTS[Weight(found.weight)]),
                    "text": found.finding,
                    "evidence": found.evidence,
                }
                for factor, found in cells
                if found is not None
            ]
            if said:
                limbs.append({"name": both_languages(limb.label), "findings": said})
        if limbs:
            told.append({"name": both_languages(phase.name), "limbs": limbs})
    return told


def _written(ruling: Ruling) -> tuple[str, ...]:
    """What the officer typed."""
    parts = (ruling.reasons, ruling.mitigations, ruling.divergent_views, ruling.charter)
    found = [text for one in ruling.findings for text in (one.finding, one.evidence)]
    return (*parts, *found, *(one.text for one in ruling.conditions))

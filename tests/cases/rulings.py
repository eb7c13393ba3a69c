"""Rulings that may be made, for tests: whole ones, to take something out of."""

from datetime import date
from typing import Any

from cases.decision import Authorized, Found, Obligation, Ruling, required_cells
from cases.models import Candidacy
from tests.cases.analysed import POLLING_DAY, TODAY

LEAVE_FROM = date(2027, 1, 4)


def grant(candidacy: Candidacy, **changed: Any) -> Ruling:
    """Everything is granted under one condition."""
    given = {
        "outcome": "GRANTED_WITH_CONDITIONS",
        "reasons": "The duties touch no party.",
        "findings": (Found("SEEKING", "ACTUAL", "DUTIES", "FOR", "No decisions on people.", "Work description"),),
        "authorizations": tuple(
            Authorized(
                kind.code, "GRANTED", LEAVE_FROM if kind.is_leave else TODAY, POLLING_DAY if kind.is_leave else None
            )
            for kind in candidacy.level_rules.authorizations
        ),
        "conditions": (Obligation("NO_TITLE", "Not on posters.", TODAY, POLLING_DAY),),
    }
    return Ruling(**{**given, **changed})


def refusal(candidacy: Candidacy, **changed: Any) -> Ruling:
    """Everything is refused, and every cell that this needs is filled."""
    refused = tuple(Authorized(kind.code, "REFUSED") for kind in candidacy.level_rules.authorizations)
    given = {
        "outcome": "REFUSED",
        "reasons": "She decides on grants to the municipality.",
        "mitigations": "Other duties were considered; there are none at her level.",
        "charter": "Expression and standing for election weigh heavily; impartiality weighs more here.",
        "findings": tuple(
            Found(*cell, "AGAINST", "She signs agreements.", "Work description")
            for cell in required_cells(candidacy, refused)
        ),
        "authorizations": refused,
    }
    return Ruling(**{**given, **changed})

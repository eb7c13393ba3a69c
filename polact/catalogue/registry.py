"""Every request type, named. A new one is a file beside this and its name in the tuple."""

from collections.abc import Iterable

from polact.catalogue.advice import ADVICE
from polact.catalogue.candidacy import CHANGE_OF_CIRCUMSTANCES, PERMISSION
from polact.catalogue.kinds import CandidacyRules, Family, Outcome, RequestType
from polact.catalogue.nrc import CHANGE_NRC, DECLARATION_NRC, PERMISSION_NRC
from polact.catalogue.ontario import CHANGE_ONTARIO, PERMISSION_ONTARIO

REQUEST_TYPES: tuple[RequestType, ...] = (
    ADVICE,
    PERMISSION,
    CHANGE_OF_CIRCUMSTANCES,
    PERMISSION_NRC,
    CHANGE_NRC,
    DECLARATION_NRC,
    PERMISSION_ONTARIO,
    CHANGE_ONTARIO,
)


def request_type(code: str) -> RequestType:
    """The request type with this code; raises KeyError."""
    return {kind.code: kind for kind in REQUEST_TYPES}[code]


def rules_of(code: str) -> CandidacyRules:
    """The law of a candidacy for a request type that is one; raises KeyError for others."""
    rules = request_type(code).candidacy
    if rules is None:
        raise KeyError(code)
    return rules


def types_of(*families: Family) -> tuple[RequestType, ...]:
    """All request types of these families, in their order."""
    return tuple(kind for kind in REQUEST_TYPES if kind.family in families)


def codes_of(*families: Family) -> frozenset[str]:
    """The codes of all request types of these families."""
    return frozenset(kind.code for kind in types_of(*families))


def type_for(family: Family, *, regime: str, abbreviation: str) -> RequestType | None:
    """The first request type of a family that people of such an organization may send; None where there is none. One that
    names the organization comes before one for all."""
    found = [kind for kind in REQUEST_TYPES if kind.family == family and kind.is_open_to(regime, abbreviation)]
    return next(iter(sorted(found, key=lambda kind: not kind.organizations)), None)


def outcome(code: str) -> Outcome:
    """The outcome with this code, of whichever type; raises KeyError."""
    return {ending.code: ending for ending in _outcomes()}[code]


def outcome_codes() -> list[str]:
    """Every code once, in the order of the types."""
    return list(dict.fromkeys(ending.code for ending in _outcomes()))


def _outcomes() -> Iterable[Outcome]:
    return (ending for kind in REQUEST_TYPES for ending in kind.outcomes)

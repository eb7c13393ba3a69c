"""Every request type, named. A new one is a file beside this and its name in the tuple."""

from polact.catalogue.advice import ADVICE
from polact.catalogue.kinds import Outcome, RequestType

REQUEST_TYPES: tuple[RequestType, ...] = (ADVICE,)


def request_type(code: str) -> RequestType:
    """The request type with this code; raises KeyError."""
    return {kind.code: kind for kind in REQUEST_TYPES}[code]


def outcome(code: str) -> Outcome:
    """The outcome with this code, of whichever type; raises KeyError."""
    return {ending.code: ending for kind in REQUEST_TYPES for ending in kind.outcomes}[code]


def outcome_codes() -> list[str]:
    return [ending.code for kind in REQUEST_TYPES for ending in kind.outcomes]

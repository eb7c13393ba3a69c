"""The shape of law as data: what a request type is."""

from dataclasses import dataclass

from polact.base.text import Text


@dataclass(frozen=True)
class Outcome:
    """One way in which a request can end. `is_answer` marks those that advice can conclude with."""

    code: str
    name: Text
    meaning: Text
    is_answer: bool = False


@dataclass(frozen=True)
class RequestType:
    """A kind of request: who answers, on what legal basis, in how many business days by default, with which outcomes."""

    code: str
    name: Text
    asks: Text
    legal_basis: str
    standard_days: int
    outcomes: tuple[Outcome, ...]

    @property
    def answers(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.is_answer)

"""Days that a rule names without setting a limit: deemed dates, advice, election days. No holiday moves them."""

from dataclasses import dataclass
from datetime import date

from polact.base.text import Text


@dataclass(frozen=True)
class Named:
    """A day with how it was found. `explanation()` is one sentence, in both languages."""

    on: date
    told: Text

    def explanation(self) -> Text:
        return self.told

"""Which requests of one person look alike: the same activity, or much the same subject, close in time. Pure."""

import re
import unicodedata
from datetime import timedelta

from cases.models import Case

NEAR = timedelta(days=30)
ALIKE = 0.5
"""Share of words that two subjects have in common, of all words in either."""
WORD = re.compile(r"[^\W\d_]{3,}")


def look_alike(one: Case, other: Case) -> bool:
    """Whether two requests of one person, sent within thirty days of each other, may be the same."""
    if one.pk == other.pk or one.requester_id != other.requester_id:
        return False
    if not one.submitted_on or not other.submitted_on or abs(one.submitted_on - other.submitted_on) > NEAR:
        return False
    return (one.activity != "" and one.activity == other.activity) or similar(one.subject, other.subject)


def similar(one: str, other: str) -> bool:
    """Whether two subjects share at least half of their words; case, accents and short words do not count."""
    left, right = words(one), words(other)
    return bool(left and right) and len(left & right) / len(left | right) >= ALIKE


def words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark))))

"""Search: by number, or by words of subject, question, requester and activity, within what the person may see.

The function of the database applies the policy itself, mends slips of the finger, and ranks (docs/decisions/0016).
"""

import re
from dataclasses import dataclass

from django.db import connection

from cases.enums import Queue
from polact.access.enums import Role
from polact.access.models import Person

FOUND_AT_MOST = 200
NUMBER = re.compile(r"\s*(?:PA)?[\s-]*(\d{1,18})\s*", re.IGNORECASE)
BEGIN, END = "\x02", "\x03"
"""Around what matches in a headline: characters that nobody types, so that the text is escaped before they become marks."""


@dataclass(frozen=True)
class Found:
    """The keys of what a search found, best first; whether slips were mended, and the query to mark matches by."""

    keys: tuple[int, ...]
    is_near: bool = False
    asked: str = ""


def number_in(words: str) -> int | None:
    """The number of a case, however it is typed; None when the words are none."""
    number = NUMBER.fullmatch(words)
    return int(number[1]) if number else None


def found(words: str, scope: str = "") -> Found:
    """What the words find, best first, of what the transaction's person may see. `scope` narrows further."""
    number = number_in(words)
    if number is not None:
        return Found((number,))
    with connection.cursor() as cursor:
        cursor.execute("select id, is_near, asked from cases_search(%s, %s, %s)", [words, FOUND_AT_MOST, scope])
        rows = cursor.fetchall()
    return Found(tuple(pk for pk, _near, _asked in rows), rows[0][1], rows[0][2]) if rows else Found(())


def scope_of(person: Person, organization: int | None = None) -> str:
    """What the person handles, in the marks of the index: so that what they only may read does not crowd it out."""
    places = [f"'@o{pk}'" for pk in sorted(person.standing.represents)]
    if person.standing.holds(Role.COMMISSION_OFFICER):
        places.append(f"'@q{Queue.CENTRAL.value}'")
    handled = " | ".join(places)
    return f"({handled}) & '@o{organization}'" if organization else handled

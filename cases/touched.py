"""Which facts a permission or an advice rests on, and which of them are not so any more. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums.after import Fact
from cases.models import Candidacy
from polact.access.models import Appointment
from polact.base.templatetags.ui import day_in_words
from polact.base.text import current_language

DAYS = (Fact.ELECTION_FROM, Fact.POLLING_DAY)
ON_RECORD = "on_record"
"""The key of `Decision.facts` below which the facts of the record stand, as `facts_on_record` gives them."""


@dataclass(frozen=True)
class Change:
    """A fact with what it was and what it has become."""

    fact: Fact
    was: str
    became: str


def facts_on_record(appointment: Appointment | None, candidacy: Candidacy | None) -> dict[str, str]:
    """What the record says of the position, the unit, the organization and the election; left out where it says nothing.

    A decision keeps these in its facts, so that a later change of the record shows itself.
    """
    facts: dict[Fact, Any] = {}
    if appointment is not None:
        facts |= {
            Fact.ORGANIZATION: appointment.organization.name_en,
            Fact.UNIT: appointment.unit,
            Fact.POSITION: appointment.position_title,
        }
    election = candidacy.election if candidacy else None
    if election is not None:
        facts |= {Fact.ELECTION_FROM: election.active_from.isoformat()}
        facts |= {Fact.POLLING_DAY: election.last_day.isoformat() if election.last_day else ""}
    return {fact.value: value for fact, value in facts.items() if value}


def changed(was: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    """The facts that were known, are known, and differ in more than capitals and blanks. What is not known is no change."""
    return [
        Change(fact, was[fact], now[fact])
        for fact in Fact
        if was.get(fact) and now.get(fact) and _folded(was[fact]) != _folded(now[fact])
    ]


def told(fact: str, value: str, organizations: Mapping[str, str]) -> str:
    """A value as people read it: an organization by its name in their language, a day in words."""
    if fact in DAYS:
        return day_in_words(date.fromisoformat(value), current_language())
    return organizations.get(value, value) if fact == Fact.ORGANIZATION else value


def _folded(value: str) -> str:
    return " ".join(value.split()).casefold()

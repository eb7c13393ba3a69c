"""Pages of cases: cut by a key that holds while rows come and go, with the people of all rows fetched at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cases.models import Case, CaseQuerySet
from polact.access.models import Person

PAGE = 25
PEOPLE = (
    *("requester", "assigned_to", "author", "on_behalf_of", "approver", "saved_by", "comment_by"),
    *("asked_by", "went_on_by", "ended_by"),
)


@dataclass(frozen=True)
class Page:
    """A page of cases and the cursor of the next one, empty on the last."""

    cases: list[Case]
    following: str
    is_near: bool = False
    """Of a search: nothing had exactly the words; these have words spelt almost so."""


def page_of(cases: CaseQuerySet | list[Case], cursor: Callable[[Any], str]) -> Page:
    found = list(cases[: PAGE + 1])
    shown = found[:PAGE]
    introduce(shown)
    return Page(shown, cursor(shown[-1]) if len(found) > PAGE else "")


def introduce(things: Sequence[Any]) -> None:
    """Fetch the people of all of them at once: each join to people would make the database plan their policies anew."""
    places = [(thing, name) for thing in things for name in PEOPLE if getattr(thing, f"{name}_id", None)]
    found = Person.objects.in_bulk({getattr(thing, f"{name}_id") for thing, name in places})
    for thing, name in places:
        person = found.get(getattr(thing, f"{name}_id"))
        if person is not None:
            setattr(thing, name, person)

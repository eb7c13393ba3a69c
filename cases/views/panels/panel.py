"""The shape of a panel: a title, a template, what it shows, and in which column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Case
from polact.access.models import Person


@dataclass(frozen=True)
class Panel:
    """A section of a page. `place` is a column of the template; the template gets `context` as `panel`."""

    place: str
    title: str
    template: str
    context: dict[str, Any]


Make = Callable[[Person, Case, date], Panel | None]
"""Makes a panel for a reader, a case that they may see, and today; None where there is nothing to show. One query at most."""


def by_place(makers: tuple[Make, ...], person: Person, case: Case, today: date) -> dict[str, list[Panel]]:
    """The panels that there are, by column, in the order in which they are named."""
    places: dict[str, list[Panel]] = {}
    for make in makers:
        panel = make(person, case, today)
        if panel is not None:
            places.setdefault(panel.place, []).append(panel)
    return places

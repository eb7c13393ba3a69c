"""Which organization a cell names: by abbreviation, legal name or applied title, in either language."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from polact.access.models import Organization

NEAREST = 3
ALIKE = 0.5
MOST_SOUGHT = 100
"""For how many different unknown names nearest ones are looked up; each takes some milliseconds."""
FIELDS = ("abbreviation_en", "abbreviation_fr", "name_en", "name_fr", "applied_title_en", "applied_title_fr")


class UnknownOrganization(Exception):
    """The message says what was not found and what is near."""


class Names:
    """Every name of every organization, told apart neither by case nor by the shape of the apostrophe."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self._found: dict[str, set[int]] = defaultdict(set)
        self._told: dict[str, str] = {}
        self._active = set()
        self._unknown: dict[str, str] = {}
        for organization in organizations:
            if not organization.is_dormant:
                self._active.add(organization.pk)
            for name in filter(None, (getattr(organization, field) for field in FIELDS)):
                self._found[plain(name)].add(organization.pk)
                self._told.setdefault(plain(name), name)

    def find(self, cell: str) -> int:
        """The number of the organization. Raises UnknownOrganization where there is none, or more than one."""
        found = self._found.get(plain(cell), set())
        found = (found & self._active) or found
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UnknownOrganization(
                _("More than one organization is called “%(name)s”. Write its legal name.") % {"name": cell}
            )
        raise UnknownOrganization(self._not_found(cell))

    def _not_found(self, cell: str) -> str:
        if cell not in self._unknown:
            near = (
                get_close_matches(plain(cell), self._told, NEAREST, ALIKE) if len(self._unknown) < MOST_SOUGHT else []
            )
            self._unknown[cell] = ", ".join(self._told[name] for name in near)
        if self._unknown[cell]:
            told = {"name": cell, "near": self._unknown[cell]}
            return _("There is no organization “%(name)s”. Nearest names: %(near)s") % told
        return _("There is no organization “%(name)s”.") % {"name": cell}


def plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())

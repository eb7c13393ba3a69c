"""Refusals that only cases have."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polact.access.models import Person
from polact.base.errors import NotNow


class HeldByAnother(NotNow):
    """A colleague has the request: two people cannot hold one. `holder` names them."""

    code = "held-by-another"

    @classmethod
    def by(cls, holder: Person) -> HeldByAnother:
        said = _("%(holder)s has this request. They, or whoever leads the representatives, can pass it on to you.")
        return cls(said % {"holder": holder}, holder=str(holder))

"""Reading the representatives' directory: three queries, however many organizations there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from polact.access.covering import Member
from polact.access.enums import UNDER_PART_7, Regime
from polact.access.models import Cover, Organization, Person
from polact.access.queries import Represented, covers_of, directory, organizations_by_need, roster, sorting_key
from polact.outreach.models import Office
from polact.outreach.permissions import may_edit_office

NAMES = ("name_en", "name_fr", "applied_title_en", "applied_title_fr", "abbreviation_en", "abbreviation_fr")


@dataclass(frozen=True)
class Listing:
    """An organization as the directory shows it."""

    organization: Organization
    representatives: tuple[Represented, ...]
    office: Office | None
    may_edit: bool

    @property
    def is_under_part_7(self) -> bool:
        return self.organization.regime in UNDER_PART_7

    @property
    def is_to_confirm(self) -> bool:
        return self.organization.regime == Regime.TO_CONFIRM

    @property
    def has_own_regime(self) -> bool:
        return self.organization.regime == Regime.OWN_REGIME

    @property
    def is_vacant(self) -> bool:
        """Nobody is named, although somebody should be."""
        return self.is_under_part_7 and not self.representatives


@dataclass(frozen=True)
class Absences:
    """Who is away from an organization: today, each with the chain that ends with whoever does their work; and who will be."""

    today: tuple[tuple[Cover, tuple[Member, ...], bool], ...]
    ahead: tuple[Cover, ...]
    mine: tuple[Member, ...]
    """Those for whom the reader stands in today, also over others."""


def absences(organization: Organization, on: date, reader: Person) -> Absences:
    """The absences that are not over; two queries. Of each chain: the stand-ins in turn, and whether the last is there."""
    known, covers = roster(organization.pk, on), covers_of(organization, on)
    today = [cover for cover in covers if cover.active_from <= on]
    return Absences(
        tuple(
            (cover, tuple(known.chain(cover.absent_id)[1:]), known.works_for(cover.absent_id) is not None)
            for cover in today
        ),
        tuple(cover for cover in covers if cover.active_from > on),
        tuple(known.behind(reader.pk)),
    )


def listings(on: date, words: str = "", person: Person | None = None) -> list[Listing]:
    """Every organization that somebody works in, by name; with `words`, those whose name or abbreviation has them.

    Names are looked for in both languages, without regard to accents and case. `person` is whoever looks, if signed in.
    """
    wanted = sorting_key(" ".join(words.split()))
    by_organization: dict[int, list[Represented]] = {}
    for represented in directory(on):
        by_organization.setdefault(represented.organization_id, []).append(represented)
    offices = {office.organization_id: office for office in Office.objects.all()}
    return [
        Listing(
            organization,
            tuple(by_organization.get(organization.pk, ())),
            offices.get(organization.pk),
            person is not None and may_edit_office(person, organization),
        )
        for organization in organizations_by_need()
        if not wanted or any(wanted in sorting_key(getattr(organization, name)) for name in NAMES)
    ]

"""What is said of an election or a district when it is recorded, checked: pure, the same for pages, API and files."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from cases.clocks.elections import EARLIEST_POLL, LATEST_POLL, nominations_close, polling_window
from cases.enums import ElectionKind, ElectionLevel
from cases.models import ElectionPeriod, ElectoralDistrict
from polact.base.errors import Invalid
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS, TERRITORIES
from polact.catalogue.offices import MUNICIPALITY_KINDS

A_DAY = timedelta(days=1)
YEARS = (1867, 2200)
FEDERAL_HOUR = time(14)


@dataclass(frozen=True)
class Days:
    """The days of an election; `active_to` is the first day after it, None while no end is known."""

    active_from: date
    active_to: date | None = None
    polling_day: date | None = None
    nominations_close: date | None = None
    nominations_time: time | None = None

    @classmethod
    def of(cls, period: ElectionPeriod) -> "Days":
        return cls(**{name: getattr(period, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class ElectionFacts:
    """An election as it is to be recorded. An empty `kind` is the general election of the level."""

    level: str
    jurisdiction: str
    label_en: str
    label_fr: str
    source: str
    days: Days
    kind: str = ""
    district: ElectoralDistrict | None = None
    municipality: str = ""
    municipality_kind: str = ""

    def with_district(self, district: ElectoralDistrict) -> "ElectionFacts":
        return replace(self, district=district)

    def checked(self, today: date) -> "ElectionFacts":
        """The same with what follows from it filled in. Raises Invalid at the first field that does not fit."""
        check_where(self.level, self.jurisdiction)
        is_municipal = self.level == ElectionLevel.MUNICIPAL
        kind = self.kind or (ElectionKind.MUNICIPAL_GENERAL if is_municipal else ElectionKind.GENERAL)
        if kind not in ElectionKind.values or (kind in ElectionKind.municipal()) != is_municipal:
            raise Invalid(_("This kind of election does not fit the level of government."), field="kind")
        filled("label_en", self.label_en, "label_fr", self.label_fr, "source", self.source)
        self._check_place(kind, is_municipal)
        days = check_days(self.days, level=self.level)
        if days.active_to is not None and days.active_to <= today:
            raise Invalid(_("This period is over."), field="active_to")
        return replace(self, kind=kind, days=days)

    def _check_place(self, kind: str, is_municipal: bool) -> None:
        if self.municipality_kind and self.municipality_kind not in MUNICIPALITY_KINDS:
            raise Invalid(_("Choose the kind of municipality."), field="municipality_kind")
        if (self.municipality or self.municipality_kind) and not is_municipal:
            raise Invalid(_("Only a municipal election has a municipality."), field="municipality")
        if bool(self.municipality) != bool(self.municipality_kind):
            raise Invalid(_("Name the municipality together with its kind."), field="municipality")
        if self.district is not None:
            if kind != ElectionKind.BY_ELECTION:
                raise Invalid(_("Only a by-election is held in one district."), field="district")
            check_district(self.district, self.level, self.jurisdiction)


def check_where(level: str, jurisdiction: str) -> None:
    """Raises Invalid for an unknown level or jurisdiction, or two that do not belong together."""
    if level not in ElectionLevel.values:
        raise Invalid(_("Choose the level of government."), field="level")
    if jurisdiction not in JURISDICTIONS or (level == ElectionLevel.FEDERAL) != (jurisdiction == FEDERAL):
        raise Invalid(
            _("A federal election is held in Canada, any other one in a province or territory."), field="jurisdiction"
        )
    is_territory = jurisdiction in TERRITORIES
    if (level == ElectionLevel.PROVINCIAL and is_territory) or (
        level == ElectionLevel.TERRITORIAL and not is_territory
    ):
        raise Invalid(_("That level does not fit this province or territory."), field="jurisdiction")


def filled(*names_and_texts: str) -> None:
    """Field, text, field, text …: raises Invalid at the first that is blank."""
    for field, text in zip(names_and_texts[::2], names_and_texts[1::2], strict=True):
        if not text.strip():
            raise Invalid(_("Both languages are equal, and a source is needed: fill this in."), field=field)


def check_days(days: Days, *, level: str, stands: date | None = None) -> Days:
    """The days with what follows from them: a period ends on polling day unless something else is said; federally,
    nominations close on the Monday three weeks before it. Raises Invalid for days in the wrong order, or, federally, a
    polling day that the writ cannot have (36th to 50th day after it), unless it `stands` already: it may be postponed."""
    for field, day in vars(days).items():
        if isinstance(day, date):
            check_year(field, day)
    polling = days.polling_day
    if polling is not None:
        if days.active_to is None:
            days = replace(days, active_to=polling + A_DAY)
        if level == ElectionLevel.FEDERAL:
            days = _federal(days, polling, stands)
    if days.active_to is not None and days.active_to <= days.active_from:
        raise Invalid(_("The last day must not lie before the first."), field="active_to")
    if polling is not None and days.active_to is not None and not days.active_from <= polling < days.active_to:
        raise Invalid(_("Polling day lies within the period."), field="polling_day")
    check_nominations(days.nominations_close, polling)
    if days.nominations_close is None and days.nominations_time is not None:
        raise Invalid(_("Say on which day nominations close, too."), field="nominations_close")
    return days


def check_year(field: str, day: date) -> None:
    """Raises Invalid for a year that can only be a slip."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Invalid(_("Check the year."), field=field)


def check_nominations(close: date | None, polling: date | None) -> None:
    """Raises Invalid where nominations would close after polling day."""
    if close is not None and polling is not None and close > polling:
        raise Invalid(_("Nominations close before polling day."), field="nominations_close")


def _federal(days: Days, polling: date, stands: date | None) -> Days:
    first, last = polling_window(issued_on=days.active_from)
    if polling != stands and not first <= polling <= last:
        raise Invalid(
            _("A federal election is held on the %(least)sth to %(most)sth day after its writ is issued.")
            % {"least": EARLIEST_POLL, "most": LATEST_POLL},
            field="polling_day",
        )
    if days.nominations_close is None:
        monday = nominations_close(polling_on=polling).on
        return replace(days, nominations_close=monday, nominations_time=days.nominations_time or FEDERAL_HOUR)
    return days


@dataclass(frozen=True)
class DistrictFacts:
    """A district as it is to be recorded; `valid_to` is the first day on which it is none any more."""

    level: str
    jurisdiction: str
    code: str
    name_en: str
    name_fr: str
    valid_from: date
    source: str
    valid_to: date | None = None

    def check(self) -> None:
        """Raises Invalid at the first field that does not fit."""
        check_where(self.level, self.jurisdiction)
        filled("code", self.code, "name_en", self.name_en, "name_fr", self.name_fr, "source", self.source)
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise Invalid(_("The last day must not lie before the first."), field="valid_to")


def check_district(district: ElectoralDistrict, level: str, jurisdiction: str) -> None:
    """Raises Invalid for a district of another level or jurisdiction."""
    if (district.level, district.jurisdiction) != (level, jurisdiction):
        raise Invalid(_("This district is not one of this election."), field="district")

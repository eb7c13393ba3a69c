"""Elections, their districts, and what became of them."""

from django.db.models import Q

from cases.models import DistrictPeriod, ElectionChange, ElectionPeriod, ElectoralDistrict

MOST_DISTRICTS = 50


def election_in_full(pk: int) -> ElectionPeriod | None:
    """One election with its district, if there is such."""
    return ElectionPeriod.objects.filter(pk=pk).select_related("district").first()


def changes_of(period: ElectionPeriod) -> list[ElectionChange]:
    """What the days of an election were before each change, the newest first."""
    return list(period.changes.all())


def district_periods_of(period: ElectionPeriod) -> list[DistrictPeriod]:
    """The districts of an election that have days of their own: the latest of each, by code."""
    latest = period.district_periods.order_by("district_id", "-id").distinct("district_id")
    own = DistrictPeriod.objects.filter(pk__in=latest.values("pk")).select_related("district")
    return list(own.order_by("district__code"))


def districts_of(period: ElectionPeriod, words: str = "") -> tuple[list[ElectoralDistrict], int]:
    """The districts in which an election is held, by code: at most 50 of those whose name or code has the words, and how
    many such there are."""
    if period.district_id is not None:
        here = ElectoralDistrict.objects.filter(pk=period.district_id)
    else:
        day = period.polling_day or period.active_from
        here = ElectoralDistrict.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=day),
            level=period.level,
            jurisdiction=period.jurisdiction,
            valid_from__lte=day,
        )
    if words:
        here = here.filter(Q(name_en__icontains=words) | Q(name_fr__icontains=words) | Q(code__iexact=words))
    found = list(here.order_by("code")[: MOST_DISTRICTS + 1])
    return found[:MOST_DISTRICTS], len(found) if len(found) <= MOST_DISTRICTS else here.count()


def district_coded(period: ElectionPeriod, code: str) -> ElectoralDistrict | None:
    """The district of an election under a code, if there is such."""
    found, _count = districts_of(period, code)
    return next((district for district in found if district.code == code), None)


def newest_district(level: str, jurisdiction: str, code: str) -> ElectoralDistrict | None:
    """The district that has a code, or had it last, if there is such."""
    coded = ElectoralDistrict.objects.filter(level=level, jurisdiction=jurisdiction, code=code)
    return coded.order_by("-valid_from").first()

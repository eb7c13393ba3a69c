"""Reading organizations and people."""

import unicodedata

from polact.access.models import Organization, Person


def fictional_people() -> list[Person]:
    """The demonstration's people with what each can do, in the order in which they were made."""
    return list(
        Person.objects.filter(is_fictional=True, is_active=True)
        .prefetch_related("appointments__organization")
        .order_by("pk")
    )


def organizations_that_take_requests() -> list[Organization]:
    """Those known to be under Part 7, without dormant ones."""
    return [organization for organization in Organization.objects.active() if organization.takes_requests]


def organizations_by_need() -> list[Organization]:
    """All but the dormant ones, in the order of their names in the current language."""
    return sorted(Organization.objects.active(), key=lambda organization: sorting_key(str(organization)))


def sorting_key(name: str) -> str:
    """French and English names in one alphabet: accents and case do not count."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(mark))

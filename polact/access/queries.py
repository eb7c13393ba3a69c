"""Reading organizations and people."""

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


def own_organizations(person: Person) -> list[Organization]:
    """Where the person works today in any role, requests possible or not."""
    ids = {pk for pks in person.standing.organizations_by_role.values() for pk in pks}
    return list(Organization.objects.filter(pk__in=ids))

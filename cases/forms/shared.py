"""What the forms of cases share."""

from django import forms

from polact.access.models import Organization

LONGEST_TEXT = 20_000  # characters


def area(rows: int) -> forms.Textarea:
    """A field for some lines of text."""
    return forms.Textarea(attrs={"rows": rows})


def by_name(organizations: list[Organization]) -> list[tuple[int, str]]:
    """Organizations as choices, by name."""
    return sorted(((organization.pk, str(organization)) for organization in organizations), key=lambda pair: pair[1])

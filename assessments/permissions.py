"""Who may do what with the rules of the self-assessment. Assessing oneself needs no permission."""

from collections.abc import Collection

from polact.access.models import Person
from polact.access.permissions import may_administer


def may_keep_rulebooks(person: Person) -> bool:
    """Administrators start, edit, discard, review and publish versions of the rulebook."""
    return may_administer(person)


def may_judge(person: Person, editors: Collection[int]) -> bool:
    """Review what a draft changes, and publish it: an administrator who has not edited it, so always a second person."""
    return may_keep_rulebooks(person) and person.pk not in editors

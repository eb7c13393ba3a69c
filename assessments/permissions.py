"""Who may do what with the rules of the self-assessment. Assessing oneself needs no permission."""

from collections.abc import Collection

from polact.access.models import Person
from polact.access.permissions import may_administer


def may_read_feedback(person: Person) -> bool:
    """Administrators, who keep the rulebooks. Row-level security says the same of the table."""
    return may_administer(person)


def may_keep_rulebooks(person: Person) -> bool:
    """Administrators start, edit, discard, review and publish versions of the rulebook."""
    return may_administer(person)


def may_draft_overlay(person: Person, organization_id: int) -> bool:
    """Draft an organization's own rules: its representatives, and administrators."""
    return organization_id in person.standing.represents or may_keep_rulebooks(person)


def may_publish_overlay(person: Person, organization_id: int, editors: Collection[int]) -> bool:
    """Publish them: one of the same people who has not edited them."""
    return may_draft_overlay(person, organization_id) and person.pk not in editors


def may_judge(person: Person, editors: Collection[int]) -> bool:
    """Review what a draft changes, and publish it: an administrator who has not edited it, so always a second person."""
    return may_keep_rulebooks(person) and person.pk not in editors

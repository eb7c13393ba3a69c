"""Views of the desk that somebody keeps: saved, changed, put in order, deleted; and what is to be told of them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import AlertKind, SavedView, ViewAlert
from cases.permissions import may_change_view, may_delete_view, may_share_view, may_use_desk
from polact.access.models import Organization, Person
from polact.base.errors import Invalid, NotPermitted

MOST_VIEWS = 50
LARGEST_THRESHOLD = 1000


@transaction.atomic
def save_view(
    *, owner: Person, name: str, query: dict[str, str], organization: Organization | None = None, at: datetime
) -> SavedView:
    """Keep filters of the desk under a name, for oneself or for the representatives of `organization` too.

    `query` was read by the form of the desk, which leaves out what makes no sense. Raises NotPermitted for people
    without a desk and organizations that one does not represent, Invalid without a name or a filter, for a name that
    one has already, and beyond MOST_VIEWS.
    """
    _check_may(owner, organization)
    own = SavedView.objects.filter(owner=owner)
    if own.count() >= MOST_VIEWS:
        raise Invalid(_("You have as many views as can be kept. Delete one first."), field="name")
    if not query:
        raise Invalid(_("Choose at least one filter."), field="query")
    last = own.aggregate(last=Max("position"))["last"] or 0
    return SavedView.objects.create(
        owner=owner,
        organization=organization,
        name=_checked(owner, name),
        query=query,
        position=last + 1,
        created_at=at,
    )


@transaction.atomic
def change_view(
    *, view: SavedView, changed_by: Person, name: str, organization: Organization | None, at: datetime
) -> SavedView:
    """Give a view another name, share it, or keep it for oneself again. Raises as `save_view` does."""
    if not may_change_view(changed_by, view):
        raise NotPermitted()
    _check_may(changed_by, organization)
    view.name, view.organization = _checked(changed_by, name, view), organization
    view.save(update_fields=["name", "organization"])
    return view


@transaction.atomic
def move_view(*, view: SavedView, moved_by: Person, up: bool) -> None:
    """Put a view one place further up, or down, among one's own; at the end it stays where it is."""
    if not may_change_view(moved_by, view):
        raise NotPermitted()
    own = list(SavedView.objects.select_for_update().filter(owner=moved_by))
    place = next(number for number, other in enumerate(own) if other.pk == view.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(own):
        own[place], own[other] = own[other], own[place]
    for number, moved in enumerate(own):
        moved.position = number
    SavedView.objects.bulk_update(own, ["position"])


@transaction.atomic
def delete_view(*, view: SavedView, deleted_by: Person) -> None:
    """Forget a view with its alert; for those with whom it was shared too. No case changes."""
    if not may_delete_view(deleted_by, view):
        raise NotPermitted()
    view.delete()


@transaction.atomic
def set_alert(
    *, view: SavedView, wanted_by: Person, kind: str, threshold: int | None = None, matching: list[int], at: datetime
) -> ViewAlert | None:
    """Be told of a view: of each new case, once a day, or when `threshold` or more are in it; an empty kind ends that.

    `matching` are the cases that are in it now: they are not new. Raises NotPermitted, Invalid for a threshold that is
    missing or out of range.
    """
    if not may_change_view(wanted_by, view):
        raise NotPermitted()
    ViewAlert.objects.filter(view=view).delete()
    if not kind:
        return None
    if kind not in AlertKind.values:
        raise Invalid(_("Choose what you want to be told."), field="kind")
    needs = kind == AlertKind.THRESHOLD
    if needs and not (threshold and 1 <= threshold <= LARGEST_THRESHOLD):
        raise Invalid(
            _("Say from how many requests on: a number from 1 to %(most)d.") % {"most": LARGEST_THRESHOLD},
            field="threshold",
        )
    known = matching if kind == AlertKind.EACH else []
    return ViewAlert.objects.create(
        view=view, owner=wanted_by, kind=kind, threshold=threshold if needs else None, known=known, checked_at=at
    )


def _check_may(person: Person, organization: Organization | None) -> None:
    if not may_use_desk(person) or (organization and not may_share_view(person, organization)):
        raise NotPermitted()


def _checked(owner: Person, name: str, view: SavedView | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise Invalid(_("Give the view a name of at most 80 characters."), field="name")
    others = SavedView.objects.filter(owner=owner, name=name)
    if (others.exclude(pk=view.pk) if view else others).exists():
        raise Invalid(_("You have a view of that name."), field="name")
    return name

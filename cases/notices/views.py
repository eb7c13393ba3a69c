"""What somebody is told of a view that they keep: its name and numbers, nothing of a case."""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext, override

from cases.models import AlertKind, SavedView
from notifications.operations import notify
from polact.access.models import Person


def view_alert(*, view: SavedView, owner: Person, kind: str, count: int, at: datetime) -> None:
    """To the owner: so many requests are new in the view, or are in it."""
    with override(owner.language):
        link = f"{reverse('cases:desk')}?{urlencode(view.query)}"
        told = _new(count) if kind == AlertKind.EACH else _there(count)
    notify(
        recipient=owner, template="cases/notices/view_alert", values={"name": view.name, "told": told}, link=link, at=at
    )


def _new(count: int) -> str:
    told = ngettext("%(count)d request is new in this view.", "%(count)d requests are new in this view.", count)
    return told % {"count": count}


def _there(count: int) -> str:
    told = ngettext("%(count)d request is in this view now.", "%(count)d requests are in this view now.", count)
    return told % {"count": count}

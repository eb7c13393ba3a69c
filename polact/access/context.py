"""The navigation that a person sees: the doors that their roles open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from polact.access.enums import Role


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`: a list of {url, label, current}. The number of unread messages comes from the mail room's own tag."""
    doors = [("outreach:home", _("Home")), ("assessments:start", _("Check an activity"))]
    doors += [("outreach:guidance", _("Guidance")), ("outreach:sessions", _("Sessions"))]
    doors += [("outreach:directory", _("Representatives"))]
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        doors += [("cases:mine", _("My requests"))]
        if person.standing.holds(Role.REPRESENTATIVE, Role.COMMISSION_OFFICER):
            doors += [("cases:desk", _("Desk"))]
            doors += [("after:conditions", _("Conditions"))]
        if person.standing.holds(Role.COMMISSION_DECIDER):
            doors += [("candidacy:waiting", _("Decisions"))]
        if person.standing.represents:
            doors += [("routing:index", _("My organization"))]
        doors += [("routing:elections", _("Elections"))]
        if person.standing.holds(Role.INVESTIGATOR, Role.COMMISSION_DECIDER):
            doors += [("allegations:desk", _("Allegations"))]
        doors += [("notifications:inbox", _("Messages"))]
        if person.standing.holds(Role.REPRESENTATIVE, Role.COMMISSION_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR):
            doors += [("reports:index", _("Reports"))]
        if person.standing.holds(Role.ADMINISTRATOR):
            doors += [("cases:clock_differences", _("Due dates")), ("cases:history", _("History"))]
        if person.is_staff:
            doors += [("rulebooks:index", _("Rulebooks")), ("access:organizations", _("Organizations"))]
            doors += [("admin:index", _("Administration"))]
    places = [(name, label, reverse(name)) for name, label in doors]
    here = max((url for _name, _label, url in places if _leads_to(url, request.path)), key=len, default="")
    return {"nav": [{"url": url, "label": label, "name": name, "current": url == here} for name, label, url in places]}


def _leads_to(url: str, path: str) -> bool:
    """Whether a page lies behind a door; everything lies below home, which is behind its own only."""
    return path == url if url == reverse("outreach:home") else path.startswith(url)

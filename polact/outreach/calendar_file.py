"""A session as a calendar file (RFC 5545), for one's own calendar. Pure: the same facts give the same bytes."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vText

from polact.outreach.models import InformationSession
from polact.outreach.when import in_words

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def write(session: InformationSession, *, link: str, language: str) -> bytes:
    """The file in `language` (en or fr). `link` is the meeting's, for those who have a place; empty for anybody else.

    Times are in UTC, which every calendar shows in its owner's own time. The UID stays the same for ever, and SEQUENCE
    rises with each change, so that a newer file replaces what an older one put in; a cancelled session says so.
    """
    with override(language):
        title = str(session)
        page = settings.PUBLIC_URL.rstrip("/") + reverse("outreach:session", args=[session.pk])
        lines = [in_words(session, language), session.localized("description")]
        if session.is_cancelled:
            title = _("Cancelled: %(title)s") % {"title": title}
            lines.insert(0, session.localized("reason"))
        if link:
            lines.append(_("Join here: %(link)s") % {"link": link})
        place = session.localized("place") or (link or _("Online; the link is on the page of the session"))
    calendar = Calendar()
    calendar.add("prodid", f"-//polact//polact//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{session.ref}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", session.changed_at.astimezone(UTC))
    event.add("last-modified", session.changed_at.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", vText(title), parameters={"LANGUAGE": language})
    event.add("description", vText("\n\n".join(lines)), parameters={"LANGUAGE": language})
    event.add("location", vText(place), parameters={"LANGUAGE": language})
    event.add("url", page)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical()

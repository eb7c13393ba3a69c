"""When a session takes place, in words: date, hours, and whose time it is."""

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import override

from polact.base.templatetags.ui import day_in_words, time_in_words
from polact.outreach.models.session import InformationSession, TimeZone


def in_words(session: InformationSession, language: str) -> str:
    """`Thursday, November 26, 2026, 1:30 pm to 3:00 pm (Eastern Time)`; in French after its own custom."""
    begins, ends = hours(session)
    with override(language):
        return _("%(weekday)s, %(day)s, %(begins)s to %(ends)s (%(zone)s)") % {
            "weekday": WEEKDAYS[begins.weekday()],
            "day": day_in_words(begins.date(), language),
            "begins": time_in_words(begins, language),
            "ends": time_in_words(ends, language),
            "zone": TimeZone(session.time_zone).label,
        }


def hours(session: InformationSession) -> tuple[datetime, datetime]:
    """Begin and end where the session takes place."""
    return session.starts_at.astimezone(session.zone), session.ends_at.astimezone(session.zone)


def length_in_words(session: InformationSession) -> str:
    """How long it lasts, in hours and minutes, in the current language."""
    minutes = round((session.ends_at - session.starts_at).total_seconds() / 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": whole}
    return _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}

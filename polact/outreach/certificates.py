"""The certificate of attendance: made of stored facts when it is asked for, the same bytes each time, kept nowhere."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from polact.access.models import Person
from polact.base.templatetags.ui import day_in_words
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.when import in_words, length_in_words
from polact.paper.pdf import make_pdf

TEMPLATE = Path(__file__).parent / "paper" / "certificate.typ"


def is_due(sign_up: SignUp, session: InformationSession, at: datetime) -> bool:
    """For somebody whom the organizers noted as present, once the session is over."""
    return sign_up.attended is True and session.is_over(at) and not session.is_cancelled


def _other(language: str) -> str:
    return "en" if language == "fr" else "fr"


def write(sign_up: SignUp, session: InformationSession, person: Person, language: str) -> bytes:
    """The PDF (PDF/UA-1, PDF/A-2a) in `language`. It says that the person was there, and nothing more."""
    with override(language):
        noted = session.attendance_at or session.ends_at
        organizer = session.organization
        data = {
            "title": _("Certificate of attendance"),
            "lang": language,
            "date": session.held_on.isoformat(),
            "footer": _("Certificate of attendance %(ref)s, page") % {"ref": sign_up.ref},
            "says": _("This certifies that"),
            "name": str(person),
            "attended": _("attended the information session"),
            "session": session.localized("title"),
            "session_lang": language if getattr(session, f"title_{language}") else _other(language),
            "facts": [
                [_("When"), in_words(session, language)],
                [_("Length"), length_in_words(session)],
                [_("Held in"), str(session.get_language_display())],
                [_("Held for"), str(organizer) if organizer else _("All organizations")],
                [_("Attendance noted on"), day_in_words(noted.astimezone(session.zone).date(), language)],
                [_("Reference"), str(sign_up.ref)],
            ],
            "facts_title": _("The session"),
            "heads": [_("Detail"), _("As noted")],
            "meaning": _(
                "The organizers of the session noted that this person was there. The certificate tells nothing else: "
                "neither what somebody learned, nor whether an activity of theirs is in keeping with the Public "
                "Service Employment Act."
            ),
        }
    return make_pdf(TEMPLATE, data)

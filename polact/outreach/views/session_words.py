"""What pages say of a session: its texts with their language, when it is, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polact.base.text import LANGUAGES, current_language
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.when import in_words, length_in_words


@dataclass(frozen=True)
class Words:
    """A text in the language of the page, or in the other one where it is not written; and which that is."""

    text: str
    language: str


@dataclass(frozen=True)
class Mark:
    """A state in words, tone and shape, for a badge."""

    label: str
    tone: str
    shape: str = ""


@dataclass(frozen=True)
class Told:
    """A session as a page tells it; `mine` is the reader's own sign-up, if any."""

    session: InformationSession
    title: Words
    description: Words
    place: Words
    reason: Words
    when: str
    length: str
    language: str
    audience: str
    state: Mark
    mine: Mark | None


def tell(session: InformationSession, at: datetime, sign_up: SignUp | None = None) -> Told:
    """Everything that the pages say of the session at that moment."""
    return Told(
        session=session,
        title=words(session, "title"),
        description=words(session, "description"),
        place=words(session, "place"),
        reason=words(session, "reason"),
        when=in_words(session, current_language()),
        length=length_in_words(session),
        language=str(session.get_language_display()),
        audience=str(session.organization) if session.organization else _("All organizations"),
        state=state_of(session, at),
        mine=mine_of(sign_up, session, at),
    )


def words(session: InformationSession, field: str) -> Words:
    here = current_language()
    other = next(code for code in LANGUAGES if code != here)
    return Words(session.localized(field), here if getattr(session, f"{field}_{here}") else other)


def state_of(session: InformationSession, at: datetime) -> Mark:
    """How it stands for somebody who thinks of coming."""
    if session.is_cancelled:
        return Mark(_("Cancelled"), "danger")
    if session.is_over(at):
        return Mark(_("Over"), "neutral")
    if session.has_begun(at):
        return Mark(_("Under way"), "info", "current")
    if session.is_full:
        return Mark(_("Full, with a waiting list"), "warning")
    free = session.free_places
    if free is None:
        return Mark(_("Places for everybody"), "success")
    return Mark(ngettext("%(count)s place free", "%(count)s places free", free) % {"count": free}, "success")


def mine_of(sign_up: SignUp | None, session: InformationSession, at: datetime) -> Mark | None:
    """What the reader has to do with it."""
    if sign_up is None or sign_up.is_cancelled or session.is_cancelled:
        return None
    if sign_up.attended is not None:
        return Mark(_("You were there"), "success") if sign_up.attended else Mark(_("You were not there"), "neutral")
    if sign_up.has_place:
        return Mark(_("You had a place") if session.is_over(at) else _("You have a place"), "success")
    if session.has_begun(at):
        return Mark(_("You stayed on the waiting list"), "neutral")
    return Mark(_("You are on the waiting list"), "warning", "waiting")

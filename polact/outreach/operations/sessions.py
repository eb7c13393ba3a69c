"""Holding information sessions: announce one, change it, call it off.

The trail keeps these deeds of the organizers under the session's own reference.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Field
from django.utils.translation import gettext as _

from polact.access.models import Organization, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.base.text import LANGUAGES, both_languages
from polact.outreach import seats
from polact.outreach.models import InformationSession, JoiningLink, SignUp
from polact.outreach.models.session import (
    LARGEST_CAPACITY,
    LONGEST_REMINDER,
    SessionLanguage,
    SignUpState,
    TimeZone,
)
from polact.outreach.notices import sessions as notices
from polact.outreach.permissions import may_organize, may_organize_for, organizing_role
from polact.outreach.queries.sessions import joining_link

LONGEST = timedelta(hours=12)
NOT_THEIRS = ("url", "reminder_hours", "capacity")
"""What changes without anybody being told that the session is another one."""


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """What the organizers say of a session. Texts in the languages in which it is held; times with their offset.

    `capacity` None is for as many as come; `url` is shown to those who have a place and to nobody else;
    `reminder_hours` before it begins, those who have a place are reminded.
    """

    language: str
    title_en: str = ""
    title_fr: str = ""
    description_en: str = ""
    description_fr: str = ""
    place_en: str = ""
    place_fr: str = ""
    url: str = ""
    starts_at: datetime
    ends_at: datetime
    time_zone: str = TimeZone.EASTERN
    capacity: int | None = None
    reminder_hours: int = 24

    def columns(self) -> dict[str, Any]:
        """The values of the session's row that follow from this."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "url"}
        told |= {name: told[name].replace(second=0, microsecond=0) for name in ("starts_at", "ends_at")}
        return {
            **told,
            "has_link": bool(self.url),
            "held_on": self.starts_at.astimezone(ZoneInfo(self.time_zone)).date(),
        }


@transaction.atomic
def announce_session(
    *, announced: Announcement, organization: Organization | None, created_by: Person, at: datetime
) -> InformationSession:
    """Make a session known; people can sign up at once. `organization` None is a session for all.

    Raises NotPermitted for somebody who may not hold it there, Invalid for what is missing or makes no sense.
    """
    if not may_organize_for(created_by, organization):
        raise NotPermitted()
    _check(announced)
    if announced.starts_at <= at:
        raise Invalid(_("A session begins in the future."), field="starts_at")
    session = InformationSession.objects.create(
        organization=organization, created_by=created_by, created_at=at, changed_at=at, **announced.columns()
    )
    _keep_link(session, announced.url)
    _note(Verb.SESSION_ANNOUNCED, session, created_by, at)
    return session


@transaction.atomic
def change_session(
    *,
    session: InformationSession,
    announced: Announcement,
    changed_by: Person,
    at: datetime,
    version: int | None = None,
) -> InformationSession:
    """Say something else of a session that has not begun. `version` is the `sequence` that was read.

    Where time, place, link or language are others, everybody who signed up or waits is told. A larger capacity moves
    the waiting list up at once; one below the number of people with a place is refused. Raises NotPermitted, NotNow
    (begun or cancelled), Conflict (somebody changed it since), Invalid.
    """
    if not may_organize(changed_by, session):
        raise NotPermitted()
    _check(announced)
    url_before = joining_link(changed_by, session)
    with seats.locked(session) as stands:
        _still_open(stands, at)
        if version is not None and version != stands.sequence:
            raise Conflict(
                _("Somebody changed this session since you opened the page."), current_version=stands.sequence
            )
        if announced.starts_at <= at:
            raise Invalid(_("A session begins in the future."), field="starts_at")
        if announced.capacity is not None and announced.capacity < stands.signed_up:
            raise Invalid(
                _("%(count)s people have a place already; there cannot be fewer places.") % {"count": stands.signed_up},
                field="capacity",
            )
        fields = {name: value for name, value in announced.columns().items() if getattr(stands, name) != value}
        changed = sorted({*fields} | ({"url"} if announced.url != url_before else set()))
        if not changed:
            return stands
        _apply(stands, fields, at)
        _keep_link(stands, announced.url)
        seats.move_up(session=stands, at=at)
        if not set(changed) <= {*NOT_THEIRS, "has_link"} or "url" in changed:
            notices.session_changed(session=stands, people=_concerned(stands), at=at)
        _note(Verb.SESSION_CHANGED, stands, changed_by, at, fields=_labels(changed))
    return stands


@transaction.atomic
def cancel_session(
    *, session: InformationSession, reason_en: str = "", reason_fr: str = "", cancelled_by: Person, at: datetime
) -> InformationSession:
    """Call a session off, with a reason in each language in which it is held; everybody concerned is told.

    It stays readable, marked as cancelled. Raises NotPermitted, NotNow (begun, or cancelled already), Invalid.
    """
    if not may_organize(cancelled_by, session):
        raise NotPermitted()
    reasons = {"en": reason_en.strip(), "fr": reason_fr.strip()}
    for code in session.codes:
        if not reasons[code]:
            raise Invalid(_("Say why: those who signed up read it."), field=f"reason_{code}")
    with seats.locked(session) as stands:
        _still_open(stands, at)
        stands.cancelled_at, stands.changed_at, stands.sequence = at, at, stands.sequence + 1
        stands.reason_en, stands.reason_fr = reasons["en"], reasons["fr"]
        stands.save(update_fields=["cancelled_at", "changed_at", "sequence", "reason_en", "reason_fr"])
        notices.session_cancelled(session=stands, people=_concerned(stands), at=at)
        _note(Verb.SESSION_CANCELLED, stands, cancelled_by, at, reasons=reasons)
    return stands


def _check(announced: Announcement) -> None:
    if announced.language not in SessionLanguage.values:
        raise Invalid(_("Choose the language in which it is held."), field="language")
    codes = SessionLanguage(announced.language).codes
    for field in ("title", "description"):
        for code in codes:
            if not getattr(announced, f"{field}_{code}").strip():
                raise Invalid(_("Write this in each language in which the session is held."), field=f"{field}_{code}")
    _check_times(announced)
    if not announced.url and not all(getattr(announced, f"place_{code}").strip() for code in codes):
        raise Invalid(_("Say where it takes place, or give the link by which one joins."), field=f"place_{codes[0]}")
    if announced.url and not announced.url.startswith("https://"):
        raise Invalid(_("A link begins with https://."), field="url")
    if announced.capacity is not None and not 1 <= announced.capacity <= LARGEST_CAPACITY:
        raise Invalid(_("Give a number of places, or leave it empty."), field="capacity")
    if not 1 <= announced.reminder_hours <= LONGEST_REMINDER:
        raise Invalid(_("A reminder goes out between 1 hour and 14 days before."), field="reminder_hours")


def _check_times(announced: Announcement) -> None:
    if announced.time_zone not in TimeZone.values:
        raise Invalid(_("Choose a time zone."), field="time_zone")
    if announced.ends_at <= announced.starts_at:
        raise Invalid(_("A session ends after it begins."), field="ends_at")
    if announced.ends_at - announced.starts_at > LONGEST:
        raise Invalid(_("A session lasts 12 hours at most."), field="ends_at")


def _still_open(session: InformationSession, at: datetime) -> None:
    if session.is_cancelled:
        raise NotNow(_("This session is cancelled."))
    if session.has_begun(at):
        raise NotNow(_("This session has begun: it can no longer be changed."))


def _apply(session: InformationSession, fields: dict[str, Any], at: datetime) -> None:
    """Write the changes; another beginning or reminder makes a reminder due again that was sent for the old one."""
    for name, value in fields.items():
        setattr(session, name, value)
    session.sequence, session.changed_at = session.sequence + 1, at
    session.save(update_fields=[*fields, "sequence", "changed_at"])
    if "starts_at" in fields:
        SignUp.objects.filter(session=session).update(reminded_at=None)


def _keep_link(session: InformationSession, url: str) -> None:
    if url:
        JoiningLink.objects.update_or_create(session=session, defaults={"url": url})
    else:
        JoiningLink.objects.filter(session=session).delete()


def _concerned(session: InformationSession) -> list[Person]:
    sign_ups = SignUp.objects.filter(session=session).exclude(state=SignUpState.CANCELLED)
    return [sign_up.person for sign_up in sign_ups.select_related("person").order_by("pk")]


def _labels(changed: list[str]) -> dict[str, str]:
    """The changed facts by name, in both languages; what follows from another is left out."""
    names = [name for name in changed if name not in ("held_on", "has_link")]
    models = {"url": JoiningLink}
    fields = [cast("Field[Any, Any]", models.get(name, InformationSession)._meta.get_field(name)) for name in names]
    told = [both_languages(field.verbose_name) for field in fields]
    return {code: ", ".join(label[code] for label in told) for code in LANGUAGES}


def _note(verb: Verb, session: InformationSession, by: Person, at: datetime, **facts: Any) -> None:
    title = {"en": session.title_en or session.title_fr, "fr": session.title_fr or session.title_en}
    record(
        verb=verb,
        subject=session.ref,
        actor=by,
        role=organizing_role(by, session),
        at=at,
        facts={"title": title, **facts},
    )

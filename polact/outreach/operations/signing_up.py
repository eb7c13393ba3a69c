"""What happens around a place in a session: signing up, giving it up, the reminder, and who came.

Signing up and giving up a place are no decisions about anybody and stand in no trail: the trail keeps the deeds of
those who organize, who answer for them. A list of who wanted to hear about political activities, kept for ever, would
be more than anybody needs.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value
from django.utils.translation import gettext as _

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.outreach import seats
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.notices import sessions as notices
from polact.outreach.permissions import may_organize, may_sign_up, organizing_role

REMINDED_AT_ONCE = 200
_HOUR = Value(timedelta(hours=1), output_field=DurationField())
_AHEAD = ExpressionWrapper(F("session__reminder_hours") * _HOUR, output_field=DurationField())
_REMINDER = ExpressionWrapper(F("session__starts_at") - _AHEAD, output_field=DateTimeField())


@transaction.atomic
def sign_up(*, session: InformationSession, person: Person, at: datetime) -> SignUp:
    """Give the person a place, or the last one in the waiting list where the session is full; tell them which.

    A second time changes nothing: whoever asks again keeps the place they have. Of two who ask for the last place at
    once, one gets it and the other waits. Raises NotPermitted for a session of another organization, NotNow when it
    has begun or is cancelled.
    """
    if not may_sign_up(person, session):
        raise NotPermitted(_("This session is for the people of another organization."))
    workplace = _workplace(person, session)
    with seats.locked(session) as stands:
        if not stands.takes_sign_ups(at):
            raise NotNow(_("One can no longer sign up for this session."))
        place = seats.take(session=stands, person=person, organization_id=workplace, at=at)
        if place.asked_at == at:
            tell = notices.waits if place.is_waiting else notices.signed_up
            tell(session=stands, person=person, at=at)
    return place


@transaction.atomic
def cancel_sign_up(*, session: InformationSession, person: Person, at: datetime) -> SignUp | None:
    """Give the person's place back. Whoever waits longest gets it in the same transaction, and is told.

    A second time changes nothing. Returns the sign-up, None for somebody who has none. Raises NotNow once it has begun.
    """
    with seats.locked(session) as stands:
        if stands.has_begun(at):
            raise NotNow(_("This session has begun."))
        return seats.give_up(session=stands, person=person, at=at)


@transaction.atomic
def record_attendance(*, session: InformationSession, present: Iterable[int], recorded_by: Person, at: datetime) -> int:
    """Note who came: `present` are the keys of sign-ups; everybody else with a place was absent. May be corrected later.

    Those newly noted as present are told that they can have a certificate. Returns how many came. Raises NotPermitted,
    NotNow before the session begins or when it is cancelled, Invalid for a key without a place in this session.
    """
    if not may_organize(recorded_by, session):
        raise NotPermitted()
    came = set(present)
    with seats.locked(session) as stands:
        if stands.is_cancelled or not stands.has_begun(at):
            raise NotNow(_("Who came is noted once the session has begun."))
        places = {place.pk: place for place in SignUp.objects.filter(session=stands).seated().select_related("person")}
        if not came <= places.keys():
            raise Invalid(_("Somebody on this list has no place in this session."), field="present")
        newly = [places[pk].person for pk in sorted(came) if places[pk].attended is not True]
        changed = [place for pk, place in places.items() if place.attended is not (pk in came)]
        if not changed and stands.attendance_at is not None:
            return len(came)
        for place in changed:
            place.attended = place.pk in came
        SignUp.objects.bulk_update(changed, ["attended"])
        stands.attendance_at = at
        stands.save(update_fields=["attendance_at"])
        notices.attendance_noted(session=stands, people=newly, at=at)
        record(
            verb=Verb.ATTENDANCE_RECORDED,
            subject=stands.ref,
            actor=recorded_by,
            role=organizing_role(recorded_by, stands),
            at=at,
            facts={"present": len(came), "expected": len(places)},
        )
    return len(came)


def remind(*, at: datetime) -> int:
    """Remind those who have a place in a session that begins soon, each once. Called by the clock, for the system.

    May run twice and at once: a row that another run holds is left to it, and a reminded one is no longer due. Somebody
    who got their place after the moment of the reminder knows already. Returns how many were reminded.
    """
    with as_system():
        due = (
            SignUp.objects.seated()
            .annotate(reminder_at=_REMINDER)
            .filter(
                reminded_at=None,
                session__cancelled_at=None,
                session__starts_at__gt=at,
                reminder_at__lte=at,
                placed_at__lt=F("reminder_at"),
            )
            .select_related("session", "person")
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("pk")[:REMINDED_AT_ONCE]
        )
        reminded = list(due)
        for place in reminded:
            notices.session_soon(session=place.session, person=place.person, at=at)
        SignUp.objects.filter(pk__in=[place.pk for place in reminded]).update(reminded_at=at)
    return len(reminded)


def _workplace(person: Person, session: InformationSession) -> int | None:
    """Where the person works: the session's organization if they work there, else where they are an employee."""
    places = person.standing.organizations_by_role
    everywhere = sorted({pk for found in places.values() for pk in found})
    if session.organization_id in everywhere:
        return session.organization_id
    employed = sorted(places.get(Role.EMPLOYEE, ()))
    return next(iter([*employed, *everywhere]), None)

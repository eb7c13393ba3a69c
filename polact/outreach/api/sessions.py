"""The API of information sessions: open to read, signed in to come, and for those who organize."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS, AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from polact.access.acting import person_of
from polact.access.api import PersonView
from polact.access.models import Organization
from polact.base import clock
from polact.base.errors import Invalid
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.operations.sessions import announce_session, cancel_session, change_session
from polact.outreach.operations.signing_up import cancel_sign_up, record_attendance, sign_up
from polact.outreach.permissions import may_organize
from polact.outreach.queries import sessions as reading
from polact.outreach.serializers.sessions import (
    AttendanceIn,
    CancelIn,
    OneSessionOut,
    ParticipantOut,
    SessionFilter,
    SessionIn,
    SessionOut,
    SessionPatch,
    SignUpOut,
    announcement,
    standing_announcement,
)
from polact.rest.paging import Keyset, Order

TAGS = ["sessions"]


def known(pk: int) -> InformationSession:
    """The session; everybody may know of it. Raises Http404 when there is none."""
    try:
        return reading.session(pk)
    except InformationSession.DoesNotExist:
        raise Http404 from None


def checked(form: Serializer[Any]) -> dict[str, Any]:
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def own(request: Request, sessions: list[InformationSession]) -> dict[int, SignUp]:
    return reading.own_states(person_of(request), sessions) if request.user.is_authenticated and sessions else {}


def told(request: Request, pk: int, status: int = 200) -> Response:
    """The session as it stands now, with its version as ETag."""
    session = known(pk)
    url = reading.joining_link(person_of(request), session) if request.user.is_authenticated else ""
    context = {"mine": own(request, [session]), "url": url}
    response = Response(OneSessionOut(session, context=context).data, status=status)
    response.headers["ETag"] = f'"{session.sequence}"'
    if status == 201:
        response.headers["Location"] = reverse("api:session", args=[pk])
    return response


class OpenToRead(GenericAPIView[InformationSession]):
    """Everybody may read; whoever wants to change something signs in."""

    def get_permissions(self) -> list[Any]:
        return [AllowAny() if self.request.method in SAFE_METHODS else IsAuthenticated()]


class Sessions(OpenToRead):
    pagination_class = Keyset
    serializer_class = SessionOut
    queryset = InformationSession.objects.none()
    orders = {
        "soonest": Order(("starts_at", "id")),
        "latest": Order(("starts_at", "id"), descending=True),
    }

    @extend_schema(
        operation_id="sessions",
        summary="Information sessions",
        parameters=[SessionFilter],
        responses=SessionOut(many=True),
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        asked, now = checked(SessionFilter(data=request.query_params.dict())), clock.now()
        sessions = InformationSession.objects.select_related("organization")
        sessions = sessions.filter(ends_at__lte=now) if asked.get("past") else sessions.filter(ends_at__gt=now)
        if "language" in asked:
            sessions = sessions.held_in(asked["language"])
        if "organization" in asked:
            sessions = sessions.filter(organization_id=asked["organization"])
        page = self.paginate_queryset(sessions) or []
        return self.get_paginated_response(SessionOut(page, many=True, context={"mine": own(request, list(page))}).data)

    @extend_schema(
        operation_id="session_announce",
        summary="Announce a session",
        description="For representatives, Commission officers and administrators. People can sign up at once.",
        request=SessionIn,
        responses={201: OneSessionOut},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        asked = checked(SessionIn(data=request.data))
        session = announce_session(
            announced=announcement(asked),
            organization=_organization(asked["organization"]),
            created_by=person_of(request),
            at=clock.now(),
        )
        return told(request, session.pk, 201)


def _organization(pk: int | None) -> Organization | None:
    """The organization that the body names; None for all. Raises Invalid when there is none of that key."""
    if pk is None:
        return None
    found = Organization.objects.active().filter(pk=pk).first()
    if found is None:
        raise Invalid(_("There is no such organization."), field="organization")
    return found


class OneSession(OpenToRead):
    serializer_class = OneSessionOut
    queryset = InformationSession.objects.none()

    @extend_schema(
        operation_id="session",
        summary="One session",
        responses=OneSessionOut,
        tags=TAGS,
    )
    def get(self, request: Request, pk: int) -> Response:
        return told(request, pk)

    @extend_schema(
        operation_id="session_change",
        summary="Change a session",
        description="Whoever signed up or waits is told. More places move the waiting list up.",
        request=SessionPatch(partial=True),
        responses=OneSessionOut,
        tags=TAGS,
    )
    def patch(self, request: Request, pk: int) -> Response:
        session = known(pk)
        asked = checked(SessionPatch(data=request.data, partial=True))
        version = asked.pop("version", None)
        stands = standing_announcement(session, reading.joining_link(person_of(request), session))
        change_session(
            session=session,
            announced=announcement({**stands, **asked}),
            changed_by=person_of(request),
            at=clock.now(),
            version=version,
        )
        return told(request, pk)


class CancelSession(PersonView):
    @extend_schema(
        operation_id="session_cancel",
        summary="Cancel a session",
        description="Everybody who signed up or waits is told. It stays readable.",
        request=CancelIn,
        responses=OneSessionOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: int) -> Response:
        session, asked = known(pk), checked(CancelIn(data=request.data))
        cancel_session(session=session, cancelled_by=self.person, at=clock.now(), **asked)
        return told(request, pk)


class OwnSignUp(PersonView):
    """One's own place in a session: there is one at most, so that both calls may be repeated."""

    @extend_schema(
        operation_id="session_sign_up",
        summary="Have a place, or the last one in the waiting list",
        description="A second call changes nothing and answers the same.",
        request=None,
        responses=SignUpOut,
        tags=TAGS,
    )
    def put(self, request: Request, pk: int) -> Response:
        place = sign_up(session=known(pk), person=self.person, at=clock.now())
        return Response(SignUpOut(place).data)

    @extend_schema(
        operation_id="session_give_up",
        summary="Give one’s place back",
        description="Whoever waits longest gets it. A second call changes nothing.",
        responses={204: None},
        tags=TAGS,
    )
    def delete(self, request: Request, pk: int) -> Response:
        cancel_sign_up(session=known(pk), person=self.person, at=clock.now())
        return Response(status=204)


class OrganizerView(PersonView):
    """For those who organize the session; to anybody else there is no such address."""

    def organized(self, pk: int) -> InformationSession:
        session = known(pk)
        if not may_organize(self.person, session):
            raise Http404
        return session

    def participants(self, session: InformationSession) -> Response:
        return Response(ParticipantOut(reading.participants(self.person, session), many=True).data)


class Participants(OrganizerView):
    @extend_schema(
        operation_id="session_participants",
        summary="Who has a place and who waits",
        responses=ParticipantOut(many=True),
        tags=TAGS,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.participants(self.organized(pk))


class Attendance(OrganizerView):
    @extend_schema(
        operation_id="session_attendance",
        summary="Note who came",
        description="Of everybody at once; may be corrected. Those newly noted are told of their certificate.",
        request=AttendanceIn,
        responses=ParticipantOut(many=True),
        tags=TAGS,
    )
    def put(self, request: Request, pk: int) -> Response:
        session, asked = self.organized(pk), checked(AttendanceIn(data=request.data))
        record_attendance(session=session, present=asked["present"], recorded_by=self.person, at=clock.now())
        return self.participants(session)

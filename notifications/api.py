"""The API of messages: one's own, and noting that one has read them."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from notifications import operations
from notifications.models import Message, MessageQuerySet
from notifications.serializers import MessageOut
from polact.access.acting import person_of
from polact.base import clock
from polact.rest.paging import Order


class Messages(GenericAPIView):
    serializer_class = MessageOut
    queryset = Message.objects.none()
    orders = {
        "newest": Order(("created_at", "id"), descending=True),
        "oldest": Order(("created_at", "id")),
    }

    def get_queryset(self) -> MessageQuerySet:
        return Message.objects.visible_to(self.request.user)

    @extend_schema(
        operation_id="messages",
        summary="Messages to the person who calls",
        responses=MessageOut(many=True),
        tags=["messages"],
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class ReadMessage(APIView):
    @extend_schema(
        operation_id="message_read",
        summary="Note that one has read a message",
        description="A second call changes nothing and answers the same.",
        request=None,
        responses=MessageOut,
        tags=["messages"],
    )
    def post(self, request: Request, pk: UUID) -> Response:
        person = person_of(request)
        message = get_object_or_404(Message.objects.visible_to(person), pk=pk)
        read = operations.mark_read(message=message, read_by=person, at=clock.now())
        return Response(MessageOut(read).data)

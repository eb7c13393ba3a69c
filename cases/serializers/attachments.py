"""Files of a request as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from cases.enums import AttachmentState
from polact.access.serializers import PersonBrief


class AttachmentIn(serializers.Serializer[Any]):
    """One file, as multipart/form-data."""

    file = serializers.FileField(
        allow_empty_file=True, max_length=1000, help_text="a PDF, PNG, JPEG, plain text, DOCX, XLSX or ODT"
    )


class AttachmentOut(serializers.Serializer[Any]):
    """A file as it is kept; its bytes can be had when `is_readable`."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    media_type = serializers.CharField(read_only=True, help_text="by content")
    size = serializers.IntegerField(read_only=True, help_text="in bytes")
    sha256 = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=AttachmentState.choices, read_only=True)
    is_readable = serializers.BooleanField(read_only=True)
    is_internal = serializers.BooleanField(read_only=True, help_text="true: the employee does not know of it")
    uploaded_by = PersonBrief(read_only=True)
    uploaded_at = serializers.DateTimeField(read_only=True)
    shared_at = serializers.DateTimeField(read_only=True, allow_null=True)

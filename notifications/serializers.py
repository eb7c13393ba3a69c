"""Messages as the API tells them."""

from rest_framework import serializers

from notifications.models import Message


class MessageOut(serializers.Serializer[Message]):
    """One message to the person who calls, in the language in which it was written to them."""

    id = serializers.UUIDField(read_only=True)
    subject = serializers.CharField(read_only=True)
    body = serializers.CharField(read_only=True)
    language = serializers.ChoiceField(choices=["en", "fr"], read_only=True)
    link = serializers.CharField(read_only=True, help_text="the path of the page that says more")
    created_at = serializers.DateTimeField(read_only=True)
    read_at = serializers.DateTimeField(read_only=True, allow_null=True)

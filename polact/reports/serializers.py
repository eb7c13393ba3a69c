"""The shapes of reports in the API."""

from rest_framework import serializers


class ReportSummary(serializers.Serializer):
    slug = serializers.SlugField(read_only=True)
    title = serializers.CharField(read_only=True)
    question = serializers.CharField(read_only=True)
    filters = serializers.ListField(child=serializers.CharField(), read_only=True)


class ReportColumn(serializers.Serializer):
    key = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]


class ReportDocument(serializers.Serializer):
    title = serializers.CharField(read_only=True)
    columns = ReportColumn(many=True, read_only=True)
    rows = serializers.ListField(child=serializers.DictField(), read_only=True)
    notes = serializers.ListField(child=serializers.CharField(), read_only=True)
    as_of = serializers.DateTimeField(read_only=True)
    definition_hash = serializers.CharField(read_only=True)

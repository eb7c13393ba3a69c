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


class ShareShape(serializers.Serializer):
    rulebook = serializers.CharField(read_only=True)
    measure = serializers.CharField(read_only=True)
    hits = serializers.IntegerField(read_only=True, allow_null=True)
    cases = serializers.IntegerField(read_only=True, allow_null=True)
    per_cent = serializers.ListField(
        child=serializers.FloatField(), read_only=True, allow_null=True, help_text="share, lower and upper bound (95 %)"
    )


class FigureRow(serializers.Serializer):
    name = serializers.CharField(read_only=True)
    counts = serializers.ListField(child=serializers.IntegerField(allow_null=True), read_only=True)


class FigureTable(serializers.Serializer):
    name = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    columns = serializers.ListField(child=serializers.CharField(), read_only=True)
    rows = FigureRow(many=True, read_only=True)


class PublishedFiguresShape(serializers.Serializer):
    until = serializers.DateField(read_only=True, help_text="advice recorded before this day is counted")
    shares = ShareShape(many=True, read_only=True)
    tables = FigureTable(many=True, read_only=True)
    notes = serializers.ListField(child=serializers.CharField(), read_only=True)


class RateShape(serializers.Serializer):
    hits = serializers.IntegerField(read_only=True)
    cases = serializers.IntegerField(read_only=True)
    share = serializers.FloatField(read_only=True)
    low = serializers.FloatField(read_only=True)
    high = serializers.FloatField(read_only=True)


class GaugeShape(serializers.Serializer):
    version = serializers.CharField(read_only=True)
    group = serializers.CharField(read_only=True, help_text="a group of activities; empty for all")
    over = RateShape(read_only=True, allow_null=True)
    over_at_most = RateShape(read_only=True, allow_null=True)
    under = RateShape(read_only=True, allow_null=True)

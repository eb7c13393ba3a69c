"""The import of the register as the API takes and tells it."""

from typing import Any

from rest_framework import serializers


class HistoryIn(serializers.Serializer[Any]):
    """A file, as multipart/form-data."""

    file = serializers.FileField(allow_empty_file=True, max_length=1000, help_text="CSV in UTF-8, at most 20,000 rows")
    dry_run = serializers.BooleanField(default=False, help_text="true: say what would be done, and change nothing")


class HistoryProblem(serializers.Serializer[Any]):
    row = serializers.IntegerField(help_text="line of the file, the header being 1; 0: the file itself")
    column = serializers.CharField()
    message = serializers.CharField()


class HistoryCount(serializers.Serializer[Any]):
    request_type = serializers.CharField()
    level = serializers.CharField()
    outcome = serializers.CharField()
    requests = serializers.IntegerField()


class HistoryOut(serializers.Serializer[Any]):
    """What was done, or would be."""

    imported = serializers.BooleanField(help_text="false: a trial")
    rows = serializers.IntegerField()
    new = serializers.IntegerField()
    known = serializers.IntegerField(help_text="imported before, and the same")
    counts = HistoryCount(many=True, help_text="the new ones, in words")
    problem_count = serializers.IntegerField()
    problems = HistoryProblem(many=True, help_text="the first hundred")

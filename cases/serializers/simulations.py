"""Simulations as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from assessments.models import SimulationKind
from polact.access.serializers import PersonBrief
from polact.rest.fields import Flag, Text


class SimulationIn(serializers.Serializer[Any]):
    """What is tried: a draft by its name, the text of a rulebook, or nothing new (`replay`)."""

    draft = Text(
        max_length=200,
        default="",
        help_text="name of a draft that came with the product, or id of one that is open in the editor",
    )
    rulebook = Text(default="", help_text="or a rulebook as YAML")
    replay = Flag(default=False, help_text="true: evaluate everything again under its own version")


class SimulationOut(serializers.Serializer[Any]):
    """A run. `found` is null until it has ended; in it, counts that are hidden because they are small are null."""

    id = serializers.UUIDField(source="run.pk")
    kind = serializers.ChoiceField(source="run.kind", choices=SimulationKind.choices)
    name = serializers.CharField(source="run.name")
    rulebook_version = serializers.CharField(source="run.rulebook_version")
    rulebook_hash = serializers.CharField(source="run.rulebook_hash")
    in_force = serializers.CharField(source="run.in_force")
    started_by = PersonBrief(source="run.started_by")
    started_at = serializers.DateTimeField(source="run.started_at")
    finished_at = serializers.DateTimeField(source="run.finished_at", allow_null=True)
    parts_in_all = serializers.IntegerField(source="run.parts_in_all")
    parts_done = serializers.IntegerField(source="run.parts_done")
    found = serializers.DictField(allow_null=True)

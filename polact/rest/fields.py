"""Fields that take what they say and nothing that merely looks like it: the description of the API stays true."""

from typing import Any

from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from polact.base.text import Text as Bilingual
from polact.base.text import both_languages

LARGEST_ID = BigIntegerField.MAX_BIGINT
LONGEST_TEXT = 20_000
"""Characters of one free text: some eight pages; the search index of PostgreSQL takes texts of this size."""


class Text(serializers.CharField):
    """A JSON string; numbers are not taken for one. Whether it may be blank is for the operation to say, in its words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST_TEXT, "allow_blank": True, **options})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """JSON's true or false; not "yes", not 1."""

    def to_internal_value(self, data: Any) -> bool:
        if data is not True and data is not False:
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    """A JSON integer that fits the database; 5.0 is one for JSON, "5" and true are none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_ID, **options})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One of the codes, as a JSON string."""

    default_error_messages = {"invalid_choice": _("Choose one of: {choices}.")}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", choices=", ".join(map(str, self.choices)))
        return data


@extend_schema_field(
    {
        "type": "object",
        "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
        "required": ["en", "fr"],
        "readOnly": True,
    }
)
class BothLanguages(serializers.Field):
    """A text of the catalogue or a translated label, written out in English and in French."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, **options)

    def to_representation(self, value: Bilingual | Any) -> dict[str, str]:
        return both_languages(value)

"""What `manage.py check --deploy` says about files: without a scanner they are not taken."""

from typing import Any

from django.conf import settings
from django.core import checks

from cases.attachments.clamd import place_of


def scanner_is_named(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A warning where no scanner is named and unscanned files are not taken; an error where its address cannot be one."""
    if settings.CLAMD_ADDRESS:
        try:
            place_of(settings.CLAMD_ADDRESS)
        except ValueError as error:
            return [checks.Error(str(error), id="cases.E001")]
        return []
    if settings.TAKES_UNSCANNED_FILES:
        return []
    hint = "Set it to unix:/path/of/clamd.ctl or tcp://host:3310 (docs/operations.md)."
    return [checks.Warning("CLAMD_ADDRESS is not set: no file can be added to a request.", hint=hint, id="cases.W001")]

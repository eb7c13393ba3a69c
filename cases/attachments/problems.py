"""Why a file is not taken in, in a sentence for the person who chose it."""

from typing import Any

from polact.base.errors import Invalid


class NotTaken(Invalid):
    """The file is not of a kind that is taken in, or is not what it says it is."""

    code = "file-not-taken"

    def __init__(self, message: Any, **facts: Any) -> None:
        super().__init__(message, field="file", **facts)

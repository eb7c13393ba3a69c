"""JSON that is one object of texts. Pure."""

import json


def read_flat(content: bytes) -> dict[str, str] | None:
    """Return the object, or None for anything that is not JSON, no object, or holds something else than texts."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        return None
    return told

"""How much of what is endless is tried: a sample in `make test`, the whole in `make thorough`."""

import os

THOROUGH = os.environ.get("POLACT_THOROUGH") == "1"


def of(sample: int, whole: int) -> int:
    """The number to try now."""
    return whole if THOROUGH else sample

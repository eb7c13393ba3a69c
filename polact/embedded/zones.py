"""Time-zone rules from the packaged database, never from the operating system.

In 2026 four provinces and territories stopped changing their clocks. Stable operating systems still carry older
rules, and Python prefers those to the `tzdata` package unless it is told otherwise.
"""

import os
import zoneinfo
from datetime import datetime, timedelta

from polact.embedded.errors import StaleTimeZones

# British Columbia stays at -07:00 all year since 2026 (tzdata 2026b); older rules say -08:00 in December.
_PROBE_ZONE = "America/Vancouver"
_PROBE_MOMENT = datetime(2026, 12, 15, 12)
_PROBE_OFFSET = timedelta(hours=-7)


def use_packaged_zones() -> None:
    """Make `zoneinfo` read the `tzdata` package only, in this process and in those that it starts."""
    os.environ["PYTHONTZPATH"] = ""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def check_zones() -> None:
    """Refuse to start on time-zone rules older than the law.

    Raises `StaleTimeZones` when the zone is unknown or its offset on 2026-12-15 is not -07:00.
    """
    try:
        offset = _PROBE_MOMENT.replace(tzinfo=zoneinfo.ZoneInfo(_PROBE_ZONE)).utcoffset()
    except zoneinfo.ZoneInfoNotFoundError:
        raise StaleTimeZones(
            "The time-zone rules are missing: install the tzdata package of requirements.txt."
        ) from None
    if offset != _PROBE_OFFSET:
        raise StaleTimeZones(
            f"The time-zone rules in use are out of date: they put {_PROBE_ZONE} at another offset than -07:00 on "
            "2026-12-15. Install the tzdata package of requirements.txt (2026.2 or newer)."
        )

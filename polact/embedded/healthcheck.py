"""Whether a container does its work: `python -m polact.embedded.healthcheck web [PORT]` or `… beat`; exit 0 or 1.

The worker answers for itself: `celery inspect ping`.
"""

import http.client
import os
import sys
import tempfile
import time

BEAT_MARK = os.environ.get("POLACT_BEAT_MARK", os.path.join(tempfile.gettempdir(), "polact-beat"))
WORKER_MARK = os.environ.get("POLACT_WORKER_MARK", os.path.join(tempfile.gettempdir(), "polact-worker"))

OLDEST_MARK_SECONDS = 90.0


def web_is_well(port: int) -> bool:
    """Tell whether the web server here answers that it and its database work."""
    # The server refuses callers that do not name a host of its own.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def beat_is_well() -> bool:
    """Tell whether the scheduler has ticked in the last minute and a half."""
    try:
        return time.time() - os.stat(BEAT_MARK).st_mtime < OLDEST_MARK_SECONDS
    except FileNotFoundError:
        return False


def mark_worker() -> None:
    """Note that a task was handled just now: a worker that is up but deaf shows by the age of this mark."""
    with open(WORKER_MARK, "a"):
        os.utime(WORKER_MARK)


if __name__ == "__main__":
    WELL = beat_is_well() if sys.argv[1] == "beat" else web_is_well(int((sys.argv[2:] or ["8000"])[0]))
    sys.exit(0 if WELL else 1)

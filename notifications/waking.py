"""Waking the worker. A wake-up that is lost costs some seconds, never a message: the sweep finds what is due."""

import logging
import time
from uuid import UUID

from celery import current_app

logger = logging.getLogger(__name__)

DELIVER = "notifications.tasks.deliver"
# Without a broker each request would wait for a refusal: after one, this process lets the sweep do it for a while.
SILENCE_SECONDS = 15.0
# Later than this the sweep has found the message, so that the wake-up would only be one more look at it.
EXPIRES_SECONDS = 60

_silent_until = 0.0


def wake(message_id: UUID) -> bool:
    """Ask the broker, once and without waiting, to have this message delivered. True when it took the request."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        current_app.send_task(DELIVER, args=[str(message_id)], expires=EXPIRES_SECONDS, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever a broker's library raises, the message is safe in its row
        _silent_until = time.monotonic() + SILENCE_SECONDS
        logger.warning("The broker could not be reached (%s): the sweep will find the message.", error)
        return False
    return True

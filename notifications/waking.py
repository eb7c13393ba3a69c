"""Waking the worker. A wake-up that is lost costs some seconds, never a message: the sweep finds what is due."""

import logging
import threading
import time
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu import Connection
from kombu.pools import producers

logger = logging.getLogger(__name__)

DELIVER = "notifications.tasks.deliver"

PATIENCE_SECONDS = 0.3
"""A request waits behind this. A broker that is slower loses a wake-up, no more."""

SILENCE_SECONDS = 15.0
"""Without a broker each request would wait for its refusal: after one, this process leaves it to the sweep a while."""

EXPIRES_SECONDS = 60
"""Later than this the sweep has found the message, so that the wake-up would only be one more look at it."""

# The first failure may be a connection that died with an earlier broker; the second one is the broker's.
ONCE_MORE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}

_silent_until = 0.0
_written = threading.local()


def wake_on_commit(message_id: UUID) -> None:
    """Have the message delivered once the transaction commits; all messages of one transaction in one wake-up.

    A message whose transaction was undone may be named in a later wake-up of this thread: it is not there, and
    nothing happens.
    """
    _written.__dict__.setdefault("ids", []).append(message_id)
    transaction.on_commit(wake_all_written, robust=True)


def wake_all_written() -> None:
    """Wake the worker for what was written since the last time, if anything was."""
    ids = _written.__dict__.pop("ids", [])
    if ids:
        wake(*ids)


def wake(*message_ids: UUID) -> bool:
    """Ask the broker, without insisting, to have these messages delivered. True when it took the request."""
    return ask(DELIVER, *map(str, message_ids))


def ask(task: str, *arguments: str) -> bool:
    """Ask the broker, without insisting, to have the task of this name done. True when it took the request.

    For tasks whose work stands in the database: a wake-up that is lost is made up for by a sweep.
    """
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        with producers[_impatient_connection()].acquire(block=True, timeout=PATIENCE_SECONDS) as producer:
            current_app.send_task(
                task,
                args=list(arguments),
                producer=producer,
                expires=EXPIRES_SECONDS,
                ignore_result=True,
                retry=True,
                retry_policy=ONCE_MORE,
            )
    except Exception as error:  # noqa: BLE001 - whatever a broker's library raises, the work stands in its rows
        _silent_until = time.monotonic() + SILENCE_SECONDS
        logger.warning("The broker could not be reached (%s): the sweep will find the message.", error)
        return False
    return True


def _impatient_connection() -> Connection:
    """The broker of the settings, with limits on how long a request may wait; equal ones share a pool."""
    waits = {
        "redis": {"socket_timeout": PATIENCE_SECONDS, "socket_connect_timeout": PATIENCE_SECONDS},
        "amqp": {"read_timeout": PATIENCE_SECONDS, "write_timeout": PATIENCE_SECONDS},
    }
    scheme = (current_app.conf.broker_write_url or current_app.conf.broker_url or "").partition(":")[0].rstrip("s")
    options = {**current_app.conf.broker_transport_options, **waits.get(scheme.partition("+")[0], {})}
    return current_app.connection_for_write(connect_timeout=PATIENCE_SECONDS, transport_options=options)

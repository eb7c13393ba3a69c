"""The product's Celery application with a short lease, so that a test need not wait for a long one to end."""

from datetime import timedelta

import django

django.setup()

from notifications import outbox  # noqa: E402
from polact.celery import app  # noqa: E402

outbox.LEASE = timedelta(seconds=3)
outbox.DELAYS = (timedelta(seconds=1),) * len(outbox.DELAYS)

__all__ = ["app"]

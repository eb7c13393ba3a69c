"""The product's settings for a process that a test starts: the test's database, and the broker that it names."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["FAULT_DATABASE"]
CELERY_BROKER_URL = os.environ.get("BROKER_URL", "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300}

"""The product's settings with what tests need: fictional people, a quick broker in memory, and the owner's connection."""

import os

os.environ.setdefault("POLACT_DEMO", "1")

from polact.settings import *  # noqa: F403
from polact.settings import database

DATABASES = {"default": database("app"), "owner": database("owner")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = "memory://"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no walk through all static files for each client that a test makes
TALLY_SECONDS = 0  # no thread writes into the database of a test

"""The WSGI door: `gunicorn polact.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from polact.celery import app as celery  # makes the broker of the settings the one that this process wakes

__all__ = ["application", "celery"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")
application = get_wsgi_application()

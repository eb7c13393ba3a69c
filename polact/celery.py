"""The Celery application: `celery -A polact.celery worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")

app = Celery("polact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

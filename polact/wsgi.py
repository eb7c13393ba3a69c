"""The WSGI door: `gunicorn polact.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")
application = get_wsgi_application()

"""All settings of polact. What differs between places comes from the environment; `.env.example` lists the names."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from polact.embedded import connections, zones

zones.use_packaged_zones()
zones.check_zones()

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


DEBUG = flag("DEBUG")
DEMO = flag("POLACT_DEMO")  # lets anybody sign in as a fictional person: never outside demonstrations and tests
SECRET_KEY = connections.secret_key()
AUDIT_KEY = connections.audit_key()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
if DEMO and not {host.strip() for host in ALLOWED_HOSTS} <= {"127.0.0.1", "localhost", "[::1]", "testserver"}:
    raise ImproperlyConfigured(
        "POLACT_DEMO lets anybody sign in as anybody: it works on this machine's own address only."
    )
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "polact.embedded",
    "polact.base",
    "polact.rest",
    "polact.catalogue",
    "polact.audit",
    "polact.access",
    "polact.outreach",
    "assessments",
    "notifications",
    "cases",
    "allegations",
    "polact.reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "polact.base.http.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "polact.base.http.LanguageSwitch",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "polact.access.middleware.ActingPerson",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "polact.base.http.Refusals",
]

ROOT_URLCONF = "polact.urls"
WSGI_APPLICATION = "polact.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "polact.base.http.page",
                "polact.access.context.navigation",
                "notifications.context.unread",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The database: the application role by default; commands of the owner set POLACT_DB_ROLE (see manage.py).
DB_ROLE: connections.Role = "owner" if os.environ.get("POLACT_DB_ROLE") == "owner" else "app"
APP_ROLE = dj_database_url.parse(connections.database_url("app"))["USER"]


def database(role: connections.Role) -> dict[str, Any]:
    """The Django settings of one database role; connections live for a minute and give up on locks quickly."""
    settings: dict[str, Any] = {
        **dj_database_url.parse(connections.database_url(role), conn_max_age=60, conn_health_checks=True)
    }
    settings["ENGINE"] = "polact.embedded.backend" if connections.is_embedded() else "django.db.backends.postgresql"
    patience = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    if role == "app":
        patience += " -c statement_timeout=15s"
    # Planning under row-level security costs more than running: let the server keep the plans of what comes again.
    plans = {"server_side_binding": True, "prepare_threshold": 5}
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **plans, "options": patience}
    return settings


DATABASES = {"default": database(DB_ROLE)}

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["polact.access.backends.PersonBackend"]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "polact.access.adapter.ClosedSignup"
ACCOUNT_EMAIL_VERIFICATION = "none"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
TIME_ZONE = "America/Toronto"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "polact" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEBUG:
    STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif DEMO:  # without compressing: a demonstration is next door, and starts at once
    STATIC_STORAGE = "polact.storage.Hashed"
else:
    STATIC_STORAGE = "polact.storage.HashedAndCompressed"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = flag("SECURE_COOKIES", not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", SECURE_COOKIES)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "1025"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = connections.secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "polact@polact.example")

# The broker only wakes the worker; what is due stands in PostgreSQL (docs/decisions/0002).
CELERY_BROKER_URL = connections.broker_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 300} if "redis" in CELERY_BROKER_URL else {"confirm_publish": True}
)
CELERY_BEAT_SCHEDULE = {
    "sweep-undelivered": {"task": "notifications.tasks.sweep", "schedule": 20.0},
    "sweep-attachments": {"task": "cases.tasks.sweep_attachments", "schedule": 60.0},
    "sweep-simulations": {"task": "cases.tasks.sweep_simulations", "schedule": 60.0},
    "detect-conflicts": {"task": "cases.tasks.detect_conflicts", "schedule": 3600.0},
    "check-alerts": {"task": "cases.tasks.check_alerts", "schedule": 60.0},
    "learn-new-words": {"task": "cases.tasks.learn_words", "schedule": 600.0, "args": (1,)},
    "learn-words": {"task": "cases.tasks.learn_words", "schedule": 24 * 3600.0, "args": (30,)},
    "forget-ended-results": {"task": "assessments.tasks.forget_ended_results", "schedule": 24 * 3600.0},
    "forget-ended-sessions": {"task": "access.tasks.forget_ended_sessions", "schedule": 3600.0},
    "remind-of-questions": {"task": "cases.tasks.remind_of_questions", "schedule": 900.0},
    "remind-of-conditions": {"task": "cases.tasks.remind_of_conditions", "schedule": 3600.0},
    "look-for-changes": {"task": "cases.tasks.look_for_changes", "schedule": crontab(hour=6, minute=30)},
    "replay-clocks": {"task": "cases.tasks.replay_clocks", "schedule": crontab(hour=7, minute=0)},
    "remind-of-sessions": {"task": "polact.outreach.tasks.remind", "schedule": 60.0},
    # Hourly, so that a day is not missed when the clock was down: what was done today is not done again.
    "look-after-open-work": {"task": "cases.tasks.look_after_open_work", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(connections.data_directory() / "beat-schedule")

# After how many business days without a hand on it an open request stands in the safety net.
SAFETY_NET_DAYS = int(os.environ.get("SAFETY_NET_DAYS", "5"))

# Results are counted in memory and added in batches, at moments that are so many seconds apart on average; 0: never.
TALLY_SECONDS = float(os.environ.get("TALLY_SECONDS", "60"))

# Files that come with requests: clamd at unix:/path or tcp://host:port scans each of them before anybody reads it.
# Without clamd, the embedded default and demonstrations say that nothing is scanned; elsewhere no file is taken.
CLAMD_ADDRESS = os.environ.get("CLAMD_ADDRESS", "")
TAKES_UNSCANNED_FILES = not CLAMD_ADDRESS and (DEMO or connections.is_embedded())
FILE_UPLOAD_HANDLERS = [
    "cases.attachments.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# The API: JSON in, JSON out, refusals as problem documents. Throttles count in memory and forget (polact/rest).
API_BODY_LIMIT = 256 * 1024
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["polact.rest.session.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["polact.rest.parsing.StrictJSON"],
    "DEFAULT_PAGINATION_CLASS": "polact.rest.paging.Keyset",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["polact.rest.throttling.Throttle"],
    "DEFAULT_THROTTLE_RATES": {
        "person-read": os.environ.get("API_RATE_PERSON_READ", "1200/min"),
        "person-write": os.environ.get("API_RATE_PERSON_WRITE", "300/min"),
        "anybody-read": os.environ.get("API_RATE_ANYBODY_READ", "300/min"),
        "anybody-write": os.environ.get("API_RATE_ANYBODY_WRITE", "120/min"),
        # Pages of the self-assessment without scripts; a whole department may share one address.
        "assessment": os.environ.get("ASSESSMENT_RATE", "600/min"),
        "codes": os.environ.get("CODES_RATE", "60/min"),
        "feedback": os.environ.get("FEEDBACK_RATE", "60/min"),
        "allegations": os.environ.get("ALLEGATIONS_RATE", "30/min"),
    },
    "NUM_PROXIES": 1 if flag("BEHIND_TLS_PROXY") else 0,
    "EXCEPTION_HANDLER": "polact.base.http.problem_response",
    "DEFAULT_VERSIONING_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "polact",
    "DESCRIPTION": "Political-activity inquiries in the public service: assess, ask, advise, report.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": ["polact.rest.schema.add_problems"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

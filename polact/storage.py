"""Where static files are collected: under names with their hash, also where one script imports another.

Without this, a script of today could be given a module of yesterday out of a browser's cache.
"""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(ManifestStaticFilesStorage):
    """For a demonstration: without compressing, it starts at once."""

    support_js_module_import_aggregation = True


class HashedAndCompressed(CompressedManifestStaticFilesStorage):
    """For a server."""

    support_js_module_import_aggregation = True

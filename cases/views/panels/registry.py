"""Which panels stand on which page, in order."""

from cases.views.panels import files
from cases.views.panels.panel import Make

OF_CASE: tuple[Make, ...] = (files.of_case,)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (files.of_request,)
"""The requester's own page. Columns: `main`, `side`."""

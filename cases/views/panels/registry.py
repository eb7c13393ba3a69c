"""Which panels stand on which page, in order."""

from cases.views.panels import consultations, recusing
from cases.views.panels.panel import Make

OF_CASE: tuple[Make, ...] = (consultations.of_case, recusing.of_case)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (consultations.of_request,)
"""The requester's own page. Columns: `main`, `side`."""

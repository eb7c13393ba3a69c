"""Which panels stand on which page, in order."""

from cases.views.panels import consultations, files, recusing
from cases.views.panels.holder import holder
from cases.views.panels.panel import Make
from cases.views.panels.precedents import precedents_panel

OF_CASE: tuple[Make, ...] = (files.of_case, consultations.of_case, holder, precedents_panel, recusing.of_case)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (consultations.of_request, files.of_request)
"""The requester's own page. Columns: `main`, `side`."""

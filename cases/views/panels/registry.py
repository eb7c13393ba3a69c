"""Which panels stand on which page, in order."""

from cases.views.panels import answers
from cases.views.panels.panel import Make

OF_CASE: tuple[Make, ...] = (answers.working, answers.given, answers.reopened)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (answers.given, answers.reopened)
"""The requester's own page. Columns: `main`, `side`."""

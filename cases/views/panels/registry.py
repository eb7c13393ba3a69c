"""Which panels stand on which page, in order."""

from cases.views.panels.holder import holder
from cases.views.panels.panel import Make

OF_CASE: tuple[Make, ...] = (holder,)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = ()
"""The requester's own page. Columns: `main`, `side`."""

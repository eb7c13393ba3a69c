"""Which panels stand on which page, in order."""

from cases.views.panels.links import asked_before, belongs_together
from cases.views.panels.panel import Make
from cases.views.panels.routing import why_it_came_here

OF_CASE: tuple[Make, ...] = (why_it_came_here, belongs_together)
"""Columns: `facts` (left), `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (asked_before,)
"""The requester's own page. Columns: `main`, `side`."""

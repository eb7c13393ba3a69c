"""Which panels stand on which page, in order."""

from cases.views.panels import answers, candidacy_intake, consultations, files, recusing
from cases.views.panels.holder import holder
from cases.views.panels.links import asked_before, belongs_together
from cases.views.panels.panel import Make
from cases.views.panels.precedents import precedents_panel
from cases.views.panels.routing import why_it_came_here

OF_CASE: tuple[Make, ...] = (
    candidacy_intake.facts,
    candidacy_intake.of_case,
    candidacy_intake.clock,
    files.of_case,
    answers.working,
    answers.given,
    answers.reopened,
    consultations.of_case,
    holder,
    why_it_came_here,
    precedents_panel,
    belongs_together,
    recusing.of_case,
)
"""Columns: `facts` (left), `first` and `conversation` (middle), `side` (right)."""

OF_REQUEST: tuple[Make, ...] = (
    candidacy_intake.of_request,
    answers.given,
    answers.reopened,
    asked_before,
    consultations.of_request,
    files.of_request,
)
"""The requester's own page. Columns: `top`, `main`, `side`."""

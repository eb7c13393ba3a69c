"""Every report, named. A new one is a file beside this and its name in the tuple."""

from polact.reports.candidacies import BY_JURISDICTION, CHANGES, PERMISSIONS, YEARLY
from polact.reports.drift import DRIFT
from polact.reports.report import Report
from polact.reports.requests import REQUESTS
from polact.reports.sessions import SESSIONS

REPORTS: tuple[Report, ...] = (REQUESTS, SESSIONS, DRIFT, PERMISSIONS, CHANGES, YEARLY, BY_JURISDICTION)


def report(slug: str) -> Report | None:
    """The report with this slug, or None."""
    return next((known for known in REPORTS if known.slug == slug), None)

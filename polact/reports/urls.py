"""Addresses of reports, below /en/reports/ and /fr/rapports/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from polact.reports.views import pages

app_name = "reports"
urlpatterns = [
    path("", pages.index, name="index"),
    path(_("over-restriction/"), pages.over_restriction, name="over_restriction"),
    path(_("drift-by-quarter/"), pages.drift_by_quarter, name="drift_by_quarter"),
    path(_("allegations/"), pages.allegation_counts, name="allegations"),
    path(_("allegations/export.csv"), pages.allegation_counts_file, name="allegations_csv"),
    path("<slug:slug>/", pages.show, name="report"),
    path("<slug:slug>/export.csv", pages.export, {"written_as": "csv"}, name="csv"),
    path("<slug:slug>/export.json", pages.export, {"written_as": "json"}, name="json"),
]

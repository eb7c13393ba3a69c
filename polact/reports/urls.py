"""Addresses of reports, below /en/reports/ and /fr/rapports/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from polact.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path(_("over-restriction/"), views.over_restriction, name="over_restriction"),
    path(_("drift-by-quarter/"), views.drift_by_quarter, name="drift_by_quarter"),
    path(_("allegations/"), views.allegation_counts, name="allegations"),
    path(_("allegations/export.csv"), views.allegation_counts_file, name="allegations_csv"),
    path("<slug:slug>/", views.show, name="report"),
    path("<slug:slug>/export.csv", views.export, {"written_as": "csv"}, name="csv"),
    path("<slug:slug>/export.json", views.export, {"written_as": "json"}, name="json"),
]

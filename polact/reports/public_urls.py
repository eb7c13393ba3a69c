"""Addresses of the published figures, below /en/published-figures/ and /fr/chiffres-publies/: open to everybody."""

from django.urls import path

from polact.reports.views import pages

app_name = "figures"
urlpatterns = [
    path("", pages.published_figures, name="page"),
    path("published-figures.csv", pages.published_file, {"written_as": "csv"}, name="csv"),
    path("published-figures.json", pages.published_file, {"written_as": "json"}, name="json"),
]

"""Addresses of the published figures, below /en/published-figures/ and /fr/chiffres-publies/: open to everybody."""

from django.urls import path

from polact.reports import views

app_name = "figures"
urlpatterns = [
    path("", views.published_figures, name="page"),
    path("published-figures.csv", views.published_file, {"written_as": "csv"}, name="csv"),
    path("published-figures.json", views.published_file, {"written_as": "json"}, name="json"),
]

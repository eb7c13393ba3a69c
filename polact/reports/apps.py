from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "polact.reports"
    label = "reports"

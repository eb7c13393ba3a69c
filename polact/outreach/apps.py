from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "polact.outreach"
    label = "outreach"

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "polact.access"
    label = "access"

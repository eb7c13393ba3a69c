from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "polact.rest"
    label = "rest"

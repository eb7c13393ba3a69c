from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "polact.base"
    label = "base"

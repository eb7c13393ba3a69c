"""Makes Django find the commands of this package."""

from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    """The application that brings `dburl`, `provision` and `stack`; it has no models."""

    name = "polact.embedded"
    label = "embedded"

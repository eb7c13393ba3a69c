from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "polact.catalogue"
    label = "catalogue"

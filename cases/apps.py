from django.apps import AppConfig
from django.core.checks import Tags, register

from cases.checks import scanner_is_named


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        register(scanner_is_named, Tags.security, deploy=True)

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "polact.audit"
    label = "audit"

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alignment.audit"
    label = "audit"

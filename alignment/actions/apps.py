from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "alignment.actions"
    label = "actions"
    verbose_name = "Actions"

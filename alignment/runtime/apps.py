from django.apps import AppConfig


class RuntimeConfig(AppConfig):
    name = "alignment.runtime"
    label = "runtime"

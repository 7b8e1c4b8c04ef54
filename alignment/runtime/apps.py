from django.apps import AppConfig

from alignment.celery import app as celery_app

__all__ = ["RuntimeConfig", "celery_app"]  # tasks of all processes belong to this one


class RuntimeConfig(AppConfig):
    name = "alignment.runtime"
    label = "runtime"

    def ready(self) -> None:
        from alignment.runtime import checks  # noqa: F401, PLC0415 -- registers itself

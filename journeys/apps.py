from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "journeys"

    def ready(self) -> None:
        from journeys.talking import register_subjects  # noqa: PLC0415 -- needs models

        register_subjects()

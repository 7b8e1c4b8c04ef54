from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "alignment.search"
    label = "search"

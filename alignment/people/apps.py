from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alignment.people"
    label = "people"
    verbose_name = "People"

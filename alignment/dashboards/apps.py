from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "alignment.dashboards"
    label = "dashboards"

"""Addresses of the dashboards."""

from django.urls import path

from alignment.dashboards.views import home

app_name = "dashboards"
urlpatterns = [
    path("", home.home, name="home"),
]

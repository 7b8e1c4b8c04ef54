"""Addresses of the numbers."""

from django.urls import path

from kpis.views import contact, journey, kpi, release, target

ONE = "kpis/<slug:slug>/"
TARGET = "targets/<int:pk>/"

urlpatterns = [
    path("kpis/", kpi.kpi_list, name="kpi-list"),
    path("kpis/retry/", kpi.numbers_retry, name="numbers-retry"),
    path("kpis/contacts/", contact.contact_list, name="contact-list"),
    path("kpis/contacts/export/", contact.contact_export, name="contact-export"),
    path(
        "kpis/journeys/<slug:slug>/", journey.journey_contacts, name="journey-contacts"
    ),
    path(
        "kpis/releases/<slug:slug>/", release.release_contacts, name="release-contacts"
    ),
    path(ONE, kpi.kpi_show, name="kpi-show"),
    path("kpis/<slug:metric>/targets/", target.target_propose, name="target-propose"),
    path(f"{TARGET}agree/", target.target_agree, name="target-agree"),
    path(f"{TARGET}end/", target.target_end, name="target-end"),
    path(f"{TARGET}keep/", target.target_keep, name="target-keep"),
]

"""Addresses of the register of changes."""

from django.urls import path

from alignment.audit.views import audit

app_name = "audit"
urlpatterns = [
    path("settings/audit/", audit.audit_list, name="audit-list"),
    path("settings/audit/export/", audit.audit_export, name="audit-export"),
]

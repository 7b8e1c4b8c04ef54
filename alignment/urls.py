"""All addresses. Each app brings its own."""

from django.contrib import admin
from django.urls import include, path

from alignment import live
from alignment.runtime import health

urlpatterns = [
    path("", include("alignment.dashboards.urls")),
    path("", include("alignment.search.urls")),
    path("", include("alignment.audit.urls")),
    path("", include("alignment.people.urls")),
    path("", include("alignment.actions.urls")),
    path("", include("journeys.urls")),
    path("", include("kpis.urls")),
    path("accounts/", include("alignment.people.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("live/", live.live_stream, name="live-stream"),
    path("healthz", health.health_live, name="health-live"),
    path("readyz", health.health_ready, name="health-ready"),
]

handler400 = "alignment.errors.bad_request"
handler403 = "alignment.errors.permission_denied"
handler404 = "alignment.errors.page_not_found"
handler500 = "alignment.errors.server_error"

from django.urls import path

from kpis.number_urls import urlpatterns as numbers
from kpis.views import (
    import_,
    import_match,
    import_refused,
    reason,
    reason_step,
    source,
)

app_name = "kpis"
IMPORT = "imports/<int:pk>/"
STEP = "steps/<int:pk>/reasons/"

urlpatterns = [
    *numbers,
    path("imports/", import_.import_list, name="import-list"),
    path("imports/add/", import_.import_add, name="import-add"),
    path(IMPORT, import_.import_show, name="import-show"),
    path(f"{IMPORT}match/", import_match.import_match, name="import-match"),
    path(f"{IMPORT}reread/", import_match.import_reread, name="import-reread"),
    path(f"{IMPORT}check/", import_match.import_check, name="import-check"),
    path(f"{IMPORT}begin/", import_.import_begin, name="import-begin"),
    path(f"{IMPORT}undo/", import_.import_undo, name="import-undo"),
    path(f"{IMPORT}retry/", import_.import_retry, name="import-retry"),
    path(f"{IMPORT}discard/", import_.import_discard, name="import-discard"),
    path(f"{IMPORT}refused/", import_refused.import_refused, name="import-refused"),
    path(
        f"{IMPORT}refused.csv",
        import_refused.import_refused_export,
        name="import-refused-export",
    ),
    path("sources/<slug:slug>/", source.source_edit, name="source-edit"),
    path("sources/<slug:slug>/remove/", source.source_remove, name="source-remove"),
    path("reasons/", reason.reason_list, name="reason-list"),
    path("reasons/assign/", reason.reason_assign, name="reason-assign"),
    path("reasons/restore/<str:token>/", reason.reason_restore, name="reason-restore"),
    path("reasons/<int:pk>/map/", reason.reason_map, name="reason-map"),
    path(STEP, reason_step.step_reasons, name="step-reasons"),
    path(f"{STEP}add/", reason_step.step_reason_add, name="step-reason-add"),
    path(
        f"{STEP}<int:reason>/remove/",
        reason_step.step_reason_remove,
        name="step-reason-remove",
    ),
]

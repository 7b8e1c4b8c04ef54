from django.urls import path

from alignment.actions.views import action, history

app_name = "actions"

urlpatterns = [
    path("actions/", action.action_list, name="action-list"),
    path("actions/add/", action.action_add, name="action-add"),
    path("actions/change/", action.action_change, name="action-change"),
    path("actions/restore/<str:token>/", action.action_restore, name="action-restore"),
    path("actions/<int:pk>/", action.action_show, name="action-show"),
    path("actions/<int:pk>/history/", history.action_history, name="action-history"),
    path("actions/<int:pk>/edit/", action.action_edit, name="action-edit"),
]

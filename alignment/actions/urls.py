from django.urls import path

from alignment.actions.views import action, mail_choice, notification

app_name = "actions"

urlpatterns = [
    path("actions/", action.action_list, name="action-list"),
    path("actions/add/", action.action_add, name="action-add"),
    path("actions/change/", action.action_change, name="action-change"),
    path("actions/restore/<str:token>/", action.action_restore, name="action-restore"),
    path("actions/<int:pk>/", action.action_show, name="action-show"),
    path("actions/<int:pk>/edit/", action.action_edit, name="action-edit"),
    path("notifications/", notification.notification_list, name="notification-list"),
    path(
        "notifications/count/",
        notification.notification_count,
        name="notification-count",
    ),
    path(
        "notifications/seen/",
        notification.notification_see_all,
        name="notification-see-all",
    ),
    path(
        "notifications/<int:pk>/",
        notification.notification_show,
        name="notification-show",
    ),
    path(
        "notifications/<int:pk>/seen/",
        notification.notification_see,
        name="notification-see",
    ),
    path("settings/mails/", mail_choice.mail_choice_edit, name="mail-choice-edit"),
    path("mails/<str:token>/", mail_choice.mail_choice_stop, name="mail-choice-stop"),
]

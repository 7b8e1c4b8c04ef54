from django.urls import path

from alignment.actions.views import (
    action,
    comment,
    history,
    mail_choice,
    notification,
    thread,
)

app_name = "actions"

urlpatterns = [
    path("actions/", action.action_list, name="action-list"),
    path("actions/add/", action.action_add, name="action-add"),
    path("actions/change/", action.action_change, name="action-change"),
    path("actions/restore/<str:token>/", action.action_restore, name="action-restore"),
    path("actions/<int:pk>/", action.action_show, name="action-show"),
    path("actions/<int:pk>/history/", history.action_history, name="action-history"),
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
    path("talks/<int:pk>/", thread.thread_show, name="thread-show"),
    path("talks/<int:pk>/add/", comment.comment_add, name="comment-add"),
    path("talks/<int:pk>/talked/", thread.thread_close, name="thread-close"),
    path("talks/<int:pk>/hush/", thread.thread_hush, name="thread-hush"),
    path("talks/about/<slug:noun>/<int:pk>/", thread.thread_about, name="thread-about"),
    path(
        "talks/about/<slug:noun>/<int:pk>/add/",
        thread.thread_begin,
        name="thread-begin",
    ),
    path("talks/comments/<int:pk>/", comment.comment_edit, name="comment-edit"),
    path(
        "talks/comments/<int:pk>/withdraw/",
        comment.comment_withdraw,
        name="comment-withdraw",
    ),
    path("talks/mentions/", comment.mention_list, name="mention-list"),
    path("settings/mails/", mail_choice.mail_choice_edit, name="mail-choice-edit"),
    path("mails/<str:token>/", mail_choice.mail_choice_stop, name="mail-choice-stop"),
]

"""Addresses of people, teams, settings and the ways in."""

from django.urls import path

from alignment.people.views import (
    demo,
    invitation,
    organisation,
    person,
    second_factor,
    settings,
    team,
    theme,
    welcome,
)

app_name = "people"
urlpatterns = [
    path("people/<int:pk>/", person.person_show, name="person-show"),
    path("teams/<slug:slug>/", team.team_show, name="team-show"),
    path("settings/", settings.settings_edit, name="settings-edit"),
    path("settings/people/", person.person_list, name="person-list"),
    path("settings/people/invite/", invitation.invitation_add, name="invitation-add"),
    path("settings/people/<int:pk>/", person.person_edit, name="person-edit"),
    path(
        "settings/people/<int:pk>/deactivate/",
        person.person_deactivate,
        name="person-deactivate",
    ),
    path(
        "settings/people/<int:pk>/reactivate/",
        person.person_reactivate,
        name="person-reactivate",
    ),
    path(
        "settings/people/<int:pk>/second-factor/remove/",
        second_factor.second_factor_remove,
        name="second-factor-remove",
    ),
    path(
        "settings/invitations/<int:pk>/resend/",
        invitation.invitation_resend,
        name="invitation-resend",
    ),
    path(
        "settings/invitations/<int:pk>/withdraw/",
        invitation.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "invitations/<str:secret>/",
        invitation.invitation_accept,
        name="invitation-accept",
    ),
    path("settings/teams/", team.team_list, name="team-list"),
    path("settings/teams/add/", team.team_add, name="team-add"),
    path("settings/teams/<slug:slug>/", team.team_edit, name="team-edit"),
    path("settings/teams/<slug:slug>/delete/", team.team_delete, name="team-delete"),
    path(
        "settings/organisation/",
        organisation.organisation_edit,
        name="organisation-edit",
    ),
    path("theme/", theme.theme_set, name="theme-set"),
    path("demo/people/", demo.demo_show, name="demo-show"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo-sign-in"),
    path("welcome/", welcome.welcome_add, name="welcome-add"),
    path("welcome/next/", welcome.welcome_show, name="welcome-show"),
]

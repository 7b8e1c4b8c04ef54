"""The pages of allauth that we serve, each in our own look; all others are closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from alignment.people.views.sign_in import (
    SignInView,
    account_email,
    account_signup,
    judged,
)

urlpatterns = [
    path("login/", judged(SignInView.as_view()), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account_signup, name="account_signup"),
    path("email/", account_email, name="account_email"),
    path(
        "reauthenticate/",
        judged(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        judged(account.password_change),
        name="account_change_password",
    ),
    path("password/set/", judged(account.password_set), name="account_set_password"),
    path(
        "password/reset/", judged(account.password_reset), name="account_reset_password"
    ),
    path(
        "password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        judged(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", judged(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", judged(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", judged(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
]

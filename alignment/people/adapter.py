"""How sign-in behaves here: nobody signs up, and links never follow the Host."""

from typing import Any, ClassVar
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from alignment.nudge import nudge
from alignment.people.models import Letter
from alignment.people.operations.letter import NEW_PASSWORD
from alignment.people.tasks import send_letters

PLAIN_WORDS = ("ip", "user_agent")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "You cannot sign in any more. Ask an admin.",
        "email_password_mismatch": "This mail address and password do not match."
        " Check both, or ask for a new password.",
        "enter_current_password": "Enter the password that you use now.",
        "incorrect_code": "This code is wrong or too old. Enter the newest one.",
        "incorrect_password": "This is not your password. Enter it again.",
        "invalid_password_reset": "This link does not work any more.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "too_many_login_attempts": "Too many tries."
        " Wait five minutes, then try again, or ask for a new password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in by invitation, or as the first admin."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the mail, on the address this product is known by."""
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
        )
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Post a letter in the look of the product; a job sends it.

        So the page takes as long for somebody who is known here as for somebody who is
        not, and for a mail server that is slow or away as for a quick one. The link
        for a new password is left out: it is made when the letter is written.
        """
        words = {name: context[name] for name in PLAIN_WORDS if name in context}
        asks = context["user"] if template_prefix == NEW_PASSWORD else None
        words["email"] = email
        Letter.objects.post(template_prefix, to=[email], words=words, person=asks)
        nudge(send_letters)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:settings-edit")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong or too old. Enter the newest one.",
        "cannot_generate_recovery_codes": "Turn on two-factor sign-in first.",
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

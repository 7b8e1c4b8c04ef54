"""How sign-in behaves here: nobody signs up, and links never follow the Host."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from alignment.mail import letter

logger = logging.getLogger(__name__)


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
        """Send a letter in the look of the product.

        A mail server that is away must not tell who is known here: it is logged.
        """
        words = {**context, "email": email}
        words.pop("request", None)  # a letter knows no Host
        try:
            letter(template_prefix, to=email, context=words).send()
        except (OSError, SMTPException):
            logger.exception("A mail about signing in could not be sent")

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

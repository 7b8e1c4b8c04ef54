"""allauth's forms about the second factor, in the words of this product."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.core.cache import cache

from alignment.people.forms.words import Worded, Words
from alignment.people.models import Person

CODE = Words("Code", "Enter the six digits that your app shows")


LIVES_SECONDS = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
"""How long a code is right: allauth forgets after one period that it was used."""


class Digits(Worded):
    """A phone shows its number keys. A code counts once, wherever it was entered."""

    user: Person

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength=12)

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]
        key = f"people:code:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, 1, LIVES_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(Digits, base.AuthenticateForm):  # type: ignore[misc]
    words = {
        "code": Words(
            "Code",
            "Enter the six digits that your app shows",
            "From your authenticator app, or one of your recovery codes.",
        )
    }


class ReauthenticateForm(Digits, base.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": CODE}


class ActivateForm(Digits, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": CODE}

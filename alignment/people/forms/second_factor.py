"""allauth's forms about the second factor, in the words of this product."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp

from alignment.people.forms.words import Worded, Words

CODE = Words("Code", "Enter the six digits that your app shows")


class Digits(Worded):
    """A phone shows its number keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength=12)


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

"""allauth's forms about passwords, in the words of this product."""

from typing import Any

from allauth.account import forms as theirs
from django import forms

from alignment.people.forms.words import LONG_ENOUGH, Worded, Words

MAIL = Words("Mail address", "Enter your mail address")
NEW = Words("New password", "Enter a new password", LONG_ENOUGH)
AGAIN = Words("New password, again", "Enter the new password a second time")


class SignInForm(Worded, theirs.LoginForm):  # type: ignore[misc]
    words = {"login": MAIL, "password": Words("Password", "Enter your password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetForm(Worded, theirs.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": MAIL}


class TwiceTheSame:
    """Says beside the second field that it differs from the first."""

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or {}  # type: ignore[arg-type]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            wrong = "The two passwords differ. Enter the same one twice."
            self.add_error("password2", wrong)  # type: ignore[attr-defined]
        return cleaned


class ResetFromMailForm(TwiceTheSame, Worded, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": NEW, "password2": AGAIN}


class ChangePasswordForm(TwiceTheSame, Worded, theirs.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": Words("Password now", "Enter the password that you use now"),
        "password1": NEW,
        "password2": AGAIN,
    }


class SetPasswordForm(TwiceTheSame, Worded, theirs.SetPasswordForm):  # type: ignore[misc]
    words = {"password1": NEW, "password2": AGAIN}


class ReauthenticateForm(Worded, theirs.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": Words("Password", "Enter your password")}

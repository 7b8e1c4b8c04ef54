"""A new password, entered twice and checked against what people guess."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alignment.people.forms.words import LONG_ENOUGH
from alignment.people.models import Person


def _field(label: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": missing},
    )


class NewPasswordForm(forms.Form):
    """Adds two fields at the end; the name and mail of `owner()` are no password."""

    password1 = _field("Password", "Enter a password", LONG_ENOUGH)
    password2 = _field("Password, again", "Enter the password a second time")

    def owner(self) -> Person:
        """Whose password it will be, as far as the form says."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first:
            try:
                validate_password(first, self.owner())
            except ValidationError as weak:
                self.add_error("password1", weak)
        if first and second and first != second:
            self.add_error(
                "password2", "The two passwords differ. Enter the same one twice."
            )
        return cleaned

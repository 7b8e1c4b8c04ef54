"""The day somebody asks about."""

from datetime import date

from django import forms
from django.utils import timezone

from alignment.days import BAD_DAY


class DayForm(forms.Form):
    on = forms.DateField(
        label="Who owned this on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": BAD_DAY, "invalid": BAD_DAY},
    )

    def clean_on(self) -> date:
        """No day after today: nobody can know that."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("Choose today or an earlier day.")
        return on

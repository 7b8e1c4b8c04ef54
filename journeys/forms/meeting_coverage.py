"""Over which time joint coverage is counted."""

from django import forms

USUAL = 90


class CoverageFilter(forms.Form):
    days = forms.TypedChoiceField(
        label="Over",
        coerce=int,
        choices=[
            (30, "The last 30 days"),
            (USUAL, "The last 90 days"),
            (180, "The last 180 days"),
            (365, "The last 365 days"),
        ],
        required=False,
        initial=USUAL,
    )

    @property
    def over(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("days") or USUAL)

"""Over which time joint coverage is counted."""

from django import forms

USUAL = 90


class CoverageFilter(forms.Form):
    days = forms.TypedChoiceField(
        label="Over",
        coerce=int,
        choices=[
            (30, "the last 30 days"),
            (USUAL, "the last 90 days"),
            (180, "the last 180 days"),
            (365, "the last 365 days"),
        ],
        required=False,
        initial=USUAL,
    )

    @property
    def over(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("days") or USUAL)

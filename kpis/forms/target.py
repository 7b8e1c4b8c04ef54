"""Proposing a target."""

from django import forms

from alignment.numbers import Number
from kpis.models import Target


class TargetForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Target
        fields = ("value",)
        field_classes = {"value": Number}
        error_messages = {
            "value": {
                "required": "Enter a number to aim for, like 40.",
                "invalid": "Enter a number to aim for, like 40.",
                "max_digits": "Enter a number with at most 8 digits before the point.",
                "max_decimal_places": "Enter at most 2 digits after the point.",
                "max_whole_digits": "Enter at most 8 digits before the point.",
            }
        }

    def clean_value(self) -> object:
        value = self.cleaned_data["value"]
        if value <= 0:
            raise forms.ValidationError("Enter a number above zero, like 40.")
        if self.instance.metric in {"no-contact", "repeat"} and value > 100:
            raise forms.ValidationError("Enter a percentage between 0 and 100.")
        return value

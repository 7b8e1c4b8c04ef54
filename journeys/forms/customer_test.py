"""The form of a test with customers."""

from typing import Any

from django import forms
from django.utils import timezone

from alignment.days import is_near
from alignment.forms import OneLine
from alignment.numbers import Number
from journeys.models import CustomerTest

NUMBER = {
    "invalid": "Enter a number, like 12.5.",
    "max_digits": "Enter a smaller number.",
    "max_decimal_places": "Two decimals are enough.",
    "max_whole_digits": "Enter a smaller number.",
}
LONG = {"max_length": "Keep it within 1,000 characters."}


class CustomerTestForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = CustomerTest
        fields = list(CustomerTest.TEXTS)
        field_classes = {
            **dict.fromkeys(("measure", "unit"), OneLine),
            **dict.fromkeys(("before", "after"), Number),
        }
        labels = {
            "hypothesis": "What do we think will happen?",
            "customers": "With how many customers?",
            "measure": "What do we measure?",
            "unit": "In which unit?",
            "before": "Value before",
            "after": "Value after",
            "tested_on": "On which day?",
            "learnt": "What was learnt?",
            "outcome": "How did it go?",
        }
        help_texts = {
            "hypothesis": "Like “Whoever sees the date of the bill does not call.”",
            "measure": "Something one can count, like “calls about the final bill”.",
            "unit": "Like “calls per 100 customers”, “%”, “minutes”.",
            "learnt": "Also when it did not work: that is learnt too.",
        }
        widgets = {
            "hypothesis": forms.Textarea(attrs={"rows": 2}),
            "learnt": forms.Textarea(attrs={"rows": 3}),
            "tested_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "hypothesis": {
                "required": "Write what you think will happen.",
                "max_length": "Keep it within 500 characters.",
            },
            "customers": {
                "required": "Enter how many customers.",
                "invalid": "Enter a whole number.",
                "min_value": "A test is with one customer at least.",
                "max_value": "Enter a smaller number.",
            },
            "measure": {
                "required": "Write what you measure.",
                "max_length": "Keep it within 200 characters.",
            },
            "unit": {
                "required": "Write the unit.",
                "max_length": "Keep the unit within 20 characters.",
            },
            "before": NUMBER,
            "after": NUMBER,
            "tested_on": {
                "required": "Choose the day.",
                "invalid": "Enter a day, like 16 November 2026.",
            },
            "learnt": LONG,
            "outcome": {"invalid_choice": "Choose from the list how it went."},
        }

    def clean_customers(self) -> int:
        found: int = self.cleaned_data["customers"]
        if found < 1:
            raise forms.ValidationError("A test is with one customer at least.")
        return found

    def clean_tested_on(self) -> Any:
        day = self.cleaned_data["tested_on"]
        if not is_near(day):
            raise forms.ValidationError("This day is too far away. Check its year.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("hypothesis", "learnt"):
            cleaned[name] = (cleaned.get(name) or "").replace("\r\n", "\n")
        if cleaned.get("outcome") and not cleaned["learnt"]:
            self.add_error("learnt", "Say what was learnt, whatever came out.")
        day = cleaned.get("tested_on")
        has_come_out = bool(cleaned.get("outcome")) or cleaned.get("after") is not None
        if has_come_out and day and day > timezone.localdate():
            self.add_error(
                "tested_on", "This day is still to come. Say how it went afterwards."
            )
        return cleaned

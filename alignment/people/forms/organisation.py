"""Whose installation this is, and the words it uses."""

from decimal import Decimal

from django import forms

from alignment.forms import OneLine
from alignment.numbers import Number
from alignment.people.models import Organisation

WORD_HELP = "As people say it in your company."
MISSING = {
    "name": {"required": "Enter the name of your organisation"},
    "product_word": {"required": "Enter a word, like Product or Delivery"},
    "ops_word": {"required": "Enter a word, like Operations or Customer Care"},
    "ops_short_word": {"required": "Enter a short word, like Ops or Care"},
    "repeat_days": {
        "required": "Enter a number of days from 1 to 90, like 7",
        "invalid": "Enter a number of days from 1 to 90, like 7",
    },
    "hourly_cost": {
        "required": "Enter an amount, like 32",
        "invalid": "Enter an amount, like 32",
        "min_value": "Enter an amount above 0, like 32",
        "max_digits": "Enter an amount below a million, like 32",
        "max_decimal_places": "Enter at most two decimal places, like 32.50",
        "max_whole_digits": "Enter an amount below a million, like 32",
    },
    "currency": {
        "required": "Choose a currency",
        "invalid_choice": "Choose a currency from the list",
    },
}


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    repeat_days = forms.IntegerField(
        label="Days in which another contact is a repeat",
        min_value=1,
        max_value=90,
        help_text="Repeat contacts and first contact resolution are counted with it."
        " After a change, all numbers are worked out anew.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            **MISSING["repeat_days"],
            "min_value": "Enter a number of days from 1 to 90, like 7",
            "max_value": "Enter a number of days from 1 to 90, like 7",
        },
    )

    hourly_cost = Number(
        label="What an hour of work costs",
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        help_text="Wage and what comes with it, on average. Workarounds are priced"
        " with it.",
        error_messages=MISSING["hourly_cost"],
    )

    class Meta:
        model = Organisation
        fields = [
            *("name", "product_word", "ops_word", "ops_short_word", "repeat_days"),
            *("hourly_cost", "currency"),
        ]
        labels = {
            "currency": "Currency",
            "name": "Name of the organisation",
            "product_word": "The side that builds",
            "ops_word": "The side that serves customers",
            "ops_short_word": "The same, short",
        }
        help_texts = {
            "product_word": WORD_HELP,
            "ops_word": WORD_HELP,
            "ops_short_word": "At most 12 letters, for narrow places.",
        }
        error_messages = MISSING
        field_classes = dict.fromkeys(
            ("name", "product_word", "ops_word", "ops_short_word"), OneLine
        )

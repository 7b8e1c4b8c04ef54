"""Forms of phases and steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from alignment.forms import OneLine
from alignment.people.models import Person, Side, in_sentence
from journeys.forms.journey import people_of
from journeys.models import Phase, Step
from journeys.models.step import FEELINGS

MANY_SYSTEMS = 12


class SystemsField(forms.CharField):
    """System names written with commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        names = [name.strip() for name in (super().to_python(value) or "").split(",")]
        return list(dict.fromkeys(name for name in names if name))

    def validate(self, value: Any) -> None:
        if len(value) > MANY_SYSTEMS:
            raise forms.ValidationError(f"Name at most {MANY_SYSTEMS} systems.")
        if any(len(name) > 60 for name in value):
            raise forms.ValidationError("Keep each system’s name within 60 characters.")

    def run_validators(self, value: Any) -> None:
        """A list has no length in characters; `validate` has said what matters."""


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """All that the map says about a step, with the version it was read from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    systems = SystemsField(
        label="Systems",
        required=False,
        help_text="With commas between them, like CRM, Billing, Parcel tracking.",
    )
    feeling = forms.TypedChoiceField(
        label="How the customer feels",
        choices=[("", "Not known yet"), *FEELINGS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose one of the feelings in the list."},
    )

    class Meta:
        model = Step
        field_classes = {"name": OneLine, "where": OneLine}
        fields = [
            "name",
            "where",
            "customer_does",
            "quote",
            "quote_from",
            "feeling",
            "is_moment",
            "staff_do",
            "systems",
            "product_owner",
            "ops_owner",
        ]
        labels = {
            "name": "What the customer does, in a few words",
            "where": "Where it happens",
            "customer_does": "What the customer does",
            "staff_do": "What staff do behind it",
            "quote": "In their words",
            "quote_from": "Where that was said",
            "is_moment": "This is a moment that matters",
        }
        help_texts = {
            "where": "Channels and places, like app, email, shop.",
            "quote": "What a customer really said.",
            "quote_from": "Like call, 12 November.",
        }
        widgets = {
            "customer_does": forms.Textarea(attrs={"rows": 3}),
            "staff_do": forms.Textarea(attrs={"rows": 3}),
            "quote": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "name": {
                "required": "Name the step, like “Print the label”.",
                "max_length": "Keep the name within 80 characters.",
            },
            "where": {"max_length": "Keep the place within 80 characters."},
            "customer_does": {"max_length": "Keep this within 600 characters."},
            "staff_do": {"max_length": "Keep this within 600 characters."},
            "quote": {"max_length": "Keep the quote within 400 characters."},
            "quote_from": {"max_length": "Keep this within 80 characters."},
        }

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in Side:
            field: Any = self.fields[f"{side.value}_owner"]
            owner, word = self.instance.owner(side), in_sentence(words[side.value])
            stays = Person.objects.filter(pk=owner.pk if owner else None)
            field.queryset = people_of(side) | stays
            field.label = f"Looked after in {word} by"
            field.empty_label = "Nobody yet"
            field.error_messages["invalid_choice"] = (
                f"Choose somebody who works in {word} now."
            )


class PhaseForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Phase
        fields = ["name"]
        field_classes = {"name": OneLine}
        labels = {"name": "Name of the phase"}
        error_messages = {
            "name": {
                "required": "Name the phase, like “Wait for news”.",
                "max_length": "Keep the name within 60 characters.",
            }
        }


class NewPhaseForm(PhaseForm):
    """Beside the forms that rename phases, so it has names of its own."""

    prefix = "new"

    class Meta(PhaseForm.Meta):
        labels = {"name": "New phase"}


class NewStepForm(forms.Form):
    """A name is enough; the rest is said on the step’s own page."""

    phase = forms.ModelChoiceField(
        Phase.objects.none(),
        label="In phase",
        empty_label=None,
        error_messages={
            "required": "Choose a phase.",
            "invalid_choice": "This phase was removed. Choose another.",
        },
    )
    name = OneLine(
        label="New step",
        max_length=80,
        error_messages={
            "required": "Name the step, like “Print the label”.",
            "max_length": "Keep the name within 80 characters.",
        },
    )

    def __init__(self, *args: Any, phases: "QuerySet[Phase]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["phase"]
        field.queryset = phases


class MoveForm(forms.Form):
    """One place earlier or later, or to a place in a phase, counted from 1."""

    by = forms.TypedChoiceField(
        choices=[("-1", "up"), ("1", "down")], coerce=int, required=False
    )
    to = forms.RegexField(r"^\d{1,18}-\d{1,3}$", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("by") and not cleaned.get("to"):
            raise forms.ValidationError("Choose where to move it.")
        return cleaned

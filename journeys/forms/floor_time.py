"""The form of time at the floor: three learnings and one action."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alignment.actions.forms.action import ActionForm, person_field
from alignment.actions.models import Action
from alignment.days import is_near
from alignment.forms import OneLine
from journeys.models import FloorTime, Journey

DAY = {"type": "date"}
LONG = "Keep it within 300 characters."
MISSING = {
    "first_learning": "Say what you learnt first, however small.",
    "second_learning": "Say a second thing you learnt.",
    "third_learning": "Say a third thing you learnt.",
}
AGAIN = "You have said this already. What else did you learn?"


class FloorTimeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields `action_…` are those of the action."""

    class Meta:
        model = FloorTime
        fields = ["where", "spent_on", "minutes", "journey", *FloorTime.LEARNINGS]
        field_classes = dict.fromkeys(FloorTime.LEARNINGS, OneLine)
        labels = {
            "where": "Where were you?",
            "spent_on": "On which day?",
            "minutes": "How many minutes?",
            "first_learning": "What did you learn first?",
            "second_learning": "What else?",
            "third_learning": "And a third thing?",
        }
        help_texts = {"first_learning": "Something you did not know before."}
        widgets = {"spent_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        error_messages = {
            "where": {
                "required": "Say where you were.",
                "invalid_choice": "Choose from the list.",
            },
            "spent_on": {
                "required": "Enter a day, like 16 November 2026.",
                "invalid": "Enter a day, like 16 November 2026.",
            },
            **{
                name: {"required": said, "max_length": LONG}
                for name, said in MISSING.items()
            },
        }

    minutes = forms.IntegerField(
        label="How many minutes?",
        min_value=5,
        max_value=720,
        initial=60,
        error_messages={
            "required": "Enter a number of minutes, like 60.",
            "invalid": "Enter a number of minutes, like 60.",
            "min_value": "Stay for at least 5 minutes.",
            "max_value": "Enter at most 12 hours.",
        },
    )
    action_title = OneLine(
        label="What will be done about it?",
        max_length=200,
        help_text="One thing somebody can finish.",
        error_messages={
            "required": "Say the one thing that will be done.",
            "max_length": "Keep it within 200 characters.",
        },
    )
    action_due_on = forms.DateField(
        label="By which day?",
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter a day, like 16 November 2026.",
            "invalid": "Enter a day, like 16 November 2026.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["where"].choices = [("", "Choose"), *FloorTime.Where.choices]
        fields["journey"] = forms.ModelChoiceField(
            Journey.objects.shown(),
            label="Which journey was it about?",
            required=False,
            empty_label="None in particular",
            error_messages={"invalid_choice": "Choose a journey from the list."},
        )
        fields["action_owner"] = person_field("Who will do it?")

    def clean_spent_on(self) -> date:
        day: date = self.cleaned_data["spent_on"]
        if not is_near(day):
            raise forms.ValidationError("This day is too far away. Check its year.")
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Tell afterwards.")
        return day

    def clean(self) -> dict[str, Any]:
        """Three learnings are three; and what an action refuses is said here."""
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for name in FloorTime.LEARNINGS:
            said = cleaned.get(name, "")
            if said and said in seen:
                self.add_error(name, AGAIN)
            seen.add(said)
        for name, errors in self._action().errors.items():
            own = f"action_{name}"
            if own in self.fields and own not in self.errors:
                self.add_error(own, [str(error) for error in errors])
        return cleaned

    def _action(self) -> ActionForm:
        given = {
            name: self.data.get(f"action_{name}", "")
            for name in ("title", "owner", "due_on")
        }
        return ActionForm(given)

    @property
    def action(self) -> Action:
        """The action, not kept yet. Only for a valid form."""
        form = self._action()
        form.is_valid()
        made: Action = form.save(commit=False)
        return made

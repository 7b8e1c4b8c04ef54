"""Forms of a journey: starting one, its words, and naming people."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from alignment.forms import OneLine
from alignment.people.models import Person, Role, Side, in_sentence
from journeys.models import Journey

TITLE_ERRORS = {
    "required": "Enter what the customer wants to get done, like “Move home”.",
    "max_length": "Keep the title within 120 characters.",
}


class JourneyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Title, area and summary."""

    class Meta:
        model = Journey
        fields = ["title", "area", "summary"]
        field_classes = {"title": OneLine, "area": OneLine}
        labels = {"title": "What the customer wants", "area": "Area"}
        help_texts = {
            "title": "In the customer’s words, like “Return something I bought”.",
            "area": "To find it in the list, like Billing.",
            "summary": "When does it begin, and when is the customer done?",
        }
        error_messages = {
            "title": TITLE_ERRORS,
            "area": {"max_length": "Keep the area within 60 characters."},
            "summary": {"max_length": "Keep the summary within 1,000 characters."},
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}


class WordsForm(JourneyForm):
    """The words of a journey, with the version they were read from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class StartForm(JourneyForm):
    """A new journey and the two people who look after it."""

    class Meta(JourneyForm.Meta):
        fields = ["title", "area", "summary", "product_owner", "ops_owner"]

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in Side:
            field = self.fields[f"{side.value}_owner"]
            word = in_sentence(words[side.value])
            field.queryset = people_of(side)  # type: ignore[attr-defined]
            field.empty_label = "Choose a person"  # type: ignore[attr-defined]
            field.label = f"Who looks after it in {word}"
            field.error_messages = {
                "required": f"Choose who looks after it in {word}.",
                "invalid_choice": f"Choose somebody who works in {word} now.",
            }
            if not people_of(side).exists():
                field.empty_label = "Nobody here yet"  # type: ignore[attr-defined]
                field.help_text = (
                    f"Nobody of {word} has come in yet. An admin can invite somebody."
                )
        self.order_fields(["title", "product_owner", "ops_owner", "area", "summary"])


class PersonForm(forms.Form):
    """Somebody of one side, other than those who are excluded."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose a person",
        error_messages={
            "required": "Choose a person.",
            "invalid_choice": "Choose somebody of this side who works here now.",
        },
    )

    def __init__(self, *args: Any, side: str, but: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people_of(side).exclude(pk=but.pk)


class HandoverForm(PersonForm):
    note = forms.CharField(
        label="What they should know",
        help_text="What is going on, what is promised, whom to ask.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Keep the note within 1,000 characters."},
    )


class ReasonForm(forms.Form):
    """Why somebody says no."""

    reason = forms.CharField(
        label="Why not?",
        help_text="One sentence, so that the others know whom to ask instead.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say in one sentence why not.",
            "max_length": "Keep the reason within 500 characters.",
        },
    )


def people_of(side: str) -> "QuerySet[Person]":
    """Who may own something for a side: active, and no agents."""
    active = Person.objects.filter(is_active=True, side=side)
    return active.exclude(role=Role.AGENT)

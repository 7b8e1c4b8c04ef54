"""Writing in a talk, and saying that people talked."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from alignment.actions.models import Thread
from alignment.actions.operations.comment import Words
from alignment.people.models import Person

WORDS = {
    "required": "Write something first.",
    "max_length": "Keep it within 2,000 characters, or talk.",
}


class CommentForm(forms.Form):
    """`key` is made here, so that a second press of the button is the same comment."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Write something",
        help_text="@ and a full name tells somebody, like @Priya Nair.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-mention": ""}),
        error_messages=WORDS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def said(self) -> Words:
        """Only for a valid form."""
        key: uuid.UUID | None = self.cleaned_data.get("key")
        return Words(self.cleaned_data["words"], key or uuid.uuid4())


class TalkedForm(forms.Form):
    """Day, people and outcome of a talk that took place."""

    on = forms.DateField(
        label="When did you talk?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter a day, like 16 November 2026.",
            "invalid": "Enter a day, like 16 November 2026.",
        },
    )
    talked = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who talked?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick both of you: it takes two to talk.",
            "invalid_choice": "Tick people who are in this talk.",
            "invalid_pk_value": "Tick people who are in this talk.",
        },
    )
    outcome = forms.CharField(
        label="What came of it?",
        help_text="It stands on top of the talk, for everybody who comes later.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say in a sentence what came of it.",
            "max_length": "Keep it within 1,000 characters.",
        },
    )

    def __init__(self, data: Any, *, thread: Thread, pair: list[int]) -> None:
        start = {"on": timezone.localdate(), "talked": pair}
        super().__init__(data, initial=start, prefix="talked")
        people = thread.people.filter(is_active=True).order_by("name", "pk")
        fields: dict[str, Any] = self.fields
        fields["talked"].queryset = people

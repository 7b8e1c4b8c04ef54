"""Forms of actions: one, a change of many, and the list's filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from alignment.actions.models import Action
from alignment.actions.operations.change import Change
from alignment.days import is_near
from alignment.forms import Filter, OneLine, SearchField
from alignment.keys import key_of
from alignment.people.models import Person

DAY = {"type": "date"}
FAR = "This day is too far away. Check its year."
WHAT = ("finish", "carry", "give", "drop", "reopen")


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Action
        fields = ["title", "owner", "due_on", "effect"]
        field_classes = {"title": OneLine, "effect": OneLine}
        labels = {
            "title": "What will be done?",
            "owner": "Who will do it?",
            "due_on": "By which day?",
            "effect": "What should it change?",
        }
        help_texts = {
            "title": "One thing somebody can finish, like “Add the refund date to the"
            " mail”.",
            "effect": "For customers or for the people who serve them.",
        }
        widgets = {"due_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d")}
        error_messages = {
            "title": {
                "required": "Say what will be done.",
                "max_length": "Keep it within 200 characters.",
            },
            "owner": {
                "required": "Choose the one person who will do it.",
                "invalid_choice": "Choose somebody who is still here.",
            },
            "due_on": {
                "required": "Enter a day, like 16 November 2026.",
                "invalid": "Enter a day, like 16 November 2026.",
            },
            "effect": {"max_length": "Keep it within 300 characters."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field("Who will do it?", self.instance.owner_id)

    def clean_due_on(self) -> date:
        """A new day may not have passed; one that stands may have."""
        day: date = self.cleaned_data["due_on"]
        if not is_near(day):
            raise forms.ValidationError(FAR)
        if day != self.initial.get("due_on") and day < timezone.localdate():
            raise forms.ValidationError("This day has passed. Choose today or later.")
        return day


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody, said with what tells two of the same name apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.title}" if obj.title else obj.name


def person_field(label: str, *kept: int | None, required: bool = True) -> PersonField:
    """Everybody who is here, and those who stand there already."""
    found = Person.objects.active() | Person.objects.filter(pk__in=filter(None, kept))
    return PersonField(
        found.order_by("name"),
        label=label,
        required=required,
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose the one person who will do it.",
            "invalid_choice": "Choose somebody who is still here.",
        },
    )


class SourceForm(forms.Form):
    """Where a new action comes from: words, and an address of ours."""

    source_words = forms.CharField(required=False, max_length=200)
    source_url = forms.CharField(required=False, max_length=300)

    @property
    def wanted(self) -> dict[str, str]:
        """Both or nothing; an address elsewhere is nothing."""
        self.is_valid()
        words = self.cleaned_data.get("source_words", "")
        url = self.cleaned_data.get("source_url", "")
        ours = url.startswith("/") and url_has_allowed_host_and_scheme(url, None)
        return {"source_words": words, "source_url": url} if words and ours else {}


@dataclass(frozen=True)
class Sent:
    """A change that was refused, as it was sent: nothing of it is lost."""

    problem: str
    ticks: frozenset[int]
    what: str
    day: str
    to: str
    words: str


class ChangeForm(forms.Form):
    """What becomes of the ticked ones."""

    what = forms.ChoiceField(
        choices=[(each, each) for each in WHAT],
        error_messages={
            "required": "Say what becomes of them.",
            "invalid_choice": "Say what becomes of them.",
        },
    )
    day = forms.DateField(
        required=False, error_messages={"invalid": "Enter a day, like 2026-11-16."}
    )
    to = forms.ModelChoiceField(
        Person.objects.active(),
        required=False,
        error_messages={"invalid_choice": "Choose somebody who is still here."},
    )
    words = OneLine(
        required=False,
        max_length=300,
        error_messages={"max_length": "Keep it within 300 characters."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what = cleaned.get("what")
        if what == "carry" and "day" not in self.errors:
            day = cleaned.get("day")
            if not day:
                self.add_error("day", "Enter the later day.")
            elif not is_near(day):
                self.add_error("day", FAR)
        if what == "give" and "to" not in self.errors and not cleaned.get("to"):
            self.add_error("to", "Choose who will do it.")
        if what == "drop" and "words" not in self.errors and not cleaned.get("words"):
            self.add_error("words", "Say why it is not needed any more.")
        return cleaned

    @property
    def problem(self) -> str:
        """The first thing that is wrong, as a sentence."""
        return next((str(each[0]) for each in self.errors.values()), "")

    def sent(self, ticks: list[int], problem: str) -> "Sent":
        """What is shown again beside the problem."""
        said = {
            name: self.data.get(name, "") for name in ("what", "day", "to", "words")
        }
        return Sent(problem, frozenset(ticks), **said)

    @property
    def change(self) -> Change:
        """What was chosen. Only for a valid form."""
        given = self.cleaned_data
        return Change(given["what"], given["day"], given["to"], given["words"])


def ticked(said: Iterable[str]) -> list[int]:
    """Keys of the boxes that were ticked; what is none is left out."""
    return [key for key in map(key_of, said) if key]


class ActionFilter(Filter):
    of = forms.ChoiceField(
        choices=[("", "Mine"), ("ours", "Ours"), ("all", "All")], required=False
    )
    state = forms.ChoiceField(
        label="State",
        choices=[("", "Open"), ("done", "Done"), ("dropped", "Not needed")],
        required=False,
    )
    q = SearchField()

"""Forms of a kickoff: each question is one, and so is each thing said about people."""

import json
from typing import Any

from django import forms
from django.utils import timezone

from alignment.days import is_near
from alignment.forms import OneLine
from alignment.people.forms.people import PeopleField
from alignment.people.models import Person, Side
from journeys.models import Kickoff
from journeys.operations.kickoff import Answer, answer_of
from journeys.queries.kickoff import QUESTIONS

LINES = {"adoption_target", "ops_guardrail"}
OVER = "This day is over. Choose one to come."
FAR = "This day is too far away. Check its year."


class QuestionForm(forms.Form):
    """One question; `was` is what the writer read before they wrote."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, kickoff: Kickoff, name: str, data: Any = None) -> None:
        super().__init__(data, prefix=name)
        self.name = name
        self.now = answer_of(kickoff, name)
        field: Any = _field(name)
        field.now = self.now
        field.hides_optional = True  # nothing is needed until it is scheduled
        self.fields["answer"] = field
        self.initial = {"answer": self.now, "was": json.dumps(self.now, default=str)}

    @property
    def answer(self) -> Answer:
        """What was sent. Only for a valid form."""
        given = self.cleaned_data["answer"]
        return sorted(one.pk for one in given) if self.name == "people" else given

    @property
    def was_read(self) -> Answer:
        """What stood there when it was read; what makes no sense is nothing."""
        try:
            said = json.loads(self.cleaned_data["was"] or "null")
        except (ValueError, RecursionError):
            return None
        if self.name == "held_on" and isinstance(said, str):
            field: Any = forms.DateField()
            try:
                return field.clean(said)  # type: ignore[no-any-return]
            except forms.ValidationError:
                return None
        found: Answer = said
        return found


def _field(name: str) -> forms.Field:
    label, help_text = QUESTIONS[name]
    shared: dict[str, Any] = {
        "label": label,
        "help_text": help_text,
        "required": False,
    }
    if name == "held_on":
        return DayField(
            **shared,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": "Enter a day, like 16 November 2026."},
        )
    if name == "people":
        return PeopleField(
            Person.objects.active().order_by("-side", "name"),
            **shared,
            error_messages={
                "invalid_choice": "Choose people from the list.",
                "invalid_pk_value": "Choose people from the list.",
            },
        )
    most: int = Kickoff._meta.get_field(name).max_length  # type: ignore[union-attr, assignment] # noqa: SLF001
    wrong = {"max_length": f"Keep it within {most:,} characters."}
    if name in LINES:
        line = forms.Textarea(attrs={"rows": 1})
        return OneLine(**shared, max_length=most, widget=line, error_messages=wrong)
    rows = forms.Textarea(attrs={"rows": 3})
    return TextField(**shared, max_length=most, widget=rows, error_messages=wrong)


class DayField(forms.DateField):
    """A day to come; the one that stands there may stay."""

    now: Any = None

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not is_near(day):
            raise forms.ValidationError(FAR)
        if day and day < timezone.localdate() and day != self.now:
            raise forms.ValidationError(OVER)
        return day


class TextField(forms.CharField):
    """Lines as the database keeps them, whatever the browser ends them with."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class SponsorForm(forms.Form):
    """Whom to ask: the model says who may be."""

    person = forms.ModelChoiceField(
        Person.objects.active(),
        label="Who in ops says yes with you?",
        error_messages={
            "required": "Choose whom to ask.",
            "invalid_choice": "Choose somebody from the list.",
        },
    )


class DeputyForm(forms.Form):
    """Who stands in; nobody is an answer too."""

    person = forms.ModelChoiceField(
        Person.objects.on(Side.OPS),
        label="Who stands in on the day?",
        required=False,
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )

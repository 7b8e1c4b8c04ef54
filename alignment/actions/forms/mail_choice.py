"""How somebody wants to be told: for each kind, and when the daily mail comes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from alignment.actions.models import KINDS, Channel, DigestTime, MailChoice
from alignment.people.models import Person

WRONG = {
    "required": "Choose from the list.",
    "invalid_choice": "Choose from the list.",
}


class MailChoiceForm(forms.Form):
    """A field a kind, named after it."""

    hour = forms.TypedChoiceField(
        label="The daily mail comes at",
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        error_messages=WRONG,
    )
    weekdays_only = forms.BooleanField(
        label="Only from Monday to Friday",
        required=False,
        help_text="What waits at a weekend is in the mail of Monday.",
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        self.time = DigestTime.of(person)
        channels = MailChoice.objects.channels_of(person)
        start = {"hour": self.time.hour, "weekdays_only": self.time.weekdays_only}
        super().__init__(data, initial=start | channels)
        for kind in KINDS.values():
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.words, choices=Channel.choices, error_messages=WRONG
            )

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of the kinds under the name of what they are about."""
        names = dict.fromkeys(kind.group for kind in KINDS.values())
        for name in names:
            kinds = (kind for kind in KINDS.values() if kind.group == name)
            yield name, [self[kind.name] for kind in kinds]

    @property
    def channels(self) -> dict[str, str]:
        """What was chosen for each kind. Only for a valid form."""
        return {name: self.cleaned_data[name] for name in KINDS}

    @property
    def chosen_time(self) -> DigestTime:
        self.time.hour = self.cleaned_data["hour"]
        self.time.weekdays_only = self.cleaned_data["weekdays_only"]
        return self.time

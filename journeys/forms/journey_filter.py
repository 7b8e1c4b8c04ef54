"""What the list of journeys can be narrowed to; a wrong value narrows nothing."""

from typing import Any

from django import forms

from alignment.people.models import Side
from journeys.models import Journey
from journeys.queries.journey_list import GAPS, SORTS, areas, owners


class JourneyFilter(forms.Form):
    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "Title or step"}
        ),
    )
    gap = forms.ChoiceField(
        label="Gap", choices=[("", "Any"), *GAPS.items()], required=False
    )
    side = forms.ChoiceField(label="Nobody in", required=False)
    owner = forms.ModelChoiceField(
        owners(), label="Owner", empty_label="Anybody", required=False
    )
    area = forms.ChoiceField(label="Area", required=False)
    state = forms.ChoiceField(
        label="State",
        choices=[("", "Draft and live"), *Journey.State.choices],
        required=False,
    )
    sort = forms.ChoiceField(label="Sort", choices=list(SORTS.items()), required=False)

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = [(side.value, words[side.value]) for side in Side]
        self._choose("side", [("", "Any side"), *sides])
        self._choose("area", [("", "Any"), *((area, area) for area in areas())])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def wanted(self) -> dict[str, Any]:
        """The values that make sense; the others are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.keys() - {"sort"})

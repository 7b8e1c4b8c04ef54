"""The filters over the list of meetings."""

from datetime import date
from typing import Any

from django import forms

from alignment.days import NO_DAY, is_near
from alignment.forms import SearchField
from alignment.people.models import Team
from journeys.forms.journey_choice import JourneyChoice
from journeys.forms.meeting import kinds
from journeys.models import Initiative
from journeys.queries.meeting_list import Wanted

PROBLEMS = {
    "on": NO_DAY,
    "days": "The address asks for a number of days that is none. Write days=90.",
    "month": "The address asks for a month that is none. Write it like 2026-11.",
}


class MeetingFilter(forms.Form):
    of = forms.ChoiceField(choices=[("", "Mine"), ("all", "All")], required=False)
    when = forms.ChoiceField(
        label="When",
        choices=[("", "To come"), ("past", "Past"), ("cancelled", "Cancelled")],
        required=False,
    )
    kind = forms.ChoiceField(label="Kind", required=False)
    journey = JourneyChoice()
    initiative = forms.ModelChoiceField(
        Initiative.objects.all(), to_field_name="slug", required=False
    )
    team = forms.ModelChoiceField(
        Team.objects.all(),
        to_field_name="slug",
        label="Team",
        empty_label="All",
        required=False,
    )
    came = forms.ChoiceField(
        label="Who came",
        choices=[
            ("", "Any"),
            ("joint", "Both sides"),
            ("one", "One side"),
            ("none", "Not said yet"),
        ],
        required=False,
    )
    days = forms.IntegerField(required=False, min_value=1, max_value=3660)
    on = forms.DateField(required=False)
    q = SearchField()
    view = forms.ChoiceField(
        choices=[("", "Agenda"), ("month", "Month")], required=False
    )
    month = forms.DateField(required=False, input_formats=["%Y-%m"])

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", "All"), *kinds(words)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("on", "month"):
            if said.get(name) and not is_near(said[name]):
                self.add_error(name, PROBLEMS[name])
        return self.cleaned_data

    @property
    def problem(self) -> str:
        """What is wrong in the address and has no field on the page, in words."""
        return next((PROBLEMS[name] for name in PROBLEMS if name in self.errors), "")

    @property
    def wanted(self) -> Wanted:
        """The values that make sense; the others are left out."""
        self.is_valid()
        named = (
            *("of", "when", "kind", "journey", "initiative", "team", "came"),
            *("days", "on", "q"),
        )
        given = self.cleaned_data
        return Wanted(**{name: given[name] for name in named if given.get(name)})

    @property
    def is_month(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("view"))

    @property
    def first(self) -> date | None:
        """The first day of the month asked for."""
        self.is_valid()
        asked: date | None = self.cleaned_data.get("month")
        return asked

    @property
    def is_narrowed(self) -> bool:
        wanted = self.wanted
        return wanted != Wanted(of=wanted.of, when=wanted.when)

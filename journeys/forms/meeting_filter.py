"""The filters over the list of meetings."""

from datetime import date
from typing import Any

from django import forms

from alignment.days import is_near
from alignment.forms import SearchField
from alignment.people.models import Team
from journeys.forms.journey_choice import JourneyChoice
from journeys.forms.meeting import kinds
from journeys.models import Initiative
from journeys.queries.meeting_list import Wanted


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

    @property
    def wanted(self) -> Wanted:
        """The values that make sense; the others are left out."""
        self.is_valid()
        named = (
            *("of", "when", "kind", "journey", "initiative", "team", "came"),
            *("days", "on", "q"),
        )
        given = self.cleaned_data
        if given.get("on") and not is_near(given["on"]):
            del given["on"]
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
        return asked if asked and is_near(asked) else None

    @property
    def is_narrowed(self) -> bool:
        wanted = self.wanted
        return wanted != Wanted(of=wanted.of, when=wanted.when)

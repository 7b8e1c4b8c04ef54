"""Forms with which contact reasons are found, mapped and judged."""

from typing import Any

from django import forms

from alignment.forms import SearchField
from journeys.models import Journey
from kpis.models import Reason, Source
from kpis.queries.reason import Wanted, places


class ReasonFilter(forms.Form):
    """Every state of the list is an address."""

    q = SearchField()
    source = forms.ModelChoiceField(
        label="Source",
        queryset=Source.objects.filter(pk__in=Reason.objects.values("source")),
        required=False,
        empty_label="All sources",
    )
    journey = forms.ModelChoiceField(
        label="Journey",
        queryset=Journey.objects.shown(),
        required=False,
        empty_label="All journeys",
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All reasons"),
            ("unmapped", "Not mapped yet"),
            ("mapped", "Mapped"),
            ("undemanded", "Demand not said yet"),
        ],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})

    @property
    def wanted(self) -> Wanted:
        """What is asked for; what makes no sense is left out."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        source, journey = given.get("source"), given.get("journey")
        return Wanted(
            source_id=source.pk if source else None,
            journey_id=journey.pk if journey else None,
            state=given.get("state", ""),
            text=given.get("q", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != Wanted()


class MappingForm(forms.Form):
    """What was chosen for one reason or several; "same" leaves a thing as it is."""

    to = forms.CharField(required=False, max_length=30)
    demand = forms.ChoiceField(
        required=False,
        choices=[*Reason.Demand.choices, ("same", "Leave as it is")],
        error_messages={"invalid_choice": "Choose value demand or failure demand."},
    )
    reasons = forms.ModelMultipleChoiceField(
        queryset=Reason.objects.all(),
        required=False,
        error_messages={
            "invalid_choice": "One of these reasons is gone. Reload the page.",
            "invalid_pk_value": "One of these reasons is gone. Reload the page.",
        },
    )


def place_groups() -> list[dict[str, Any]]:
    """The journeys and steps of a select, as groups of options."""
    return [{"name": each.journey, "choices": each.choices} for each in places()]

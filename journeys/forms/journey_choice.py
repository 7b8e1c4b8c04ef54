"""The choice of a journey that a list is narrowed to."""

from django import forms

from journeys.models import Journey


class JourneyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of those that are shown, by its slug; or all."""

    def __init__(self) -> None:
        super().__init__(
            Journey.objects.shown(),
            to_field_name="slug",
            label="Journey",
            empty_label="All",
            required=False,
        )

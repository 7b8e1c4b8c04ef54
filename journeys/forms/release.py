"""Forms of releases: one by hand, a file of them, and the list's filters."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alignment.days import is_near
from alignment.forms import OneLine
from journeys.forms.journey_choice import JourneyChoice
from journeys.models import Journey, Release
from journeys.operations.table_file import MOST_BYTES


class ReleaseForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Release
        fields = ["name", "released_on", "summary", "journeys"]
        field_classes = {"name": OneLine}
        labels = {"name": "Name", "released_on": "Day it reaches customers"}
        help_texts = {
            "name": "As people call it, like “Release 3.1” or “New tariff page”.",
            "summary": "What is different for a customer from that day on?",
            "journeys": "Choose every journey in which customers notice it.",
        }
        widgets = {
            "released_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "journeys": forms.CheckboxSelectMultiple,
        }
        error_messages = {
            "name": {
                "required": "Enter the name of the release.",
                "max_length": "Keep the name within 120 characters.",
            },
            "released_on": {
                "required": "Enter the day, like 16 November 2026.",
                "invalid": "Enter a day, like 16 November 2026.",
            },
            "summary": {"max_length": "Keep the summary within 1,000 characters."},
            "__all__": {
                "unique_together": "There is a release of this name on that day."
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["journeys"]
        field.queryset = Journey.objects.shown()

    def clean_released_on(self) -> date:
        day: date = self.cleaned_data["released_on"]
        if not is_near(day):
            raise forms.ValidationError("This day is too far away. Check its year.")
        return day

    def clean(self) -> dict[str, Any]:
        """The same name on the same day is the same release."""
        cleaned = super().clean() or {}
        named = {name: cleaned.get(name) for name in ("name", "released_on")}
        same: Any = Release.objects.filter(**named)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", "There is a release of this name on that day.")
        return cleaned


class UploadForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="With a line of headings: name, day and, if you like, journeys."
        " Write a semicolon between several journeys.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        error_messages={
            "required": "Choose a CSV file.",
            "missing": "Choose a CSV file.",
            "empty": "The file is empty.",
        },
    )
    journeys = forms.ModelMultipleChoiceField(
        Journey.objects.none(),
        label="Journeys for the whole file",
        help_text="For rows that do not name a journey themselves.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["journeys"]
        field.queryset = Journey.objects.shown()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Choose a file of at most 1 MB.")
        return file


class CheckForm(UploadForm):
    """The file's text again, with the columns as somebody corrected them."""

    file = None  # type: ignore[assignment]
    text = forms.CharField(widget=forms.Textarea, max_length=MOST_BYTES, strip=False)
    name = forms.CharField(required=False)
    day = forms.CharField(required=False)
    column_of_journeys = forms.CharField(required=False)
    keep = forms.BooleanField(required=False)

    @property
    def chosen(self) -> dict[str, str]:
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "day": cleaned["day"],
            "journeys": cleaned["column_of_journeys"],
        }


class ReleaseFilter(forms.Form):
    when = forms.ChoiceField(
        label="When",
        choices=[("", "All"), ("coming", "Coming"), ("past", "Past")],
        required=False,
    )
    journey = JourneyChoice()
    year = forms.TypedChoiceField(
        label="Year", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = Release.objects.dates("released_on", "year", order="DESC")
        field: Any = self.fields["year"]
        field.choices = [("", "All"), *((day.year, str(day.year)) for day in years)]

    @property
    def wanted(self) -> dict[str, Any]:
        """The values that make sense; the others are left out."""
        self.is_valid()
        today = timezone.localdate()
        named: dict[str, dict[str, Any]] = {
            "when": {
                "coming": {"released_on__gt": today},
                "past": {"released_on__lte": today},
            }.get(self.cleaned_data.get("when", ""), {}),
            "journey": {"journeys": self.cleaned_data.get("journey")},
            "year": {"released_on__year": self.cleaned_data.get("year")},
        }
        chosen: dict[str, Any] = {}
        for lookups in named.values():
            chosen |= {name: value for name, value in lookups.items() if value}
        return chosen

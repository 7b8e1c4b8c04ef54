"""Forms of meetings: one, its notes, and cancelling it."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone

from alignment.days import is_near
from alignment.forms import OneLine
from alignment.people.forms.people import PeopleField
from alignment.people.models import Person, Side, in_sentence
from journeys.models import Initiative, Journey, Kind, Meeting, MeetingSeries
from journeys.models.gathering import LONGEST_MINUTES, WHAT
from journeys.models.meeting_series import MOST
from journeys.operations.meeting import Plan
from journeys.operations.meeting_series import Repeat

DAY = {"type": "date"}
FAR = "This day is too far away. Check its year."
BACK = timedelta(days=92)
LONG_AGO = (
    "Meetings that come again begin three months ago at the earliest. Choose a later"
    " day."
)
ALONE, FOLLOWING = "one", "following"


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """`words` are what the sides are called. Of a series it asks for which of them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter a day, like 16 November 2026.",
            "invalid": "Enter a day, like 16 November 2026.",
        },
    )
    at = forms.TimeField(
        label="From what time?",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": "Enter a time, like 14:30.",
            "invalid": "Enter a time, like 14:30.",
        },
    )
    minutes = forms.IntegerField(
        label="How many minutes?",
        min_value=5,
        max_value=LONGEST_MINUTES,
        error_messages={
            "required": "Enter a number of minutes, like 30.",
            "invalid": "Enter a number of minutes, like 30.",
            "min_value": "A meeting takes at least 5 minutes.",
            "max_value": "A meeting takes at most 12 hours.",
        },
    )
    journeys = forms.ModelMultipleChoiceField(
        Journey.objects.none(),
        label="Which journeys is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Choose journeys from the list.",
            "invalid_pk_value": "Choose journeys from the list.",
        },
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.none(),
        label="Which initiative is it about?",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose an initiative from the list."},
    )
    repeat = forms.ChoiceField(
        label="Does it come again?",
        choices=[("", "No"), *MeetingSeries.Repeat.choices],
        required=False,
    )
    until_on = forms.DateField(
        label="Until which day?",
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day, like 16 November 2026."},
    )
    count = forms.IntegerField(
        label="Or how many times?",
        required=False,
        min_value=1,
        max_value=MOST,
        error_messages={
            "invalid": "Enter a number, like 6.",
            "min_value": "It takes place at least once.",
            "max_value": f"Enter at most {MOST} times, or leave it empty.",
        },
    )
    scope = forms.ChoiceField(
        label="Which of them do you change?",
        choices=[(ALONE, "This one alone"), (FOLLOWING, "This and all that follow")],
        widget=forms.RadioSelect,
        initial=ALONE,
        required=False,
    )

    class Meta:
        model = Meeting
        fields = ["title", "kind", "on", "at", "minutes", "place", "agenda"]
        field_classes = {"title": OneLine, "place": OneLine}
        labels = {
            "title": "What is it called?",
            "kind": "What kind of meeting?",
            "place": "Where, or by which link?",
            "agenda": "What is it for?",
        }
        help_texts = {"agenda": "One line for each thing to talk about is enough."}
        widgets = {"agenda": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {
                "required": "Enter what people call it.",
                "max_length": "Keep the title within 120 characters.",
            },
            "kind": {
                "required": "Choose what kind of meeting it is.",
                "invalid_choice": "Choose a kind from the list.",
            },
            "place": {"max_length": "Keep it within 300 characters."},
            "agenda": {"max_length": "Keep it within 2,000 characters."},
        }

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", "Choose a kind"), *kinds(words)]
        fields["journeys"].queryset = Journey.objects.shown()
        running = Initiative.objects.running()
        kept = Initiative.objects.filter(pk=self.instance.initiative_id)
        fields["initiative"].queryset = (running | kept).order_by("title")
        for side in Side:
            fields[f"{side.value}_people"] = _people(side, words[side], self.instance)
        self._ask_of_series(fields)

    def _ask_of_series(self, fields: dict[str, Any]) -> None:
        """One alone has no rule; one of a series has, and says which are changed."""
        of_series = self.instance.series_id is not None
        if not of_series:
            del fields["scope"]
        if self.instance.pk and not of_series:
            for name in ("repeat", "until_on", "count"):
                del fields[name]
        if of_series:
            fields["repeat"].choices = MeetingSeries.Repeat.choices
            fields["repeat"].label = "How often do they come again?"

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not is_near(day):
            raise forms.ValidationError(FAR)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        on, at = cleaned.get("on"), cleaned.get("at")
        if on and at:
            try:
                moment = from_current_timezone(datetime.combine(on, at))
            except forms.ValidationError:
                self.add_error("at", "Clocks change then. Choose another time.")
            else:
                cleaned["starts_at"] = moment
        if on and cleaned.get("repeat") and on < self._earliest():
            self.add_error("on", LONG_AGO)
        until, count = cleaned.get("until_on"), cleaned.get("count")
        if cleaned.get("repeat") and until and count:
            self.add_error("count", "Say until when or how many times, not both.")
        elif until and not is_near(until):
            self.add_error("until_on", FAR)
        elif cleaned.get("repeat") and until and on and until < on:
            self.add_error("until_on", "It ends before it begins. Choose a later day.")
        return cleaned

    def _earliest(self) -> date:
        """Where meetings that come again may begin, or have begun already."""
        earliest = timezone.localdate() - BACK
        return min(earliest, self.instance.on) if self.instance.pk else earliest

    @property
    def people(self) -> tuple[Person, ...]:
        """Of both sides, as far as what was sent makes sense."""
        given = self.cleaned_data
        found = (given.get(f"{side.value}_people") or () for side in Side)
        return tuple(person for some in found for person in some)

    @property
    def is_for_following(self) -> bool:
        return self.cleaned_data.get("scope") == FOLLOWING

    @property
    def repeated(self) -> Repeat | None:
        given = self.cleaned_data
        if not given.get("repeat"):
            return None
        return Repeat(given["repeat"], given.get("until_on"), given.get("count"))

    @property
    def plan(self) -> Plan:
        """What was said. Only for a valid form."""
        given = self.cleaned_data
        return Plan(
            {name: given[name] for name in (*WHAT, "starts_at")},
            tuple(given["journeys"]),
            self.people,
            self.repeated,
        )


def kinds(words: dict[str, str]) -> list[tuple[str, str]]:
    """What kinds of meetings are called here."""
    return [
        (one.value, f"{words[Side.OPS]} stand-up" if one == Kind.STANDUP else one.label)
        for one in Kind
    ]


def _people(side: str, word: str, meeting: Meeting) -> PeopleField:
    """Everybody of a side who is here, and who is invited already."""
    active = Person.objects.active().filter(side=side)
    if meeting.pk:
        invited = meeting.attendances.filter(is_invited=True, person__side=side)
        active = active | Person.objects.filter(pk__in=invited.values("person"))
    return PeopleField(
        active.order_by("name"),
        label=f"Who comes from {in_sentence(word)}?",
        required=False,
        error_messages={
            "invalid_choice": "Choose people from the list.",
            "invalid_pk_value": "Choose people from the list.",
        },
    )


class NotesForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ["notes"]
        labels = {"notes": "What was said?"}
        help_texts = {
            "notes": "What you agreed on, and what is still open. Promises are actions."
        }
        widgets = {"notes": forms.Textarea(attrs={"rows": 12})}
        error_messages = {"notes": {"max_length": "Keep it within 10,000 characters."}}


class CancelForm(forms.Form):
    because = OneLine(
        label="Why?",
        required=False,
        max_length=300,
        error_messages={"max_length": "Keep it within 300 characters."},
    )
    scope = forms.CharField(required=False, max_length=10)

    @property
    def problem(self) -> str:
        return next((str(each[0]) for each in self.errors.values()), "")

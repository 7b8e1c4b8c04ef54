"""Forms of insights: telling one, what becomes of it, and the list's filters."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from alignment.forms import Filter, SearchField
from journeys.forms.journey_choice import JourneyChoice
from journeys.models import Initiative, Insight, Journey, Meeting, Step


class StepField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.journey.title}: {obj.name}"


class InsightForm(forms.ModelForm):  # type: ignore[type-arg]
    """Made for a phone: what was said, where, how bad. `key` is made here, or by the
    browser that keeps it until the line is good."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    meeting = forms.ModelChoiceField(
        Meeting.objects.all(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "This meeting is not there any more."},
    )
    journey = forms.ModelChoiceField(
        Journey.objects.none(),
        label="On which journey?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the journey.",
            "invalid_choice": "Choose a journey from the list.",
        },
    )
    step = StepField(
        Step.objects.none(),
        label="At which step?",
        required=False,
        empty_label="I do not know",
        error_messages={"invalid_choice": "Choose a step from the list."},
    )
    severity = forms.TypedChoiceField(
        label="How bad was it?",
        coerce=int,
        choices=Insight.Severity.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say how bad it was.",
            "invalid_choice": "Say how bad it was.",
        },
    )

    class Meta:
        model = Insight
        fields = ["said", "journey", "severity", "step", "wants_mail"]
        labels = {
            "said": "What did the customer say?",
            "wants_mail": "Mail me what becomes of it",
        }
        help_texts = {"said": "In their words. No names, no numbers of theirs."}
        widgets = {"said": forms.Textarea(attrs={"rows": 4, "enterkeyhint": "done"})}
        error_messages = {
            "said": {
                "required": "Write what the customer said.",
                "max_length": "Keep it within 1,000 characters.",
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        shown = Journey.objects.shown()
        fields["journey"].queryset = shown
        fields["step"].queryset = (
            Step.objects.filter(journey__in=shown)
            .select_related("journey")
            .order_by("journey__title", "phase__position", "position")
        )
        self.initial.setdefault("key", uuid.uuid4())
        if not self.is_bound:
            fields["said"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        step, journey = cleaned.get("step"), cleaned.get("journey")
        if step and journey and step.journey != journey:
            self.add_error(
                "step", f"This step is one of “{step.journey}”. Choose one of them."
            )
        return cleaned

    @property
    def one_key(self) -> uuid.UUID:
        """What tells this telling from others. Only for a valid form."""
        found: uuid.UUID | None = self.cleaned_data.get("key")
        return found or uuid.uuid4()


def chosen_journey(asked: QueryDict) -> dict[str, int]:
    """The journey that an address asks for, if any: `?journey=3`."""
    number = asked.get("journey", "")
    fits = number.isascii() and number.isdecimal() and len(number) < 19
    return {"journey": int(number)} if fits else {}


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="What becomes of it?",
        help_text="Whoever told it reads this. Also when nothing becomes of it: why.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say in a sentence what becomes of it.",
            "max_length": "Keep it within 500 characters.",
        },
    )


class LinkForm(forms.Form):
    """Which initiative it speaks to; none is an answer too."""

    initiative = forms.ModelChoiceField(
        Initiative.objects.all(),
        required=False,
        error_messages={"invalid_choice": "Choose an initiative from the list."},
    )


class InsightFilter(Filter):
    of = forms.ChoiceField(choices=[("", "All"), ("mine", "Mine")], required=False)
    state = forms.ChoiceField(
        label="State",
        choices=[("", "All"), ("open", "Unanswered"), ("answered", "Answered")],
        required=False,
    )
    journey = JourneyChoice()
    q = SearchField()

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.wanted.items() if name != "of")

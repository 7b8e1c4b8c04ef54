"""Forms of initiatives: one, how far it is, and the list's filters."""

from itertools import groupby
from typing import Any

from django import forms

from alignment.forms import Filter, OneLine, SearchField
from alignment.people.models import Person, Role
from journeys.forms.journey_choice import JourneyChoice
from journeys.models import Initiative, Journey, Step

STAGES = [(one.value, one.label) for one in Initiative.Stage]


class StepsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Steps, which the page shows under the names of their journeys."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class InitiativeForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Initiative
        fields = ["title", "summary", "lead", "journeys", "steps"]
        field_classes = {"title": OneLine}
        labels = {
            "title": "What is it called?",
            "summary": "What changes for the customer?",
        }
        help_texts = {
            "title": "As people call it, like “QR labels”.",
            "summary": "One sentence is enough for an idea.",
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "summary": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "title": {
                "required": "Enter what people call it.",
                "max_length": "Keep the title within 120 characters.",
            },
            "summary": {"max_length": "Keep it within 1,000 characters."},
        }

    lead = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who leads it?",
        help_text="Its sponsor in ops is somebody else.",
        empty_label="Choose a person",
        error_messages={
            "required": "Choose who leads it.",
            "invalid_choice": "Choose somebody who works here now.",
        },
    )
    journeys = forms.ModelMultipleChoiceField(
        Journey.objects.none(),
        label="Which journeys does it change?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one journey.",
            "invalid_choice": "Choose journeys from the list.",
            "invalid_pk_value": "Choose journeys from the list.",
        },
    )
    steps = StepsField(
        Step.objects.none(),
        label="Which of their steps?",
        help_text="As far as you know by now.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Choose steps from the list.",
            "invalid_pk_value": "Choose steps from the list.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = Person.objects.active().exclude(role=Role.AGENT)
        fields["lead"].queryset = people | Person.objects.filter(
            pk=self.instance.lead_id
        )
        fields["journeys"].queryset = Journey.objects.shown()
        fields["steps"].queryset = (
            Step.objects.filter(journey__in=Journey.objects.shown())
            .select_related("journey")
            .order_by("journey__title", "phase__position", "position")
        )

    @property
    def step_groups(self) -> list[tuple[Journey, list[Any]]]:
        """The boxes of the steps, under their journeys."""
        boxes: Any = self["steps"].subwidgets
        groups = groupby(boxes, key=lambda box: box.data["value"].instance.journey)
        return [(journey, list(group)) for journey, group in groups]

    def clean(self) -> dict[str, Any]:
        """Steps of journeys that it does not change are a slip of the hand."""
        cleaned = super().clean() or {}
        journeys = set(cleaned.get("journeys") or ())
        if journeys and "steps" not in self.errors:
            odd = [one for one in cleaned["steps"] if one.journey not in journeys]
            if odd:
                self.add_error(
                    "steps",
                    f"“{odd[0].name}” is a step of “{odd[0].journey}”: tick that"
                    " journey too, or take the step away.",
                )
        return cleaned


class MoveForm(forms.Form):
    """How far it is."""

    stage = forms.ChoiceField(
        label="Where does it stand?",
        choices=STAGES,
        error_messages={
            "required": "Choose a stage.",
            "invalid_choice": "Choose a stage from the list.",
        },
    )
    because = forms.CharField(
        label="If it is stopped: why?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Keep it within 500 characters."},
    )


class InitiativeFilter(Filter):
    view = forms.ChoiceField(
        choices=[("", "Board"), ("list", "List")],
        required=False,
        widget=forms.HiddenInput,
    )
    stage = forms.ChoiceField(
        label="Stage", choices=[("", "All that run"), *STAGES], required=False
    )
    journey = JourneyChoice()
    q = SearchField()

    @property
    def wanted(self) -> dict[str, Any]:
        """The values that make sense; the others are left out."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "stage": given.get("stage") or "",
            "journey": given.get("journey"),
            "q": given.get("q") or "",
        }

    @property
    def as_list(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("view"))

"""Forms of workarounds: proposing and changing one, its life, and who still does it."""

import uuid
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms

from alignment.forms import Filter, SearchField
from alignment.numbers import Number
from alignment.people.models import Person, Role, Side
from journeys.forms.journey import ReasonForm
from journeys.forms.journey_choice import JourneyChoice
from journeys.forms.step import SystemsField
from journeys.models import Journey, Release, Step, Workaround
from journeys.models.workaround_constraints import MANY


def number(
    label: str, like: str, *, say: str = "", least: str = "0.1", **more: Any
) -> Any:
    """A count or a time, to a tenth; `like` is an example of one, `say` what to do."""
    wrong = f"{say or 'Enter a number'}, like {like}."
    return Number(
        label=label,
        min_value=Decimal(least),
        max_value=more.pop("most", MANY),
        max_digits=6,
        decimal_places=1,
        error_messages={
            **dict.fromkeys(("required", "invalid", "max_digits"), wrong),
            "max_whole_digits": wrong,
            "max_decimal_places": f"Keep it to tenths, like {like}.",
            "min_value": f"Enter at least {least}.",
            "max_value": "Enter at most %(limit_value)s.",
        },
        **more,
    )


class WorkaroundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Made for a phone: what, where, how often. The rest is folded away.

    `key` is made here: the same telling sent twice is one. `seen` is of a change.
    """

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    step = forms.ModelChoiceField(
        Step.objects.none(),
        label="At which step?",
        empty_label="Choose the step",
        error_messages={
            "required": "Choose the step at which it is done.",
            "invalid_choice": "Choose a step from the list.",
        },
    )
    systems = SystemsField(
        label="In which systems?",
        required=False,
        help_text="With commas between them, like CRM, Billing.",
    )
    people_count = forms.IntegerField(
        label="How many people do it?",
        min_value=1,
        max_value=int(MANY),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            **dict.fromkeys(
                ("required", "invalid", "min_value"),
                "Say how many people do it, like 6.",
            ),
            "max_value": "Enter at most %(limit_value)s.",
        },
    )
    times_a_week = number(
        "How often a week does each of them do it?",
        "20",
        say="Say how often a week each does it",
    )
    minutes_each = number(
        "How many minutes does it take each time?",
        "4",
        say="Say how many minutes it takes each time",
    )
    error_percent = number(
        "How many of 100 go wrong?",
        "3",
        say="Say how many of 100 go wrong",
        least="0",
        most=100,
        required=False,
    )
    fix_minutes = number(
        "How many minutes does it take to mend one?",
        "15",
        say="Say how many minutes it takes to mend one",
        least="0",
        required=False,
    )
    times_low = number(
        "Times a week, at least",
        "15",
        say="Say how often a week at least",
        least="0",
        required=False,
    )
    times_high = number(
        "Times a week, at most",
        "30",
        say="Say how often a week at most",
        required=False,
    )
    minutes_low = number(
        "Minutes each time, at least",
        "3",
        say="Say how many minutes at least",
        least="0",
        required=False,
    )
    minutes_high = number(
        "Minutes each time, at most",
        "6",
        say="Say how many minutes at most",
        required=False,
    )

    class Meta:
        model = Workaround
        fields = Workaround.SAID
        labels = {"what": "What do you do by hand?"}
        help_texts = {
            "what": "Like “Copy each reading from the mail into the meter system”."
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "what": {
                "required": "Write what is done by hand.",
                "max_length": "Keep it within 500 characters.",
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["step"]
        here = Step.objects.filter(journey__in=Journey.objects.shown())
        stays = Step.objects.filter(pk=self.instance.step_id)
        field.queryset = here | stays
        ordered = field.queryset.select_related("journey").order_by(
            "journey__title", "phase__position", "position"
        )
        field.choices = [
            ("", field.empty_label),
            *(
                (title, [(step.pk, step.name) for step in steps])
                for title, steps in groupby(ordered, lambda each: each.journey.title)
            ),
        ]
        self.initial.setdefault("key", uuid.uuid4())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("error_percent", "fix_minutes"):
            if name not in self.errors:
                cleaned[name] = cleaned.get(name) or Decimal(0)
        for low, usual, high in (
            ("times_low", "times_a_week", "times_high"),
            ("minutes_low", "minutes_each", "minutes_high"),
        ):
            said = cleaned.get(usual)
            if said is None:
                continue
            if (least := cleaned.get(low)) is not None and least > said:
                self.add_error(low, f"Enter at most {said}, the usual number.")
            if (most := cleaned.get(high)) is not None and most < said:
                self.add_error(high, f"Enter at least {said}, the usual number.")
        return cleaned

    @property
    def one_key(self) -> uuid.UUID:
        """What tells this telling from others. Only for a valid form."""
        found: uuid.UUID | None = self.cleaned_data.get("key")
        return found or uuid.uuid4()

    @property
    def more_is_said(self) -> bool:
        """Whether something folded away is filled in, or wrong."""
        folded = [
            *("systems", "error_percent", "fix_minutes"),
            *("times_low", "times_high", "minutes_low", "minutes_high"),
        ]
        return any(self[name].errors or self[name].value() for name in folded)


class OwnerForm(forms.Form):
    """Who owns it; nobody is an answer too."""

    owner = forms.ModelChoiceField(
        Person.objects.active().exclude(role=Role.AGENT),
        required=False,
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )


class RejectForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label = "Why is it no workaround?"
        field.help_text = "Whoever proposed it reads this."


class PlanForm(forms.Form):
    """Which release of its journey ends it."""

    release = forms.ModelChoiceField(
        Release.objects.all(),
        error_messages={
            "required": "Choose the release that ends it.",
            "invalid_choice": "Choose a release from the list.",
        },
    )


class AskForm(forms.Form):
    """Whom to ask whether they still do it."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.active().filter(side=Side.OPS),
        error_messages={
            "required": "Choose whom to ask.",
            "invalid_choice": "Choose people from the list.",
            "invalid_pk_value": "Choose people from the list.",
        },
    )


class UseForm(forms.Form):
    """How often a week; 0 is “no more”."""

    times_a_week = number("How often a week?", "20", least="0")


class WorkaroundFilter(Filter):
    """Which ones the register shows; each choice is part of the address."""

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Open"), *Workaround.State.choices, ("all", "All")],
    )
    journey = JourneyChoice()
    side = forms.ChoiceField(label="Owned in", required=False)
    owner = forms.ModelChoiceField(
        Person.objects.filter(pk__in=Workaround.objects.values("owner")),
        label="Owner",
        empty_label="Anybody",
        required=False,
    )
    q = SearchField()

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["side"]
        field.choices = [
            ("", "All"),
            *((side.value, words[side.value]) for side in Side),
            ("nobody", "Nobody"),
            ("long", "Nobody for 30 days"),
        ]

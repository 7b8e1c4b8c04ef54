"""Forms of decisions: one, an approval and its withdrawal, and the list's filters."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone

from alignment.days import is_near
from alignment.forms import Filter, OneLine, SearchField
from journeys.models import Decision, Initiative, Insight, Meeting
from journeys.models.decision import MOST_OPTIONS

MOST_CHARACTERS = 300


class ManyLines(forms.Textarea):
    """Several boxes under one name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
        return list(found or ())


class OptionsField(forms.Field):
    """Options in their order, as somebody wrote them; empty boxes stay where they are.

    The form takes them out, so that the one chosen is still the one that was meant.
    """

    widget = ManyLines

    def to_python(self, value: Any) -> list[str]:
        return [" ".join(str(one).split()) for one in value or ()]

    def validate(self, value: Any) -> None:
        if len([one for one in value if one]) < 2:
            raise forms.ValidationError(
                "Write at least two options. Doing nothing is one too."
            )
        for one in value:
            ProhibitNullCharactersValidator()(one)
        if any(len(one) > MOST_CHARACTERS for one in value):
            raise forms.ValidationError("Keep each option within 300 characters.")
        if len(value) > MOST_OPTIONS:
            raise forms.ValidationError("Six options are the most.")


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    options = OptionsField(
        label="What could we do?",
        help_text="Two options or more. Doing nothing is one too.",
        error_messages={
            "required": "Write at least two options. Doing nothing is one too."
        },
    )
    choice = forms.TypedChoiceField(
        label="Which one do we choose?",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", "Not chosen yet"),
            *((n, f"Option {n}") for n in range(1, MOST_OPTIONS + 1)),
        ],
        error_messages={"invalid_choice": "Choose one of the options."},
    )
    revisit_on = forms.DateField(
        label="When do we look at it again?",
        help_text="On this day it comes back to both of you.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose the day on which you look at it again.",
            "invalid": "Enter a day, like 16 November 2026.",
        },
    )

    class Meta:
        model = Decision
        fields = list(Decision.TEXTS)
        field_classes = {"question": OneLine}
        labels = {
            "question": "What do we decide?",
            "effect_on_ops": "What does it mean for those who talk to customers?",
            "dissent": "Who sees it differently, and why?",
        }
        help_texts = {
            "question": "As a question, like “Do we ask for the e-mail address first?”",
            "effect_on_ops": "Contacts, hours, scripts, training. “Nothing” is an"
            " answer, if you have asked.",
            "dissent": "Ask for it. Another view makes the decision better, and it is"
            " worth reading again on the day you look back. Leave it empty if nobody"
            " sees it differently.",
        }
        widgets = {
            "question": forms.Textarea(attrs={"rows": 1}),
            "effect_on_ops": forms.Textarea(attrs={"rows": 3}),
            "dissent": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "question": {
                "required": "Write what is to be decided.",
                "max_length": "Keep the question within 200 characters.",
            },
            "effect_on_ops": {
                "required": "Say what it means for those who talk to customers.",
                "max_length": "Keep it within 1,000 characters.",
            },
            "dissent": {"max_length": "Keep it within 1,000 characters."},
        }

    def clean_revisit_on(self) -> Any:
        """A new day is still to come; one that stands may have come."""
        day = self.cleaned_data["revisit_on"]
        if not is_near(day):
            raise forms.ValidationError("This day is too far away. Check its year.")
        stands = day == self.instance.revisit_on if self.instance.pk else False
        if not stands and day <= timezone.localdate():
            raise forms.ValidationError("Choose a day after today to look back on it.")
        return day

    def clean(self) -> dict[str, Any]:
        """Boxes left empty go; the choice counts those that stay."""
        cleaned = super().clean() or {}
        for name in ("effect_on_ops", "dissent"):
            cleaned[name] = (cleaned.get(name) or "").replace("\r\n", "\n")
        written, choice = cleaned.get("options"), cleaned.get("choice")
        if written is None:
            return cleaned
        if choice and (choice > len(written) or not written[choice - 1]):
            self.add_error("choice", "The option you chose is empty. Choose another.")
        elif choice:
            cleaned["choice"] = len([one for one in written[:choice] if one])
        cleaned["options"] = [one for one in written if one]
        return cleaned

    @property
    def boxes(self) -> list[tuple[int, str, bool]]:
        """Number, words, and whether it is chosen; as many as there may be."""
        words = list(self["options"].value() or ())[:MOST_OPTIONS]
        words += [""] * (MOST_OPTIONS - len(words))
        chosen = str(self["choice"].value() or "")
        return [(n, each, chosen == str(n)) for n, each in enumerate(words, start=1)]


class NewDecisionForm(DecisionForm):
    """With the initiative that it is about, and where it was first spoken of."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.all(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "This meeting is not there any more."},
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.none(),
        label="Which initiative is it about?",
        empty_label="Choose an initiative",
        error_messages={
            "required": "Choose the initiative.",
            "invalid_choice": "Choose an initiative from the list.",
        },
    )

    class Meta(DecisionForm.Meta):
        fields = ["initiative", *Decision.TEXTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["initiative"]
        field.queryset = Initiative.objects.running()


class ApproveForm(forms.Form):
    """What was read when somebody says yes."""

    digest = forms.RegexField(r"^[0-9a-f]{64}$", error_messages={})


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why do you take it back?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say in one sentence why.",
            "max_length": "Keep it within 500 characters.",
        },
    )


class LeadsForm(forms.Form):
    """An insight, and whether it led to the decision."""

    insight = forms.ModelChoiceField(
        Insight.objects.shown(),
        error_messages={
            "required": "Choose what was told.",
            "invalid_choice": "Choose from the list what was told.",
        },
    )
    leads = forms.BooleanField(required=False)


class DecisionFilter(Filter):
    state = forms.ChoiceField(label="State", required=False)
    initiative = forms.ModelChoiceField(
        Initiative.objects.all(),
        to_field_name="slug",
        label="Initiative",
        empty_label="All",
        required=False,
    )
    q = SearchField()

    def __init__(
        self, data: Any, product: str, ops: str, offered: list[tuple[str, str]]
    ) -> None:
        """With the words of the sides, as they stand inside a sentence, and some of
        the initiatives there are."""
        super().__init__(data)
        of: Any = self.fields["initiative"]
        of.choices = [("", "All"), *offered]
        field: Any = self.fields["state"]
        field.choices = [
            ("", "All"),
            ("draft", "Drafts"),
            ("product", f"Waiting for {product}"),
            ("ops", f"Waiting for {ops}"),
            ("taken", "Taken"),
            ("revisit", "To look at again"),
        ]

"""What people say of themselves, what admins say of them, and finding them."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from alignment.forms import OneLine, SearchField, alike
from alignment.people.forms.team import TeamsChoice, side_choices
from alignment.people.models import Person, Role, Team

PHONE = RegexValidator(
    r"^[0-9+()./ \-]{4,}$", "Enter a phone number, like +44 20 7946 0000"
)
LETTERS = RegexValidator(r"[^\W_]", "Enter a name with letters in it")
TAKEN = (
    "Somebody here has this name already. Add what tells you apart, like a second"
    " name or an initial."
)
DEVICE = "device"  # the empty theme, so that it can be chosen
ROLES = {
    Role.AGENT: "Agent: sees everything, changes nothing shared",
    Role.MEMBER: "Member: works on journeys, releases and targets",
    Role.LEADER: "Leader: as a member, and hears when a journey has no owner",
    Role.ADMIN: "Admin: as a leader, and looks after people, teams and imports",
}


class MineForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own page and how the product looks to one."""

    theme = forms.TypedChoiceField(
        label="Theme",
        choices=[(theme or DEVICE, word) for theme, word in Person.Theme.choices],
        coerce=lambda theme: "" if theme == DEVICE else theme,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose light, dark, or what your device says"},
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "title",
            "phone",
            "chat",
            "theme",
            "legible_font",
            "larger_text",
            "shortcuts",
        ]
        field_classes = {"name": OneLine, "title": OneLine}
        labels = {
            "title": "What you do",
            "phone": "Phone",
            "chat": "Chat",
            "legible_font": "Extra legible letters",
            "larger_text": "Larger text",
            "shortcuts": "Single-letter shortcuts",
        }
        help_texts = {
            "title": "One line, like “Looks after billing letters”.",
            "chat": "A link to a chat with you, or the name you have there.",
            "legible_font": "Letters that are easier to tell apart.",
            "shortcuts": "Like g then h for Home. Off, no letter does anything.",
        }
        error_messages = {
            "name": {"required": "Enter your name"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["theme"] = self.instance.theme or DEVICE
        self.fields["phone"].validators.append(PHONE)
        for name, kind in {"name": "name", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = kind
        self.fields["name"].validators.append(LETTERS)
        for field in self.fields.values():
            longest = getattr(field, "max_length", None)
            if longest:
                field.error_messages["max_length"] = f"Use at most {longest} characters"

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        kept = self.initial["name"]
        if alike(name) != alike(kept) and is_taken(name, but=self.instance.pk):
            raise forms.ValidationError(TAKEN)
        return name


def is_taken(name: str, *, but: int | None = None) -> bool:
    """Whether somebody who is here is called so, or so that it looks the same."""
    here = Person.objects.active().values_list("pk", "name")
    return alike(name) in {alike(each) for pk, each in here if pk != but}


class PlaceForm(forms.Form):
    """Where somebody stands: teams, whose side is theirs, and role."""

    role = forms.ChoiceField(
        label="Role",
        choices=list(ROLES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do"},
    )
    teams = TeamsChoice(
        label="Teams",
        queryset=Team.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="All on one side, which is then theirs.",
        error_messages={"required": "Choose at least one team"},
    )


class PeopleFilter(forms.Form):
    """Which people to list; every wish is part of the address."""

    class State:
        ACTIVE, INVITED, LEFT = "", "invited", "left"

    q = SearchField("Name, mail or team", longest=80)
    side = forms.ChoiceField(label="Side", required=False)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "All"), *Role.choices]
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            (State.ACTIVE, "Active"),
            (State.INVITED, "Invited"),
            (State.LEFT, "Deactivated"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Both"), *side_choices()]
        self.fields["side"].choices = choices  # type: ignore[attr-defined]

    def wishes(self) -> dict[str, str]:
        """What was asked for; a value nobody offered counts as not asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

"""Inviting somebody, and coming in."""

from django import forms

from alignment.forms import OneLine, alike
from alignment.people.forms.passwords import NewPasswordForm
from alignment.people.forms.person import LETTERS, ROLES, TAKEN, is_taken
from alignment.people.forms.team import TeamChoice
from alignment.people.models import Invitation, Person, Role, Team

NAME = {"required": "Enter a name", "max_length": "Use at most 80 characters"}


class InvitationForm(forms.Form):
    name = OneLine(
        label="Name", max_length=80, error_messages=NAME, validators=[LETTERS]
    )
    email = forms.EmailField(
        label="Mail address",
        help_text="They sign in with it.",
        error_messages={
            "required": "Enter the mail address of the person you invite",
            "invalid": "Enter a mail address, like name@example.org",
        },
    )
    team = TeamChoice(
        label="Team",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        help_text="Their side follows the team.",
        error_messages={"required": "Choose the team they belong to"},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=list(ROLES.items()),
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do"},
    )


class AcceptForm(NewPasswordForm):
    name = OneLine(
        label="Your name",
        max_length=80,
        help_text="As your colleagues know you.",
        error_messages=NAME,
        validators=[LETTERS],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "password1", "password2"]

    def __init__(self, *args: object, invitation: Invitation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.invitation = invitation
        self.fields["name"].initial = invitation.name

    def clean_name(self) -> str:
        """An admin may have invited a namesake; nobody becomes one by themselves."""
        name = str(self.cleaned_data["name"])
        if alike(name) != alike(self.invitation.name) and is_taken(name):
            raise forms.ValidationError(TAKEN)
        return name

    def owner(self) -> Person:
        name = self.cleaned_data.get("name", "")
        return Person(email=self.invitation.email, name=name)

"""The first page of an empty installation."""

from django import forms

from alignment.forms import OneLine
from alignment.people.forms.organisation import MISSING, WORD_HELP
from alignment.people.forms.passwords import NewPasswordForm
from alignment.people.forms.person import LETTERS
from alignment.people.models import Person, Side
from alignment.people.operations.welcome import Beginning


class WelcomeForm(NewPasswordForm):
    organisation = OneLine(
        label="Name of your organisation", max_length=80, error_messages=MISSING["name"]
    )
    product_word = OneLine(
        label="What do you call the side that builds?",
        max_length=30,
        initial="Product",
        help_text=WORD_HELP,
        error_messages=MISSING["product_word"],
    )
    ops_word = OneLine(
        label="What do you call the side that serves customers?",
        max_length=30,
        initial="Operations",
        help_text=WORD_HELP,
        error_messages=MISSING["ops_word"],
    )
    ops_short_word = OneLine(
        label="The same, short",
        max_length=12,
        initial="Ops",
        help_text="At most 12 letters, for narrow places.",
        error_messages=MISSING["ops_short_word"],
    )
    name = OneLine(
        label="Your name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
        validators=[LETTERS],
    )
    email = forms.EmailField(
        label="Your mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": "Enter your mail address",
            "invalid": "Enter a mail address, like name@example.org",
        },
    )
    side = forms.ChoiceField(
        label="Which side are you on?",
        choices=[
            (Side.PRODUCT, "The side that builds"),
            (Side.OPS, "The side that serves customers"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the side you are on"},
    )
    team = OneLine(
        label="The name of your team",
        max_length=80,
        help_text="You can add more teams in a moment.",
        error_messages={"required": "Enter the name of your team"},
    )
    field_order = [
        "organisation",
        "product_word",
        "ops_word",
        "ops_short_word",
        "name",
        "side",
        "team",
        "email",
        "password1",
        "password2",
    ]

    def owner(self) -> Person:
        data = self.cleaned_data
        return Person(email=data.get("email", ""), name=data.get("name", ""))

    def beginning(self) -> Beginning:
        data = self.cleaned_data
        names = [name for name in self.fields if not name.startswith("password")]
        return Beginning(
            password=data["password1"], **{name: data[name] for name in names}
        )

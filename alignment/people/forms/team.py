"""Teams, and choosing one among them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet

from alignment.forms import OneLine
from alignment.people.context import organisation
from alignment.people.models import Organisation, Side, Team, in_sentence

TAKEN = "Another team has this name. Choose a different one."


def side_choices() -> list[tuple[str, str]]:
    """The sides under the words of this organisation."""
    words = organisation()
    return [(side.value, words.word(side)) for side in Side]


class _BySide(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """Teams under the word of their side."""

    def __iter__(self) -> Iterator[Any]:
        teams = list(self.queryset)
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for side, word in side_choices():
            yield (word, [self.choice(one) for one in teams if one.side == side])


class TeamChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One team, chosen under its side; the teams are read when the form is made."""

    iterator = _BySide

    def __deepcopy__(self, memo: Any) -> "TeamChoice":
        made: TeamChoice = super().__deepcopy__(memo)
        made.queryset = Team.objects.all()
        return made


class TeamsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several teams, each with the word of its side."""

    words: Organisation

    def __deepcopy__(self, memo: Any) -> "TeamsChoice":
        made: TeamsChoice = super().__deepcopy__(memo)
        made.queryset = Team.objects.order_by("-side", "name")
        made.words = organisation()
        return made

    def label_from_instance(self, team: Any) -> str:
        return f"{team.name}, {in_sentence(self.words.word(team.side))}"


class TeamForm(forms.Form):
    """A new team. Its side cannot change later: people stand on it."""

    name = OneLine(
        label="Name of the team",
        max_length=80,
        error_messages={
            "required": "Enter a name, like Care North",
            "max_length": "Use at most 80 characters",
        },
    )
    side = forms.ChoiceField(
        label="Side",
        help_text="This stays as it is: people of the team stand on this side.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the side this team is on"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "side" in self.fields:
            self.fields["side"].choices = side_choices()  # type: ignore[attr-defined]

    def others(self) -> QuerySet[Team]:
        return Team.objects.all()

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self.others().filter(name__iexact=name).exists():
            raise forms.ValidationError(TAKEN)
        return name


class RenameForm(TeamForm):
    side = None  # type: ignore[assignment]

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        self.team = team
        super().__init__(*args, initial={"name": team.name}, **kwargs)

    def others(self) -> QuerySet[Team]:
        return Team.objects.exclude(pk=self.team.pk)

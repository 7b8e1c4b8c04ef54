"""Which changes to show, as the address says it."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from alignment.audit.kinds import kinds
from alignment.audit.queries.change import Cursor, Wanted
from alignment.days import BAD_DAY, is_near
from alignment.forms import SearchField
from alignment.keys import key_of
from alignment.people.models import Person

DAY = {"invalid": BAD_DAY}
LONGEST = 200


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=False, widget=widget, error_messages=DAY
    )


class ChangeFilter(forms.Form):
    """Somebody or a kind that is not there narrows nothing."""

    q = SearchField("Words", longest=LONGEST)
    by = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(label="What", required=False)
    first = _day("From")
    last = _day("To")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        people = Person.objects.order_by("name", "pk").values_list("pk", "name")
        chosen = [(str(pk), name) for pk, name in people]
        self._choose("by", "Anybody", chosen)
        self._choose(
            "kind", "Everything", [(each.model, each.word) for each in kinds()]
        )

    def _choose(self, name: str, any_one: str, choices: list[tuple[str, str]]) -> None:
        choosing: Any = self.fields[name]
        choosing.choices = [("", any_one), *choices]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("by", "kind"):
            self.errors.pop(name, None)
        for name in ("first", "last"):
            if said.get(name) and not is_near(said[name]):
                self.add_error(name, BAD_DAY)
        first, last = (self.cleaned_data.get(name) for name in ("first", "last"))
        if first and last and first > last:
            self.add_error("first", "From lies after To. Choose an earlier day.")
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def wanted(self) -> Wanted:
        said = self.said
        return Wanted(
            text=said.get("q", ""),
            person=int(said["by"]) if "by" in said else None,
            model=said.get("kind", ""),
            first=said.get("first"),
            last=said.get("last"),
        )


def place(text: str) -> Cursor | None:
    """Where a page begins, as the address says it; nothing when it makes no sense."""
    moment, _, number = text.partition("|")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not is_near(at.date()):
        return None
    key = key_of(number)
    return (at, key) if key else None

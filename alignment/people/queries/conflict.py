"""Two versions of the same words, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.forms import BaseModelForm

from alignment.people.models import Person
from alignment.versions import events_of


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile, when, and where it differs from what was typed."""

    who: str
    at: datetime
    seen: int
    differences: tuple[Difference, ...]


def conflict(row: Model, form: "BaseModelForm[Any]") -> Conflict:
    """What the row holds now beside what the form wants to write."""
    newest = events_of(row).select_related("pgh_context").last()
    row.refresh_from_db()
    differences = _differences(row, form, form.Meta.fields)  # type: ignore[attr-defined]
    return Conflict(
        _author(newest), newest.pgh_created_at, newest.pgh_id, tuple(differences)
    )


def _differences(
    row: Model, form: "BaseModelForm[Any]", names: Iterable[str]
) -> Iterable[Difference]:
    for name in names:
        theirs, yours = getattr(row, name), form.cleaned_data.get(name)
        if theirs != yours:
            field = form.fields[name]
            label = str(form[name].label)
            yield Difference(label, _word(field, theirs), _word(field, yours))


def _word(field: Any, value: Any) -> str:
    """As a person reads it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    named = dict(getattr(field, "choices", [])) if isinstance(value, int) else {}
    return str(named.get(value, "" if value is None else value))


def _author(event: Any) -> str:
    person = (event.pgh_context.metadata if event.pgh_context else {}).get("person")
    found = Person.objects.filter(pk=person).first() if person else None
    return found.name if found else "Somebody"

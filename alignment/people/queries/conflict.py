"""Two versions of the same words, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Manager, Model
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
    """Who saved meanwhile, when, and where it differs from what was typed.

    `url` leads to their page, where one talks to them; empty where nobody is known.
    """

    who: str
    at: datetime
    seen: int
    differences: tuple[Difference, ...]
    url: str = ""


def conflict(row: Model, form: "BaseModelForm[Any]") -> Conflict:
    """What the row holds now beside what the form wants to write."""
    newest = events_of(row).select_related("pgh_context").last()
    row.refresh_from_db()
    differences = _differences(row, form, form.Meta.fields)  # type: ignore[attr-defined]
    return conflict_with(newest, tuple(differences))


def conflict_with(event: Any, differences: tuple[Difference, ...]) -> Conflict:
    """The same where the version that came between is known."""
    person = (event.pgh_context.metadata if event.pgh_context else {}).get("person")
    found = Person.objects.filter(pk=person).first() if person else None
    return Conflict(
        found.name if found else "Somebody",
        event.pgh_created_at,
        event.pgh_id,
        differences,
        found.get_absolute_url() if found else "",
    )


def _differences(
    row: Model, form: "BaseModelForm[Any]", names: Iterable[str]
) -> Iterable[Difference]:
    for name in names:
        theirs, yours = getattr(row, name), form.cleaned_data.get(name)
        if isinstance(theirs, Manager):
            theirs = sorted(str(one) for one in theirs.all())
            yours = sorted(str(one) for one in yours or ())
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
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    named = dict(getattr(field, "choices", [])) if isinstance(value, int) else {}
    return str(named.get(value, "" if value is None else value))

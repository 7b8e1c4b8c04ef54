"""What the rows that changes are about are called now, and where they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, TextField, Value
from django.db.models.functions import Cast

from alignment.audit.kinds import BY_MODEL, KNOWN, Kind, column, model_of, parent
from alignment.audit.models import Change
from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers

Key = tuple[str, int]
PERSON = "people.person"


@dataclass(frozen=True)
class Named:
    name: str
    url: str
    """Empty where there is no page of it, or no more."""


class Names:
    """Two queries: everybody, and whatever else these changes name."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.people: dict[int, Keeper] = keepers()
        wanted: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            for model, pk in _mentioned(change):
                wanted[model].add(pk)
        self.rows = _look_up(wanted)

    def author(self, pk: int | None) -> str:
        return self.people[pk].name if pk in self.people else "Alignment"

    def name(self, model: type[Model], pk: int) -> str:
        if model is Person:
            return self.people[pk].name if pk in self.people else "somebody"
        found = self.rows.get((_label(model), pk))
        return found.name if found and found.name else f"no. {pk}"

    def place(self, change: Change) -> Named:
        """What it is called, then and now, and where it is or what it belongs to."""
        own = self._row(change.model, change.object_id)
        kind = BY_MODEL.get(change.model)
        over = self._row(parent(kind), change.over_id) if kind and kind.to else own
        said = change.title or (_said(change, kind) if kind else "")
        return Named(said or own.name or over.name, own.url or over.url)

    def _row(self, model: str, pk: int | None) -> Named:
        if model == PERSON and pk in self.people:
            found = self.people[pk]
            return Named(found.name, found.get_absolute_url())
        return self.rows.get((model, pk or 0), Named("", ""))


def _said(change: Change, kind: Kind) -> str:
    """What it was called then, where the change says that."""
    return str((change.was | change.now).get(kind.name) or "")


def _look_up(wanted: dict[str, set[int]]) -> dict[Key, Named]:
    """One query, whatever is wanted."""
    arms = [_rows(kind, wanted[kind.model]) for kind in KNOWN if _is_named(kind)]
    return {
        (label, pk): Named(name, BY_MODEL[label].url(key))
        for label, pk, name, key in arms[0].union(*arms[1:], all=True)
    }


def _is_named(kind: Kind) -> bool:
    return bool(kind.name) and kind.model != PERSON


def _rows(kind: Kind, pks: set[int]) -> Any:
    model = model_of(kind.model)
    assert model is not None
    found = model._base_manager.filter(pk__in=pks or {0}).order_by()  # noqa: SLF001
    return found.values_list(
        Value(kind.model, output_field=CharField()),
        "pk",
        Cast(F(kind.name), TextField()),
        Cast(F(kind.key), TextField()),
    )


def _mentioned(change: Change) -> Iterable[Key]:
    """The row it is about, what that belongs to, and what its columns lead to."""
    yield change.model, change.object_id or 0
    kind, model = BY_MODEL.get(change.model), model_of(change.model)
    if kind and change.over_id:
        yield parent(kind), change.over_id
    for values in (change.was, change.now) if model else ():
        for name, value in values.items():
            field = column(model, name) if model else None
            if field is not None and field.related_model and isinstance(value, int):
                yield _label(field.related_model), value


def _label(model: type[Model]) -> str:
    return str(model._meta.label_lower)  # noqa: SLF001

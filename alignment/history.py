"""What happened to something, in words, by day: from the database's own history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils import timezone

from alignment.people.models import Person
from alignment.people.queries.keeper import Keeper, keepers
from alignment.versions import history_of

MOST = 200
"""Changes shown on one page; earlier ones are a link away."""
NAMED_BY = ("title", "name", "label")
AUTHOR = "pgh_context__metadata"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """How the versions of one table are told.

    `of` is the column that ties them to what they are the history of. `made` and
    `gone` are said of a first and a last version, with the name of what `named` leads
    to. `fields` are told when they change, by what people call them, which may have
    that name in it too.
    """

    model: type[Model]
    of: str = "pgh_obj_id"
    made: str = ""
    gone: str = ""
    named: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One line: who, when and what, names instead of ids."""

    at: datetime
    who: str
    what: str
    before: str = ""
    after: str = ""
    is_first: bool = False
    """There was nothing before it that could have been empty."""

    @property
    def by(self) -> str:
        """Who did it, where the words do not begin with them."""
        return "" if self.what.startswith(self.who) else self.who


@dataclass(frozen=True)
class Day:
    on: date
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    days: tuple[Day, ...]
    earlier: date | None
    """The newest day not shown."""


def history(told: Iterable[Told], pk: int, *, until: date) -> History:
    """Changes up to the end of a day, newest first.

    A query for each table told, one for people, and one for each table named.
    """
    versions = [(each, _versions(each, pk, end_of(until))) for each in told]
    names = Names(keepers())
    for each, rows in versions:
        names.note(each, rows)
    lines = [
        (row["pgh_created_at"], row["pgh_id"], change)
        for each, rows in versions
        for row, change in _changes(each, rows, names)
    ]
    lines.sort(key=lambda line: line[:2], reverse=True)
    return by_day([change for *_, change in lines])


def by_day(changes: list[Change]) -> History:
    """The newest of them, which come first, day by day."""
    days = groupby(changes[:MOST], key=lambda each: timezone.localdate(each.at))
    rest = changes[MOST:]
    return History(
        tuple(Day(on, tuple(group)) for on, group in days),
        timezone.localdate(rest[0].at) if rest else None,
    )


def end_of(day: date) -> datetime:
    """The first moment after a day, in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class Names:
    """What the keys of other rows are called; those that are gone have no name."""

    def __init__(self, people: dict[int, Keeper]) -> None:
        self.people = people
        self.kept: dict[tuple[type[Model], int], str] = {}

    def note(self, told: Told, rows: list[Row]) -> None:
        """Look up what these versions name; one query for each table not seen yet."""
        for name in filter(None, (told.named, *told.fields)):
            target = related(told.model, name)
            if target is None or target is Person:
                continue
            keys = {row[name] for row in rows} - {None}
            self.add(target, {key for key in keys if (target, key) not in self.kept})

    def add(self, model: type[Model], keys: set[int]) -> None:
        if not keys:
            return
        called = {each.name for each in model._meta.get_fields()}  # noqa: SLF001
        column = next((name for name in NAMED_BY if name in called), "pk")
        rows = model._base_manager.filter(pk__in=keys)  # noqa: SLF001
        for key, name in rows.values_list("pk", column):
            self.kept[model, key] = str(name)

    def of(self, model: type[Model], key: int | None) -> str:
        if key is None:
            return ""
        if model is Person:
            return self.people[key].name if key in self.people else "somebody"
        return self.kept.get((model, key), "something removed since")

    def author(self, metadata: Mapping[str, Any] | None) -> str:
        """Who made the change; the app itself where no request did."""
        found = self.people.get((metadata or {}).get("person") or 0)
        return found.name if found else "Alignment"

    def value(self, model: type[Model], name: str, value: Any) -> str:
        """As people read it."""
        target = related(model, name)
        if target is not None:
            return self.of(target, value)
        return plain_value(model, name, value)


def related(model: type[Model], name: str) -> type[Model] | None:
    """The table a column leads to."""
    for each in model._meta.concrete_fields:  # noqa: SLF001
        if each.attname == name and isinstance(each, ForeignKey):
            found: type[Model] = each.related_model
            return found
    return None


def plain_value(model: type[Model], name: str, value: Any) -> str:
    """A value that is no key, as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    choices = dict(_choices(model, name))
    if value in choices:
        return str(choices[value])
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)


def _is_said(model: type[Model], name: str, value: Any) -> bool:
    """Of a first version only what somebody wrote or chose."""
    return value is not None and value != "" and not _choices(model, name)


def _choices(model: type[Model], name: str) -> Iterable[tuple[Any, Any]]:
    fields = (each for each in model._meta.concrete_fields if each.attname == name)  # noqa: SLF001
    return getattr(next(fields, None), "flatchoices", None) or ()


def _versions(told: Told, pk: int, before: datetime) -> list[Row]:
    rows = history_of(told.model).filter(**{told.of: pk}, pgh_created_at__lt=before)
    wanted = filter(None, (told.named, *told.fields))
    beside = {"pgh_id", "pgh_label", "pgh_created_at", "id", AUTHOR, *wanted}
    return list(rows.order_by("pgh_id").values(*beside))


def _changes(told: Told, rows: list[Row], names: Names) -> Iterator[tuple[Row, Change]]:
    earlier: dict[Any, Row] = {}
    for row in rows:
        old = earlier.get(row["id"])
        earlier[row["id"]] = row
        for what, before, after in _lines(told, old, row, names):
            who = names.author(row[AUTHOR])
            at, first = row["pgh_created_at"], old is None
            yield row, Change(at, who, what, before, after, is_first=first)


def _lines(
    told: Told, old: Row | None, new: Row, names: Names
) -> Iterator[tuple[str, str, str]]:
    label = new["pgh_label"]
    key = new[told.named] if told.named else None
    name = names.value(told.model, told.named, key)
    if said := {"insert": told.made, "delete": told.gone}.get(label, ""):
        yield said.format(name), "", ""
    if label == "delete":
        return
    for column, called in told.fields.items():
        was, now = (old or {}).get(column), new[column]
        if was != now and (old is not None or _is_said(told.model, column, now)):
            words = [names.value(told.model, column, each) for each in (was, now)]
            what = f"{'Changed' if old else 'Said'} {called.format(name)}"
            yield what, words[0], words[1]

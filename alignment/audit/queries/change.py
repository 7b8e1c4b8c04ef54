"""The register of changes as its page and its files show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from alignment.asked import asked
from alignment.audit.kinds import BY_MODEL, UNSAID, called, column, kind_of, model_of
from alignment.audit.models import Change
from alignment.audit.queries.names import Names
from alignment.history import end_of, plain_value
from alignment.people.models import Person

A_PAGE = 50
MOST = 20_000
"""Changes in one file."""
Cursor = tuple[datetime, int]
VERBS = {"insert": "Added", "update": "Changed", "delete": "Removed"}


@dataclass(frozen=True)
class Wanted:
    """Which changes; what is empty narrows nothing."""

    text: str = ""
    person: int | None = None
    model: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Line:
    """One column: what people call it, before, after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    at: datetime
    who: str
    kind: str
    verb: str
    title: str
    url: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Page:
    rows: tuple[ChangeRow, ...]
    older: Cursor | None
    """Where the next page begins; None on the last one."""


def change_page(wanted: Wanted, *, viewer: Person, before: Cursor | None) -> Page:
    """Newest first; 3 queries, and one for words."""
    found = list(_after(changes(wanted), before)[: A_PAGE + 1])
    shown = found[:A_PAGE]
    older = (shown[-1].at, shown[-1].pk) if len(found) > A_PAGE else None
    return Page(tuple(change_rows(shown)), older)


def all_rows(wanted: Wanted) -> Iterator[ChangeRow]:
    """The newest MOST of them, some at a time."""
    found, before, left = changes(wanted), None, MOST
    while left:
        block = list(_after(found, before)[: min(500, left)])
        if not block:
            return
        yield from change_rows(block)
        before, left = (block[-1].at, block[-1].pk), left - len(block)


def is_too_many(wanted: Wanted) -> bool:
    return changes(wanted)[MOST : MOST + 1].exists()


def changes(wanted: Wanted) -> "QuerySet[Change]":
    found = Change.objects.defer("words").order_by("-at", "-pk")
    if wanted.text:
        words = asked(wanted.text)
        found = found.filter(words=words.begun) if words.words else found.none()
    if wanted.person is not None:
        found = found.filter(by_id=wanted.person)
    if wanted.model:
        found = found.filter(model=wanted.model)
    if wanted.first:
        begin = timezone.make_aware(datetime.combine(wanted.first, time()))
        found = found.filter(at__gte=begin)
    return found.filter(at__lt=end_of(wanted.last)) if wanted.last else found


def change_rows(found: Iterable[Change]) -> Iterator[ChangeRow]:
    """Two queries, however many there are."""
    rows = list(found)
    names = Names(rows)
    for change in rows:
        place, model = names.place(change), model_of(change.model)
        kind = kind_of(model).word if model else change.model
        yield ChangeRow(
            at=change.at,
            who=names.author(change.by_id),
            kind=BY_MODEL[change.model].word if change.model in BY_MODEL else kind,
            verb=VERBS.get(change.label, change.label),
            title=place.name,
            url=place.url,
            lines=tuple(_lines(change, model, names)) if model else (),
        )


def _after(found: "QuerySet[Change]", cursor: Cursor | None) -> "QuerySet[Change]":
    if cursor is None:
        return found
    at, pk = cursor
    return found.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))


def _lines(change: Change, model: type[Model], names: Names) -> Iterator[Line]:
    kind = BY_MODEL.get(change.model)
    for name in change.was | change.now:
        if name in UNSAID or (kind and name == kind.to and change.label != "update"):
            continue
        both = [
            _said(model, name, each.get(name), names)
            for each in (change.was, change.now)
        ]
        if any(both):
            label = called(model, name)
            yield Line(label[:1].upper() + label[1:], *both)


def _said(model: type[Model], name: str, value: Any, names: Names) -> str:
    """A value as JSON has it, as people read it."""
    field = column(model, name)
    if value is None or field is None:
        return "" if value is None else str(value)
    if field.related_model and isinstance(value, int):
        return names.name(field.related_model, value)
    return plain_value(model, name, field.to_python(value))

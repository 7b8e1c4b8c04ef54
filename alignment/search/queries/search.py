"""What is found: counted by kind, in pages, and the best of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString

from alignment.asked import Asked, asked
from alignment.people.models import Person
from alignment.search.models import Entry
from alignment.search.queries.marking import marked, snippet
from alignment.search.source import Source
from alignment.search.sources import BY_KIND, SOURCES

A_PAGE = 20
OF_A_KIND, SUGGESTED = 4, 12
COLUMNS = ("kind", "object_id", "key", "title", "text", "place", "mark", "at")
NEWEST = F("at").desc(nulls_last=True)


@dataclass(frozen=True)
class Found:
    """Something found; `title` and `said` are escaped, with the words marked."""

    source: Source
    url: str
    title: SafeString
    said: SafeString
    place: str
    mark: str
    at: datetime | None


@dataclass(frozen=True)
class Counted:
    source: Source
    count: int


@dataclass(frozen=True)
class Results:
    """A page of what was found of one kind, or of all; counts are of every kind."""

    asked: Asked
    counts: tuple[Counted, ...]
    rows: tuple[Found, ...]
    page: "Page[Any] | None"

    @property
    def total(self) -> int:
        return sum(each.count for each in self.counts)


@dataclass(frozen=True)
class Group:
    source: Source
    rows: tuple[Found, ...]


@dataclass(frozen=True)
class Suggestions:
    asked: Asked
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def search(text: str, *, viewer: Person, kind: str, page: str) -> Results:
    """Titles before texts, whole words before beginnings, new before old; 3 queries."""
    words = asked(text)
    if not words.words:
        return Results(words, (), (), None)
    found = _found(words, viewer)
    counted = dict(found.values_list("kind").annotate(count=Count("pk")))
    counts = [Counted(one, counted[one.kind]) for one in SOURCES if one.kind in counted]
    of_kind = found.filter(kind=kind) if kind else found
    pages = Paginator(_ranked(of_kind, words).values_list(*COLUMNS), A_PAGE)
    pages.count = counted.get(kind, 0) if kind else sum(counted.values())
    shown = pages.get_page(page)
    rows = tuple(_row(record, words) for record in shown.object_list)
    return Results(words, tuple(counts), rows, shown)


def suggestions(text: str, *, viewer: Person) -> Suggestions:
    """The few best of each kind, the best kind first; 2 queries."""
    words = asked(text)
    if not words.words:
        return Suggestions(words, ())
    ranked = _ranked(_found(words, viewer), words)
    number = Window(RowNumber(), partition_by="kind", order_by=["tier", NEWEST, "-pk"])
    best = ranked.annotate(number=number).filter(number__lte=OF_A_KIND)
    records = best.values_list(*COLUMNS)[:SUGGESTED]
    return Suggestions(words, _grouped(_row(record, words) for record in records))


def _grouped(rows: Iterable[Found]) -> tuple[Group, ...]:
    groups: dict[str, list[Found]] = {}
    for row in rows:
        groups.setdefault(row.source.kind, []).append(row)
    return tuple(Group(BY_KIND[kind], tuple(rows)) for kind, rows in groups.items())


def _found(words: Asked, viewer: Person) -> "QuerySet[Entry]":
    """Only what the viewer may see, as the apps themselves say it."""
    seen = Q()
    for source in SOURCES:
        of_kind = Q(kind=source.kind)
        rows = source.seen(viewer).order_by() if source.seen else None
        if rows is not None and rows.query.where:  # else all of them are seen
            of_kind &= Q(Exists(rows.filter(pk=OuterRef("object_id"))))
        seen |= of_kind
    return Entry.objects.filter(seen, words=words.begun)


def _ranked(found: "QuerySet[Entry]", words: Asked) -> "QuerySet[Entry]":
    same = Case(When(title__iexact=words.text, then=Value(0)), default=Value(1))
    tier = Case(
        When(words=words.whole_in_title, then=same),
        When(words=words.begun_in_title, then=Value(2)),
        When(words=words.whole, then=Value(3)),
        default=Value(4),
    )
    return found.annotate(tier=tier).order_by("tier", NEWEST, "-pk")


def _row(record: tuple[Any, ...], words: Asked) -> Found:
    kind, pk, key, title, text, place, mark, at = record
    source = BY_KIND[kind]
    return Found(
        source=source,
        url=source.url(key, pk),
        title=marked(title, words),
        said=snippet(text, words),
        place=place,
        mark=mark,
        at=at,
    )

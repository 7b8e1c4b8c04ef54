"""What is found: counted by kind, in pages, and the best of each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from alignment.asked import Asked, asked
from alignment.people.models import Person
from alignment.search.models import Entry
from alignment.search.queries.marking import marked, snippet
from alignment.search.source import Source
from alignment.search.sources import BY_KIND, SOURCES

A_PAGE = 20
OF_A_KIND, SUGGESTED = 4, 12
MOST = 500
"""Of a kind: with so many, only the newest are looked through and counted."""
COLUMNS = ("kind", "object_id", "key", "title", "text", "place", "mark", "at")
NEWEST = F("at").desc(nulls_last=True)
NEWEST_OF_A_KIND = """
(SELECT id FROM search_entry
  WHERE kind = %s AND words @@ to_tsquery('simple', %s)
  ORDER BY at DESC NULLS LAST, id DESC LIMIT %s)
"""
"""Written out: a query made of as many others takes longer to make than to answer.
Of a word of tens of thousands the older ones would cost a page."""
NEWEST_OF_ALL = " UNION ALL ".join([NEWEST_OF_A_KIND] * len(SOURCES))


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
    """`is_more`: there may be older ones with the words, which are not counted."""

    source: Source
    count: int
    is_more: bool


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

    @property
    def is_more(self) -> bool:
        return any(each.is_more for each in self.counts)


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
    best = _best(words, viewer)
    of_kind = [pk for pk, its in best if kind in {"", its}]
    shown = Paginator(of_kind, A_PAGE).get_page(page)
    rows = tuple(_rows(list(shown.object_list), words))
    return Results(words, _counted(best), rows, shown)


def suggestions(text: str, *, viewer: Person) -> Suggestions:
    """The few best of each kind, the best kind first; 3 queries."""
    words = asked(text)
    if not words.words:
        return Suggestions(words, ())
    taken: Counter[str] = Counter()
    shown: list[int] = []
    for pk, kind in _best(words, viewer):
        taken[kind] += 1
        if taken[kind] <= OF_A_KIND and len(shown) < SUGGESTED:
            shown.append(pk)
    return Suggestions(words, _grouped(_rows(shown, words)))


def _grouped(rows: Iterable[Found]) -> tuple[Group, ...]:
    groups: dict[str, list[Found]] = {}
    for row in rows:
        groups.setdefault(row.source.kind, []).append(row)
    return tuple(Group(BY_KIND[kind], tuple(rows)) for kind, rows in groups.items())


def _counted(best: Iterable[tuple[int, str]]) -> tuple[Counted, ...]:
    counts = Counter(kind for _, kind in best)
    return tuple(
        Counted(one, counts[one.kind], counts[one.kind] >= MOST)
        for one in SOURCES
        if one.kind in counts
    )


def _best(words: Asked, viewer: Person) -> list[tuple[int, str]]:
    """Key and kind of what was found, the best first; one query."""
    begun = words.begun_in_words
    said = [each for source in SOURCES for each in (source.kind, begun, MOST)]
    newest: Any = RawSQL(NEWEST_OF_ALL, said)  # noqa: S611 -- values are parameters
    found = Entry.objects.filter(_seen(viewer), pk__in=newest)
    return list(_ranked(found, words).values_list("pk", "kind"))


def _seen(viewer: Person) -> Q:
    """What the viewer may see, as the apps themselves say it."""
    whole, parts = [], []
    for source in SOURCES:
        rows = source.seen(viewer).order_by() if source.seen else None
        if rows is None or not rows.query.where:  # all of them are seen
            whole.append(source.kind)
            continue
        # By two bounds the database asks of each row found, not for all there are.
        its = {"pk__gte": OuterRef("object_id"), "pk__lte": OuterRef("object_id")}
        parts.append(Q(Exists(rows.filter(**its)), kind=source.kind))
    return reduce(or_, parts, Q(kind__in=whole))


def _ranked(found: "QuerySet[Entry]", words: Asked) -> "QuerySet[Entry]":
    same = Case(When(title__iexact=words.text, then=Value(0)), default=Value(1))
    tier = Case(
        When(words=words.whole_in_title, then=same),
        When(words=words.begun_in_title, then=Value(2)),
        When(words=words.whole, then=Value(3)),
        default=Value(4),
    )
    return found.annotate(tier=tier).order_by("tier", NEWEST, "-pk")


def _rows(pks: list[int], words: Asked) -> Iterable[Found]:
    """In the order of the keys; one query."""
    records = Entry.objects.filter(pk__in=pks).values_list("pk", *COLUMNS)
    by_key = {pk: record for pk, *record in records}
    return [_row(by_key[pk], words) for pk in pks if pk in by_key]


def _row(record: list[Any], words: Asked) -> Found:
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

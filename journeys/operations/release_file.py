"""Releases from a CSV file: read, checked row by row, added once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from alignment.days import is_near
from alignment.people.models import Person
from alignment.turn import take_turn
from journeys.models import Journey, Release, ReleaseJourney
from journeys.models.release import tell_of_releases
from journeys.operations.release import release_slug, taken_slugs
from journeys.operations.table_file import (
    Checked,
    Checks,
    Columns,
    corrected,
    guessed,
    table_of,
)

GUESSES = {
    "name": ("name", "release", "release name", "version", "title"),
    "day": ("day", "released_on", "release_date", "release date", "date", "released"),
    "journeys": ("journeys", "journey"),
}
DAY_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%d %B %Y")


@dataclass(frozen=True)
class FileRow(Checked):
    """A row as it would be kept, or why not."""

    line: int
    name: str
    day: date | None
    journeys: tuple[Journey, ...]


class Reading(Checks[FileRow]):
    """What a file says. `columns` maps name, day and journeys to a header, or ""."""

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """For the form that corrects the columns: its field, a label, the header."""
        return (
            ("name", "Name", self.columns["name"]),
            ("day", "Day", self.columns["day"]),
            ("column_of_journeys", "Journeys", self.columns["journeys"]),
        )


def read_releases(
    text: str, *, chosen: Columns, everywhere: Iterable[Journey] = ()
) -> Reading:
    """Check every row. `chosen` columns win over guessed ones; `everywhere` are the
    journeys of rows that name none. Raises UnreadableFile.
    """
    (_, first), *table = table_of(text)
    headers = tuple(cell.strip() for cell in first)
    columns = corrected(guessed(headers, GUESSES), headers, chosen)
    rows = _rows(table, headers, columns, tuple(everywhere))
    return Reading(headers, columns, _merged(rows))


def _rows(
    table: list[tuple[int, list[str]]],
    headers: tuple[str, ...],
    columns: Columns,
    everywhere: tuple[Journey, ...],
) -> Iterator[FileRow]:
    seen = set(Release.objects.order_by("pk").values_list("name", "released_on"))
    shown = list(Journey.objects.shown())
    by_name = {journey.slug: journey for journey in shown}
    by_name |= {journey.title.lower(): journey for journey in shown}
    for line, row in table:
        cells = dict(zip(headers, row, strict=False))
        name = cells.get(columns["name"], "").strip()
        day = _day(cells.get(columns["day"], ""))
        wanted = _names(cells.get(columns["journeys"], ""))
        found = [by_name[one.lower()] for one in wanted if one.lower() in by_name]
        touched = tuple(found) or everywhere
        problem = _problem(name, day, cells.get(columns["day"], ""))
        if unknown := [one for one in wanted if one.lower() not in by_name]:
            problem = problem or f"There is no journey called “{unknown[0]}”."
        is_known = not problem and (name, day) in seen
        yield FileRow(*(line, name, day, touched), problem=problem, is_known=is_known)


def _merged(rows: Iterable[FileRow]) -> tuple[FileRow, ...]:
    """Several lines of the same new release are one, with the journeys of all."""
    merged: dict[tuple[str, date | None, int], FileRow] = {}
    for row in rows:
        key = (row.name, row.day, 0 if row.is_new else row.line)
        first = merged.get(key, row)
        journeys = dict.fromkeys((*first.journeys, *row.journeys))
        merged[key] = replace(first, journeys=tuple(journeys))
    return tuple(merged.values())


def _problem(name: str, day: date | None, written: str) -> str:
    if not name:
        return "The name is missing."
    if len(name) > 120:
        return "The name is longer than 120 characters."
    if day is None and not written.strip():
        return "The day is missing."
    if day is None:
        return f"“{written.strip()[:40]}” is not a day. Write 2026-11-16."
    return "" if is_near(day) else f"The day {day} is too far away. Check its year."


def _day(written: str) -> date | None:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(written.strip()[:40], form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _names(written: str) -> list[str]:
    parts = written.replace(";", ",").replace("|", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


@transaction.atomic
def add_releases(*, reading: Reading, by: Person) -> int:
    """Keep the new rows; returns how many. The same file again adds nothing."""
    take_turn("release")
    taken = taken_slugs()
    made: dict[str, tuple[Journey, ...]] = {}
    drafts = []
    for row in reading.new:
        if row.day is None:
            continue
        draft = Release(name=row.name, released_on=row.day, created_by=by)
        draft.slug = release_slug(draft, taken)
        taken.add(draft.slug)
        drafts.append(draft)
        made[draft.slug] = row.journeys
    Release.objects.bulk_create(drafts, ignore_conflicts=True)
    kept = Release.objects.filter(slug__in=made).values_list("slug", "pk")
    links = [
        ReleaseJourney(release_id=pk, journey_id=journey.pk)
        for slug, pk in kept
        for journey in made[slug]
    ]
    ReleaseJourney.objects.bulk_create(links, ignore_conflicts=True)
    tell_of_releases()
    return len(kept)

"""Requirements from pasted text or a sheet: read, checked row by row, added once."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from alignment.people.models import Person
from alignment.sheet import UnreadableSheet, is_workbook, read_workbook
from journeys.models import Initiative, Requirement, RequirementUpload
from journeys.models.requirement import tell_of_requirements
from journeys.operations.table_file import (
    MOST_BYTES,
    Checked,
    Checks,
    Columns,
    Table,
    UnreadableFile,
    corrected,
    guessed,
    must_be_small,
    table_of,
    text_of,
)

FIELDS = {
    "text": "What is asked for",
    "group": "Group",
    "key": "Key",
    "size": "Size or priority",
}
GUESSES = {
    "text": (
        *("text", "requirement", "title", "summary", "name", "story", "user story"),
        *("description", "what is asked for", "feature", "item"),
    ),
    "group": ("group", "theme", "epic", "area", "component", "category", "module"),
    "key": ("key", "id", "external key", "issue key", "reference", "ref", "number"),
    "size": (
        *("size", "priority", "size or priority", "points", "story points"),
        *("estimate", "effort", "moscow"),
    ),
}
NO_TABLE = "Choose a CSV file or an Excel workbook (.xlsx)."
BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+(?=\S)")
MOST = {"text": 500, "group": 80, "key": 64, "size": 40}


@dataclass(frozen=True)
class Row(Checked):
    """A row as it would be kept, or what is wrong in which column.

    `is_known` where it is in the list, or further up in the file: on line `same_as`.
    """

    line: int
    text: str
    group: str
    key: str
    size: str
    column: str = ""
    value: str = ""
    same_as: int = 0


@dataclass(frozen=True)
class Reading(Checks[Row]):
    """`columns` maps each field to a header, or ""; `text` is read again later."""

    text: str

    @property
    def there(self) -> tuple[Row, ...]:
        """Those that are in the list."""
        return tuple(row for row in self.known if not row.same_as)

    @property
    def repeated(self) -> tuple[Row, ...]:
        """Those that stand further up in the file."""
        return tuple(row for row in self.known if row.same_as)

    @property
    def has_no_text(self) -> bool:
        """Whether no column is known to hold what is asked for."""
        return not self.columns["text"]

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """For the form that corrects the columns: its field, a label, the header."""
        return tuple((f, label, self.columns[f]) for f, label in FIELDS.items())


def text_of_file(content: bytes) -> str:
    """The table of a CSV file or a workbook, with tabs between its cells.

    Raises UnreadableFile.
    """
    if not is_workbook(content[:16]):
        return _with_tabs(table_of(text_of(content, otherwise=NO_TABLE)))
    try:
        rows = read_workbook(content)
    except UnreadableSheet as problem:
        raise UnreadableFile(str(problem)) from problem
    return _with_tabs(list(enumerate(rows, start=1)))


def text_of_paste(pasted: str) -> str:
    """The same of what was pasted: a line each, or the cells of a sheet."""
    pasted = _without_bullets(pasted)
    if "\t" in pasted:
        return _with_tabs(table_of(pasted, delimiter="\t"))
    return _with_tabs([(n, [one]) for n, one in enumerate(pasted.splitlines(), 1)])


def _without_bullets(pasted: str) -> str:
    """A list loses its bullets or numbers where each of its lines has one."""
    lines = pasted.splitlines()
    said = [line for line in lines if line.strip()]
    if len(said) < 2 or not all(map(BULLET.match, said)):
        return pasted
    return "\n".join(BULLET.sub("", line, count=1) for line in lines)


def _with_tabs(table: Table) -> str:
    """One line a row, at its own place, so that lines keep their numbers."""
    must_be_small(table)
    kept = io.StringIO()
    writer, last = csv.writer(kept, delimiter="\t", lineterminator="\n"), 0
    for line, row in table:
        kept.write("\n" * (line - last - 1))
        last = max(line, last + 1)
        writer.writerow(" ".join(cell.split()) for cell in row)
    text = kept.getvalue()
    if len(text.encode()) > MOST_BYTES:
        raise UnreadableFile("It holds more than 1 MB of text. Split it.")
    return text


def read_requirements(text: str, *, chosen: Columns, initiative: Initiative) -> Reading:
    """Check every row. `chosen` columns win over guessed ones.

    Raises UnreadableFile.
    """
    table = table_of(text, delimiter="\t")
    headers, has_head = _headers(table)
    columns = guessed(headers, GUESSES)
    if not has_head:
        columns |= dict(zip(FIELDS, headers, strict=False))
    columns = corrected(columns, headers, chosen)
    found = _rows(table[has_head:], headers, columns)
    return Reading(headers, columns, tuple(_judged(found, initiative)), text)


def _headers(table: Table) -> tuple[tuple[str, ...], bool]:
    """The names of the columns, and whether the first row says them."""
    first = [cell.strip() for cell in table[0][1]]
    known = {word for words in GUESSES.values() for word in words}
    if any(cell.lower() in known for cell in first):
        return tuple(dict.fromkeys(cell or "–" for cell in first)), True
    width = max(len(row) for _, row in table)
    return tuple(f"Column {number}" for number in range(1, width + 1)), False


def _rows(table: Table, headers: tuple[str, ...], columns: Columns) -> Iterator[Row]:
    for line, cells in table:
        said = dict(zip(headers, (cell.strip() for cell in cells), strict=False))
        values = {field: said.get(columns[field], "") for field in FIELDS}
        column, value, problem = _problem(values)
        yield Row(
            *(line, values["text"], values["group"], values["key"], values["size"]),
            *(column, value),
            problem=problem,
        )


def _problem(values: dict[str, str]) -> tuple[str, str, str]:
    """The column, its value and what is wrong with it; three times nothing."""
    if not values["text"]:
        return FIELDS["text"], "", "It says nothing."
    for field, most in MOST.items():
        if len(values[field]) > most:
            said = f"It is longer than {most} characters."
            return FIELDS[field], f"{values[field][:40]}…", said
    return "", "", ""


def _judged(rows: Iterable[Row], initiative: Initiative) -> Iterator[Row]:
    """Told apart by their keys; where there is none by their words."""
    there = initiative.requirements.values_list("key", "text")
    keys = {key for key, _ in there if key}
    texts = {text.lower() for _, text in there}
    read: dict[tuple[bool, str], Row] = {}
    for row in rows:
        known = row.key in keys if row.key else row.text.lower() in texts
        mark = (bool(row.key), row.key or row.text.lower())
        before = None if row.problem else read.get(mark)
        if before and before.text.lower() != row.text.lower():
            said = f"Line {before.line} has the same key and says something else."
            column, value = FIELDS["key"], row.key
            yield replace(row, column=column, value=value, problem=said, is_known=False)
            continue
        if not row.problem:
            read.setdefault(mark, row)
        is_known = not row.problem and (known or before is not None)
        same_as = before.line if before and not known else 0
        yield replace(row, is_known=is_known, same_as=same_as)


@transaction.atomic
def add_requirements(
    *, reading: Reading, initiative: Initiative, name: str, by: Person
) -> int:
    """Keep the new rows at the end of the list; returns how many.

    What others added meanwhile is looked at again: the same file adds nothing.
    """
    initiative.lock()
    new = tuple(row for row in _judged(reading.rows, initiative) if row.is_new)
    if not new:
        return 0
    upload = RequirementUpload.objects.create(
        initiative=initiative, name=name[:200], count=len(new), by=by
    )
    last = initiative.requirements.order_by("-position").first()
    first = last.position + 1 if last else 1
    Requirement.objects.bulk_create(
        Requirement(
            initiative=initiative,
            text=row.text,
            group=row.group,
            key=row.key,
            size=row.size,
            position=place,
            upload=upload,
            created_by=by,
        )
        for place, row in enumerate(new, start=first)
    )
    tell_of_requirements()
    return len(new)

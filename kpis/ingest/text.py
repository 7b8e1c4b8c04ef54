"""Reads tables kept as text: any common encoding, delimiter and quoting."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from kpis.ingest import lines
from kpis.ingest.heads import find_head
from kpis.ingest.limits import Head, Order, Unreadable
from kpis.ingest.parts import LONG, PartWriter

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SNIFFED_BYTES = 262_144
SNIFFED_RECORDS = 200
BLOCK_BYTES = 16 * 2**20


def read_text(order: Order) -> dict[str, Any]:
    """Write the parts of a text file. Raises Unreadable."""
    path = Path(order.path)
    encoding = find_encoding(path)
    if encoding != "utf-8":
        path = _as_utf8(path, encoding, Path(order.folder))
    with path.open(encoding="utf-8-sig", newline="") as file:
        beginning = file.read(SNIFFED_BYTES)
    delimiter = find_delimiter(beginning)
    records = [
        record.cells
        for record, _ in zip(
            lines.records(io.StringIO(beginning, newline=""), delimiter),
            range(SNIFFED_RECORDS),
            strict=False,
        )
        if record.problem == ""
    ]
    head = find_head(records, order.has_header)
    writer = PartWriter(Path(order.folder), head.names, order.rows_limit)
    if not _read_plain(path, delimiter, head, writer):
        writer.wait()
        writer = PartWriter(Path(order.folder), head.names, order.rows_limit)
        _read_carefully(path, delimiter, head, writer)
    if not writer.rows and not writer.refused:
        raise Unreadable("It holds a header and no rows. Check the export.")
    return writer.finish() | {
        "encoding": encoding,
        "delimiter": DELIMITERS[delimiter],
        "has_header": head.has_header,
        "sheets": [],
    }


def find_encoding(path: Path) -> str:
    """utf-8, utf-16, cp1252 or latin-1: the first in which all of the file is valid."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) >= 4 and start[1::2].count(0) > len(start) * 0.3:
        return "utf-16-le"
    if len(start) >= 4 and start[::2].count(0) > len(start) * 0.3:
        return "utf-16-be"
    return next(name for name in ("utf-8", "cp1252", "latin-1") if _is(path, name))


def _is(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(path: Path, encoding: str, folder: Path) -> Path:
    copy = folder / "utf-8.txt"
    with (
        path.open(encoding=encoding, errors="replace", newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while block := source.read(BLOCK_BYTES):
            target.write(block)
    return copy


def find_delimiter(beginning: str) -> str:
    """The one that gives most rows the same number of cells, more than one."""
    best, best_score = ",", 0.0
    whole = list(io.StringIO(beginning, newline=""))
    if len(beginning) >= SNIFFED_BYTES - 4 and len(whole) > 1:
        whole = whole[:-1]
    for delimiter in DELIMITERS:
        found = zip(
            lines.records(iter(whole), delimiter), range(SNIFFED_RECORDS), strict=False
        )
        widths = Counter(len(record.cells) for record, _ in found)
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = count / max(1, widths.total()) * min(width, 8) if width > 1 else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _read_plain(path: Path, delimiter: str, head: Head, writer: PartWriter) -> bool:
    """The fast way, for files in which every line is one whole record.

    False when the file is not that plain: then the careful way reads all of it.
    """
    line = 1
    for block in _blocks(path):
        if not _is_plain(block, delimiter, len(head.names)):
            return False
        frame = _parse(block, delimiter, len(head.names))
        if frame is None:
            return False
        numbered = frame.with_columns(
            pl.int_range(line, line + frame.height, dtype=pl.Int64).alias(LONG)
        ).select(LONG, *frame.columns)
        writer.add(numbered.slice(head.skipped) if line == 1 else numbered)
        line += frame.height
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks of whole lines, each ending with a line feed."""
    rest = b""
    with path.open("rb") as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while block := file.read(BLOCK_BYTES):
            whole, feed, after = (rest + block).rpartition(b"\n")
            rest = after
            if feed:
                yield whole + feed
    if rest:
        yield rest + b"\n"


def _is_plain(block: bytes, delimiter: str, width: int) -> bool:
    """No quotes, blank lines, lone carriage returns or NULs, and every row as wide.

    Blank lines in a table of several columns show as delimiters that are missing.
    """
    if b'"' in block or b"\0" in block:
        return False
    if b"\r" in block and (
        block.startswith(b"\r")
        or b"\n\r" in block
        or block.count(b"\r") != block.count(b"\r\n")
    ):
        return False
    if width > 1:
        return True
    blank = block.startswith(b"\n") or b"\n\n" in block
    return not blank and delimiter.encode() not in block


def _parse(block: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    rows = block.count(b"\n")
    if block.count(delimiter.encode()) != rows * (width - 1):
        return None
    try:
        frame = pl.read_csv(
            block,
            has_header=False,
            separator=delimiter,
            quote_char=None,
            schema={f"c{place}": pl.String for place in range(width)},
            truncate_ragged_lines=False,
        )
    except pl.exceptions.PolarsError:
        return None
    return frame if frame.height == rows else None


def _read_carefully(path: Path, delimiter: str, head: Head, writer: PartWriter) -> None:
    """Record by record: quotes, line breaks within cells, rows too short or long."""
    width, batch, numbers = len(head.names), [], []
    left_to_skip = head.skipped
    csv.field_size_limit(2**27)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for record in lines.records(file, delimiter):
            if left_to_skip and not record.problem:
                left_to_skip -= 1
                continue
            cells, problem = lines.fitted(record, width)
            if problem:
                writer.refuse(record.line, delimiter.join(record.cells), problem)
                continue
            batch.append(cells)
            numbers.append(record.line)
            if len(batch) == 20_000:
                writer.add_rows(numbers, batch)
                batch, numbers = [], []
    writer.add_rows(numbers, batch)

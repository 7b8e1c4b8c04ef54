"""Writes rows of strings into parts, and remembers what the columns look like."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from kpis.ingest.limits import ROWS_IN_PART, Refusal, Unreadable

SAMPLES = 5
FEW_VALUES = 60
SHOWN_CHARACTERS = 80
LONG = "line"


class PartWriter:
    """Collects frames of columns `line`, `c0`, `c1`, … and cuts them into parts.

    A part is written beside the reading of the next one.
    """

    def __init__(self, folder: Path, names: list[str], rows_limit: int) -> None:
        self.folder, self.names, self.rows_limit = folder, names, rows_limit
        self.waiting: list[pl.DataFrame] = []
        self.rows_waiting = self.rows = self.parts = 0
        self.refused: list[Refusal] = []
        self.samples: list[list[str]] = [[] for _ in names]
        self.values: list[set[str] | None] = [set() for _ in names]
        self.beside = ThreadPoolExecutor(1)
        self.writing: Future[None] | None = None

    @property
    def keys(self) -> list[str]:
        return [f"c{place}" for place in range(len(self.names))]

    def add(self, frame: pl.DataFrame) -> None:
        self.waiting.append(frame)
        self.rows_waiting += frame.height
        self.rows += frame.height
        if self.rows > self.rows_limit:
            raise Unreadable(
                f"It has more than {self.rows_limit:,} rows, which is the most this"
                " installation takes. Split it and upload the pieces one by one."
            )
        if self.rows_waiting >= ROWS_IN_PART:
            self._cut(last=False)

    def add_rows(self, lines: list[int], rows: list[list[str]]) -> None:
        """Rows of equal length, as lists of strings."""
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in self.keys]
        data: dict[str, Any] = {LONG: pl.Series(lines, dtype=pl.Int64)}
        for key, cells in zip(self.keys, columns, strict=True):
            data[key] = pl.Series(cells, dtype=pl.String)
        self.add(pl.DataFrame(data))

    def refuse(self, line: int, value: str, reason: str, column: str = "") -> None:
        self.refused.append(Refusal(line, column, value[:500], reason))

    def wait(self) -> None:
        """Wait for the part that is being written."""
        if self.writing:
            self.writing.result()

    def finish(self) -> dict[str, Any]:
        """Write what waits; returns what the reading found about rows and columns."""
        self._cut(last=True)
        self.wait()
        if self.refused:
            frame = pl.DataFrame([asdict(each) for each in self.refused])
            frame.write_parquet(self.folder / "refused.parquet")
        return {
            "rows": self.rows,
            "parts": self.parts,
            "refused": len(self.refused),
            "columns": [
                {
                    "name": name,
                    "samples": samples,
                    "values": None if values is None else sorted(values),
                }
                for name, samples, values in zip(
                    self.names, self.samples, self.values, strict=True
                )
            ],
        }

    def _cut(self, *, last: bool) -> None:
        if not self.waiting:
            return
        frame = pl.concat(self.waiting)
        while frame.height >= ROWS_IN_PART or (last and frame.height):
            self._write(frame.head(ROWS_IN_PART))
            frame = frame.slice(ROWS_IN_PART)
        self.waiting = [frame] if frame.height else []
        self.rows_waiting = frame.height

    def _write(self, part: pl.DataFrame) -> None:
        self.wait()
        self.parts += 1
        self.writing = self.beside.submit(self._keep, part, self.parts)

    def _keep(self, part: pl.DataFrame, number: int) -> None:
        self._remember(part)
        part.write_parquet(
            self.folder / f"part-{number:04}.parquet",
            compression="lz4",
            statistics=False,
        )

    def _remember(self, part: pl.DataFrame) -> None:
        """Keep samples of each column, and all values where they are few."""
        for place, key in enumerate(self.keys):
            known = self.values[place]
            if known is None:
                continue
            head = part[key].head(2000).str.strip_chars().unique(maintain_order=True)
            for value in head.drop_nulls().to_list():
                if value and len(self.samples[place]) < SAMPLES:
                    shown = value[:SHOWN_CHARACTERS]
                    if shown not in self.samples[place]:
                        self.samples[place].append(shown)
            if head.len() > FEW_VALUES:
                self.values[place] = None
                continue
            texts = part[key].unique().str.strip_chars().to_list()
            found = {text for text in texts if text}
            known |= found
            if len(known) > FEW_VALUES or any(len(v) > 200 for v in found):
                self.values[place] = None

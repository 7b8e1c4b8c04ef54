"""What a worker has found out already for the import it is at."""

from collections.abc import Callable, Hashable

import polars as pl

MOST = 3_000_000


class Memory:
    """A table that grows from chunk to chunk, from a first column to others.

    It belongs to one owner at a time: asked for another it starts anew. So a customer
    who is in ten chunks of a file is looked for once.
    """

    def __init__(self) -> None:
        self.owner: Hashable = None
        self.known: pl.DataFrame | None = None

    def table(
        self,
        owner: Hashable,
        wanted: pl.Series,
        find: Callable[[pl.Series], pl.DataFrame],
    ) -> pl.DataFrame:
        """A table with all that is wanted; `find` makes the part not known yet."""
        known = self.known
        if known is None or owner != self.owner or known.height > MOST:
            known = find(wanted)
        else:
            asked = wanted.to_frame(known.columns[0])
            new = asked.join(known, on=known.columns[0], how="anti").to_series()
            if new.len():
                known = pl.concat([known, find(new)])
        self.owner, self.known = owner, known
        return known

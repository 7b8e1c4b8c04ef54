"""What a worker has found out already for the import it is at."""

import threading
from collections.abc import Callable, Hashable

import polars as pl

MOST = 3_000_000
HASH = "_hash"


class Memory(threading.local):
    """A table that grows from chunk to chunk, from a value to what was found for it.

    It belongs to one owner at a time: asked for another it starts anew. So a customer
    who is in ten chunks of a file is looked for once. Values are compared by their
    hashes, which is far quicker; where two hash alike, all is begun with another seed.
    Threads share nothing of it.
    """

    def __init__(self) -> None:
        self.owner: Hashable = None
        self.known: pl.DataFrame | None = None
        self.seed = 0

    def added(
        self,
        owner: Hashable,
        rows: pl.DataFrame,
        column: str,
        find: Callable[[pl.Series], pl.Series],
    ) -> pl.DataFrame:
        """The rows with what is found for a column; null where that is null.

        `find` gets values not known yet, and gives as many in the same order.
        """
        if owner != self.owner or (self.known is not None and self.known.height > MOST):
            self.owner, self.known = owner, None
        hashed = rows.with_columns(pl.col(column).hash(self.seed).alias(HASH))
        hashed = hashed.with_columns(
            pl.when(pl.col(column).is_not_null()).then(HASH).alias(HASH)
        )
        known = self._grown(hashed.select(HASH, column).drop_nulls(), find)
        joined = hashed.join(known, on=HASH, how="left", maintain_order="left")
        if (joined[column] != joined[f"{column}_right"]).any():
            self.seed, self.known = self.seed + 1, None
            return self.added(owner, rows, column, find)
        return joined.drop(HASH, f"{column}_right")

    def _grown(
        self, wanted: pl.DataFrame, find: Callable[[pl.Series], pl.Series]
    ) -> pl.DataFrame:
        new = wanted.unique(HASH)
        if self.known is not None:
            new = new.join(self.known.select(HASH), on=HASH, how="anti")
        if self.known is None or new.height:
            found = new.with_columns(find(new.to_series(1)))
            self.known = pl.concat(
                [*([] if self.known is None else [self.known]), found]
            )
        return self.known

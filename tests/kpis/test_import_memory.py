"""What a worker remembers from chunk to chunk of an import."""

import polars as pl
import pytest

from kpis.operations.imports_memory import Memory


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
def asked():
    """What was looked for, call by call."""
    return []


@pytest.fixture
def find(asked):
    def find(values: pl.Series) -> pl.Series:
        asked.append(sorted(values.to_list()))
        return (values + "!").rename("found")

    return find


def rows(*values: str | None) -> pl.DataFrame:
    return pl.DataFrame({"value": values}, schema={"value": pl.String})


def test_memory_looks_once_for_what_comes_again(memory, find, asked):
    first = memory.added(1, rows("a", None, "b", "a"), "value", find)
    second = memory.added(1, rows("b", "c"), "value", find)

    assert first["found"].to_list() == ["a!", None, "b!", "a!"]
    assert second["found"].to_list() == ["b!", "c!"]
    assert asked == [["a", "b"], ["c"]]


def test_memory_forgets_for_another_owner(memory, find, asked):
    memory.added(1, rows("a"), "value", find)

    memory.added(2, rows("a"), "value", find)

    assert asked == [["a"], ["a"]]


def test_memory_bears_rows_in_which_there_is_nothing(memory, find):
    nothing = memory.added(1, rows(None), "value", find)
    empty = memory.added(1, rows(), "value", find)

    assert (nothing["found"].to_list(), empty.height) == ([None], 0)


def test_memory_never_takes_one_for_another_that_hashes_alike(
    memory, find, monkeypatch
):
    real = pl.Expr.hash

    def poor(column: pl.Expr, seed: int = 0) -> pl.Expr:
        return real(column, seed) if seed else pl.lit(7, pl.UInt64)

    monkeypatch.setattr(pl.Expr, "hash", poor)

    found = memory.added(1, rows("a", "b", "a"), "value", find)

    assert found["found"].to_list() == ["a!", "b!", "a!"]
    assert memory.seed == 1

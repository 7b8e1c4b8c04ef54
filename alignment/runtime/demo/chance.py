"""Chance that always falls the same way: draws named by a text, drawn in columns."""

import math
import zlib
from random import Random

import polars as pl


def uniform(name: str) -> pl.Expr:
    """One number in [0, 1) a row, from the row's number and the name of the draw."""
    seed = zlib.crc32(name.encode())
    return pl.int_range(pl.len(), dtype=pl.UInt64).hash(seed).cast(pl.Float64) / 2**64


def normal(name: str) -> pl.Expr:
    """Standard normal, by Box and Muller."""
    radius = (-2 * (uniform(f"{name} radius") + 2**-60).log()).sqrt()
    return radius * (2 * math.pi * uniform(f"{name} angle")).cos()


def lognormal(name: str, median: pl.Expr | float, spread: float) -> pl.Expr:
    """Skewed as durations are, around a median; `spread` is the log's sd."""
    return (normal(name) * spread).exp() * median


def counted(mean: float, chance: Random) -> int:
    """A count scattered as contacts are: Poisson, and a little more when many."""
    if mean > 12:
        return max(0, round(mean + chance.gauss(0, 1.1) * math.sqrt(mean)))
    count, product, least = 0, chance.random(), math.exp(-mean)
    while product > least:
        count, product = count + 1, product * chance.random()
    return count

"""Keyed hashes: of customers, and of rows that have no id of their own."""

import hashlib

import polars as pl

BLOCK = 64
"""Bytes that SHA-256 takes at a time."""


def customer_keys(customers: pl.Series, secret: str, namespace: str) -> pl.Series:
    """HMAC-SHA256 of each id, 32 bytes. `namespace` keeps a source's own ids apart.

    The definition of RFC 2104, with what comes before the text hashed once for all of
    them: a third of the time of `hmac.digest`, with the same result.
    """
    key = secret.encode()
    key = hashlib.sha256(key).digest() if len(key) > BLOCK else key
    key = key.ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
    if namespace:
        inner.update(f"{namespace}\0".encode())
    digests = []
    for text in customers.to_list():
        within, around = inner.copy(), outer.copy()
        within.update(text.encode())
        around.update(within.digest())
        digests.append(around.digest())
    return pl.Series("key", digests, dtype=pl.Binary)


def row_digests(part: pl.DataFrame, secret: str) -> list[str]:
    """A keyed digest of each whole row: the same row, the same digest, in any file."""
    key = hashlib.blake2b(secret.encode(), digest_size=32).digest()
    cells = [column for column in part.columns if column != "line"]
    texts = part.select(
        pl.concat_str(
            [pl.col(cell).fill_null("").str.strip_chars() for cell in cells],
            separator="\x1f",
        )
    ).to_series()
    return [
        hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest()
        for text in texts.to_list()
    ]


def numbered(digests: pl.Series) -> pl.Series:
    """Ids made of digests and their occurrence: equal rows stay different contacts."""
    frame = digests.to_frame("digest")
    return frame.select(
        pl.col("digest")
        + "-"
        + pl.int_range(1, pl.len() + 1).over("digest").cast(pl.String)
    ).to_series()

"""Keyed hashes: of customers, and of rows that have no id of their own."""

import hashlib
import hmac

import polars as pl


def customer_keys(customers: pl.Series, secret: str, namespace: str) -> pl.Series:
    """HMAC-SHA256 of each id, 32 bytes. `namespace` keeps a source's own ids apart."""
    key, before = secret.encode(), f"{namespace}\0".encode() if namespace else b""
    digests = [
        hmac.digest(key, before + text.encode(), "sha256")
        for text in customers.to_list()
    ]
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

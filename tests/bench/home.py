"""P8, P9 and P10: what Home costs, warm, cold, and with many times the contacts."""

import psycopg

from tests.bench.row import Row
from tests.served import Served, served

SMALL = 200_000
DEMO = 400_000
"""Contacts of the demo at scale 1."""
WARM, COLD = 60, 12
SUMS = (
    "inbound",
    "outbound",
    "handled",
    "talk_seconds",
    "hold_seconds",
    "after_seconds",
    "handled_seconds",
    "followed_same_reason",
)


def measure(size: int) -> list[Row]:
    """Web and database CPU of a request; the smaller size is a tenth at most."""
    small = min(SMALL, size // 10)
    with served(scale=small / DEMO) as site:
        bare = site.cpu_of(lambda: site.get("/healthz"), times=WARM)
        warm, cold = _warm(site), _cold(site)
        grown = _grow(site, size // small)
        large = _cold(site)
    return [
        Row("P8", "Home, warm ÷ a bare page, CPU of a request", warm / bare, 8),
        Row("P9", "Home, cold ÷ warm, CPU of a request", cold / warm, 8),
        Row("P10", f"Home, cold, {grown:,} contacts ÷ {small:,}", large / cold, 1.2),
    ]


def _warm(site: Served) -> float:
    site.get("/")
    return site.cpu_of(lambda: site.get("/"), times=WARM)


def _cold(site: Served) -> float:
    """After a refresh each time: nothing of the page is kept."""
    with psycopg.connect(site.database, autocommit=True) as session:

        def visit() -> None:
            session.execute("UPDATE kpis_freshness SET version = version + 1")
            site.get("/")

        visit()
        return site.cpu_of(visit, times=COLD)


def _grow(site: Served, times: int) -> int:
    """Every contact so many times, and the prepared numbers with them."""
    sums = ", ".join(f"{name} = {name} * {times}" for name in SUMS)
    with psycopg.connect(site.database, autocommit=True) as session:
        columns = session.execute(
            "SELECT string_agg(quote_ident(column_name), ', ')"
            " FROM information_schema.columns"
            " WHERE table_name = 'kpis_contact' AND column_name <> 'external_id'"
        ).fetchone()
        assert columns
        session.execute(
            f"INSERT INTO kpis_contact ({columns[0]}, external_id)"
            f" SELECT {columns[0]}, external_id || '-' || copy"
            f"   FROM kpis_contact, generate_series(2, {times}) AS copy"
        )
        session.execute(f"UPDATE kpis_contactday SET {sums}")
        for command in ("VACUUM (FULL, ANALYZE) kpis_contactday", "ANALYZE"):
            session.execute(command)
        found = session.execute("SELECT count(*) FROM kpis_contact").fetchone()
        assert found
        return int(found[0])

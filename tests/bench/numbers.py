"""P4 to P7: what a change of contacts costs, beside working everything out."""

import math
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection, transaction

from alignment.people.models import Side
from journeys.models import Journey
from kpis.models import Freshness
from kpis.operations import repeat, rollup, spoken, standing
from kpis.operations.refresh import refresh
from kpis.queries import Period, Scope, standing_series
from tests import make
from tests.bench.row import Row

SMALL = 200_000
LATE = 5_000
DAYS = 730
FIRST = date(2024, 1, 1)
LAST = FIRST + timedelta(days=DAYS - 1)
TABLES = (
    "kpis_contact, kpis_contactday, kpis_contactrepeat, kpis_footprint,"
    " kpis_standingdelta, kpis_dirtyday, kpis_dirtycustomer, kpis_dirtyreason,"
    " kpis_activity, kpis_customer, kpis_reason, kpis_source, kpis_contactimport,"
    " kpis_freshness"
)
# Two years; three contacts a customer; forty reasons; four in ten handled by call.
# Rows come in the order of time, as a file has them, with one in ten a repeat.
CONTACTS = """
INSERT INTO kpis_contact (source_id, external_id, began_at, day, customer_id,
    reason_id, contact_import_id, channel, direction, talk_seconds, hold_seconds,
    after_seconds, is_handled, is_abandoned, is_complaint)
SELECT 1, 'c' || lpad(n::text, 12, '0'), at, (at AT TIME ZONE 'UTC')::date,
       1 + (hashint8(CASE WHEN n %% 10 = 0 THEN n - 1000 ELSE n END)::bigint
            + 2147483648) %% %(customers)s,
       1 + (hashint8(n * 31)::bigint + 2147483648) %% 40, 1, 1 + n %% 4, 1,
       60 + n %% 600, n %% 60, n %% 120, n %% 10 < 9, n %% 10 = 9, n %% 50 = 0
  FROM (SELECT n, timestamptz '2024-01-01 00:00+00'
               + n * (interval '730 days' / %(rows)s) AS at
          FROM generate_series(1, %(rows)s - 1) n) g
"""
SETTING = """
INSERT INTO kpis_source (id, name, slug, time_zone, handling_definition,
    own_customer_ids, has_customer_list, mappings)
VALUES (1, 'Bench', 'bench', 'UTC', 'talk', false, false, '{}');
INSERT INTO kpis_reason (id, source_id, label, demand)
SELECT n, 1, 'reason ' || n, '' FROM generate_series(1, 40) n;
"""
PLACES = """
UPDATE kpis_reason r SET journey_id = s.journey_id, step_id = s.id
  FROM (SELECT id, journey_id, row_number() OVER (ORDER BY id) AS n
          FROM journeys_step) s
 WHERE s.n = 1 + r.id % 24 AND r.id > 4
"""
LATE_ROWS = """
INSERT INTO kpis_contact (source_id, external_id, began_at, day, customer_id,
    reason_id, contact_import_id, channel, direction, talk_seconds, is_handled,
    is_abandoned, is_complaint)
SELECT 1, %(batch)s || n, at, (at AT TIME ZONE 'UTC')::date,
       1 + (hashint8(n * 7919 + %(seed)s)::bigint + 2147483648) %% %(customers)s,
       1 + n %% 40, 1, 1, 1, 90, true, false, false
  FROM (SELECT n, timestamptz '2025-11-01 00:00+00'
               + n * (interval '7 days' / %(rows)s) AS at
          FROM generate_series(1, %(rows)s) n) g
"""
MARK = """
INSERT INTO kpis_dirtyday (day)
SELECT DISTINCT day FROM kpis_contact
 WHERE day BETWEEN '2025-11-01' AND '2025-11-08' AND external_id LIKE %(batch)s || '%%';
INSERT INTO kpis_dirtycustomer (customer_id)
SELECT DISTINCT customer_id FROM kpis_contact
 WHERE day BETWEEN '2025-11-01' AND '2025-11-08' AND external_id LIKE %(batch)s || '%%';
"""
NAIVE = """
SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM kpis_contact c WHERE c.customer_id = f.customer_id
              AND c.direction = 1 AND c.day BETWEEN %(on)s::date - 89 AND %(on)s))
  FROM (SELECT customer_id FROM kpis_contact WHERE direction = 1
         GROUP BY customer_id HAVING min(day) <= %(on)s::date - 90) f
"""


def measure(size: int) -> list[Row]:
    """At 0.2 M and at the size, for the growth between them."""
    least = min(SMALL, size // 10)
    small, large = _at(least), _at(size)

    def growth(name: str) -> float:
        return math.log(large[name] / small[name]) / math.log(size / least)

    read, made = large["read"], large["standing"]
    late = f"{LATE:,} late rows, growth exponent"
    return [
        Row("P4", "one day ÷ full rollup", large["day"] / large["rollup"], 0.01),
        Row("P5", "12 months of no contact, read ÷ rebuild", read / made, 0.001),
        Row("P5", "rebuild ÷ naive count × 365", made / (large["naive"] * 365), 0.1),
        Row("P6", late, growth("late"), 0.2),
        Row("P7", "rebuild of everything, growth exponent", growth("rebuild"), 1.1),
    ]


def _at(rows: int) -> dict[str, float]:
    _fill(rows)
    found = {"rebuild": _timed(lambda: refresh(rebuild=True), 1)}
    found["rollup"] = _timed(_rollup, 3)
    found["standing"] = _timed(_standing, 1)
    _run("VACUUM ANALYZE")
    found["day"] = _timed(lambda: rollup.fill(LAST, LAST), 7)
    year = Period.ending(LAST, 365)
    found["read"] = _timed(lambda: standing_series(Scope(), year, "day"), 7)
    found["naive"] = _timed(_naive, 3)
    found["late"] = statistics.median(_late(rows, batch) for batch in range(3))
    return found


@transaction.atomic
def _standing() -> None:
    with standing.Filling(spoken.of_everybody()) as filling:
        filling.store()


@transaction.atomic
def _rollup() -> None:
    repeat.fill(spoken.of_everybody(), 7)
    rollup.fill()


def _naive() -> None:
    """One day's share, counted from the contacts; it must be the one of the series."""
    on = LAST - timedelta(days=30)
    with connection.cursor() as cursor:
        cursor.execute(NAIVE, {"on": on})
        counted = cursor.fetchone()
    found = standing_series(Scope(), Period(on, on), "day")[0]
    if counted != (found.base, found.silent):
        raise RuntimeError(f"{counted} counted, {found} kept")


def _late(rows: int, batch: int) -> float:
    values: dict[str, str | int] = {
        "batch": f"late{batch}-",
        "seed": batch * 1_000_003,
        "rows": LATE,
        "customers": max(rows // 3, 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(LATE_ROWS, values)
        cursor.execute(MARK, values)
    return _timed(refresh, 1)


def _fill(rows: int) -> None:
    """Contacts of two years, whatever their number; six journeys of four steps."""
    _places()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
        cursor.execute(SETTING)
        cursor.execute(PLACES)
        cursor.execute(
            "INSERT INTO kpis_customer (id, key)"
            " SELECT n, sha256(n::text::bytea) FROM generate_series(1, %s) n",
            [max(rows // 3, 1)],
        )
        cursor.execute(CONTACTS, {"rows": rows, "customers": max(rows // 3, 1)})
        cursor.execute("DELETE FROM kpis_dirtyreason")
    Freshness.current()
    _run("VACUUM ANALYZE")


def _places() -> None:
    if Journey.objects.exists():
        return
    petra = make.person("Petra Lind", make.team("Product North", Side.PRODUCT))
    omar = make.person("Omar Haddad", make.team("Care North", Side.OPS))
    for number in range(6):
        make.journey(f"Journey {number}", petra, omar)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _timed(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)

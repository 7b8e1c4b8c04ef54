"""P10 for what people do together: pages with a company's worth of rows in them."""

from functools import partial

import psycopg

from tests.bench.row import Row
from tests.served import Served, served

FEW = 0.2
"""Of the many, so that every list fills its first page."""
MANY = {"initiatives": 500, "insights": 50_000, "actions": 20_000}
PAGES = {
    "initiatives": ("/initiatives/", "/initiatives/?view=list"),
    "insights": ("/insights/", "/insights/?state=open", "/insights/add/"),
    "actions": ("/actions/", "/actions/?of=all", "/actions/?of=all&state=done"),
    "all of it": ("/journeys/move-home/", "/initiatives/final-bill-in-a-week/"),
}
TIMES = 12


def measure(size: int) -> list[Row]:
    """CPU of a page with all the rows ÷ with a fifth of them; `size` says nothing."""
    del size
    with served(scale=0.02) as site:
        _fill(site, FEW)
        few = _costs(site)
        _fill(site, 1)
        many = _costs(site)
    return [
        Row("P10", f"{path}, all rows ÷ a fifth", many[path] / few[path], 1.2)
        for path in few
    ]


def _costs(site: Served) -> dict[str, float]:
    found = {}
    for paths in PAGES.values():
        for path in paths:
            site.get(path)
            found[path] = site.cpu_of(partial(site.get, path), times=TIMES)
    return found


def _fill(site: Served, share: float) -> None:
    """Rows like those of the demo, up to that share of the many."""
    with psycopg.connect(site.database, autocommit=True) as session:
        for noun, count in MANY.items():
            wanted = int(count * share)
            session.execute(ROWS[noun], {"wanted": wanted})
        _kickoffs(session)
        session.execute("ANALYZE")


def _kickoffs(session: "psycopg.Connection[tuple[str]]") -> None:
    """Every initiative has one, a draft like the first."""
    columns = session.execute(
        "SELECT string_agg(quote_ident(column_name), ', ')"
        "  FROM information_schema.columns"
        " WHERE table_name = 'journeys_kickoff' AND is_generated = 'NEVER'"
        "   AND column_name NOT IN ('id', 'initiative_id')"
    ).fetchone()
    assert columns
    session.execute(
        f"INSERT INTO journeys_kickoff (initiative_id, {columns[0]})"
        f" SELECT new.id, {columns[0]} FROM journeys_initiative AS new"
        "  CROSS JOIN (SELECT * FROM journeys_kickoff WHERE state = 'draft'"
        "              AND sponsor_id IS NULL ORDER BY id LIMIT 1) AS first"
        " WHERE new.id NOT IN (SELECT initiative_id FROM journeys_kickoff)"
    )


ROWS = {
    "initiatives": """
WITH first AS (SELECT * FROM journeys_initiative WHERE stage = 'idea' LIMIT 1),
     made AS (
  INSERT INTO journeys_initiative
         (title, slug, summary, lead_id, stage, stage_at, stopped_because, created_at,
          created_by_id)
  SELECT title || ' ' || n, slug || '-' || n, summary, lead_id, stage, stage_at,
         stopped_because, created_at - n * interval '1 hour', created_by_id
    FROM first, generate_series((SELECT count(*) FROM journeys_initiative) + 1,
                                %(wanted)s) AS n
  RETURNING id, stage_at)
INSERT INTO journeys_initiativejourney (initiative_id, journey_id)
SELECT made.id, journey.id
  FROM made CROSS JOIN LATERAL (
    SELECT id FROM journeys_journey ORDER BY (id + made.id) %% 6 LIMIT 2) AS journey
""",
    "insights": """
WITH first AS (SELECT array_agg(id) AS ids FROM people_person)
INSERT INTO journeys_insight
       (key, said, journey_id, step_id, severity, told_by_id, told_at, wants_mail,
        answered_at)
SELECT gen_random_uuid(), 'Where is it, number ' || n, journey_id, step_id,
       n %% 3 + 1, ids[n %% array_length(ids, 1) + 1],
       now() - n * interval '10 minutes', false,
       CASE WHEN n %% 2 = 0 THEN now() END
  FROM first, generate_series((SELECT count(*) FROM journeys_insight) + 1,
                              %(wanted)s) AS n
  JOIN LATERAL (SELECT id AS step_id, journey_id FROM journeys_step
                 WHERE removed_at IS NULL ORDER BY (id + n) %% 40 LIMIT 1) AS at
    ON true
""",
    "actions": """
WITH first AS (SELECT array_agg(id) AS ids FROM people_person WHERE is_active)
INSERT INTO actions_action
       (title, effect, owner_id, due_on, first_due_on, source_words, source_url,
        carried, outcome, outcome_words, closed_at, closed_by_id, created_at,
        created_by_id)
SELECT 'Do it, number ' || n, '', owner, due, due, journey.title,
       '/journeys/' || slug || '/', 0, outcome, '',
       CASE WHEN outcome = '' THEN NULL ELSE now() END,
       CASE WHEN outcome = '' THEN NULL ELSE owner END, now(), owner
  FROM first, generate_series((SELECT count(*) FROM actions_action) + 1,
                              %(wanted)s) AS n
  JOIN LATERAL (SELECT title, slug FROM journeys_journey
                 ORDER BY (id + n) %% 6 LIMIT 1) AS journey ON true
  CROSS JOIN LATERAL (SELECT ids[n %% array_length(ids, 1) + 1] AS owner,
                             current_date + (n %% 90)::integer - 20 AS due,
                             CASE WHEN n %% 3 = 0 THEN 'done' ELSE '' END
                               AS outcome) AS made
""",
}

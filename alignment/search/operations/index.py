"""Keeps the index as the sources say: after each migration, and safe to repeat."""

import hashlib

from django.db import connection, transaction

from alignment.search.models import Entry, Kept
from alignment.search.source import Source
from alignment.search.sources import SOURCES

ROWS = """
SELECT s.id AS object_id, left({key}, 200) AS key, left({title}, 400) AS title,
       left({text}, 20000) AS text, left({place}, 400) AS place, {mark} AS mark,
       {at} AS at, ({shown}) AS is_shown
  FROM {rows}
"""
WORDS = """
   setweight(to_tsvector('simple', f.plain_title), 'A')
|| setweight(to_tsvector('english', f.plain_title), 'B')
|| setweight(to_tsvector('simple', f.plain_text), 'C')
|| setweight(to_tsvector('english', f.plain_text), 'D')
"""
TAKE = """
DELETE FROM search_entry e USING ({rows} WHERE {which}) f
 WHERE e.kind = '{kind}' AND e.object_id = f.object_id AND NOT f.is_shown;
"""
# OFFSET 0 has the plain letters made once, not for each use of them.
PUT = """
INSERT INTO search_entry (kind, object_id, key, title, text, place, mark, at, words)
SELECT '{kind}', f.object_id, f.key, f.title, f.text, f.place, f.mark, f.at, {words}
  FROM (SELECT shown.*, search_plain(title) AS plain_title,
               search_plain(text) AS plain_text
          FROM ({rows} WHERE {which}) AS shown WHERE is_shown OFFSET 0) AS f
ON CONFLICT (kind, object_id) DO UPDATE SET
  (key, title, text, place, mark, at, words) = (EXCLUDED.key, EXCLUDED.title,
   EXCLUDED.text, EXCLUDED.place, EXCLUDED.mark, EXCLUDED.at, EXCLUDED.words)
WHERE (search_entry.key, search_entry.title, search_entry.text, search_entry.place,
       search_entry.mark, search_entry.at)
   IS DISTINCT FROM (EXCLUDED.key, EXCLUDED.title, EXCLUDED.text, EXCLUDED.place,
                     EXCLUDED.mark, EXCLUDED.at);
"""
# A plan made while a table was all but empty reads all of it: for each row later on.
TRIGGER = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $search$
DECLARE row record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    {gone}
    RETURN NULL;
  END IF;
  row := NEW;
  IF TG_OP = 'UPDATE' THEN
    {take}
  END IF;
  {put}
  RETURN NULL;
END $search$;
CREATE OR REPLACE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
"""
GONE = "DELETE FROM search_entry WHERE kind = '{kind}' AND object_id = OLD.id;"


def keep_index() -> list[str]:
    """Index anew the kinds whose source has changed, or that never were; says which.

    What changes meanwhile waits for the trigger to be there, and is indexed by it.
    """
    tables = set(connection.introspection.table_names())
    if Entry._meta.db_table not in tables:  # noqa: SLF001 -- migrated back
        return []
    known = dict(Kept.objects.values_list("kind", "digest"))
    stale = [each for each in SOURCES if known.get(each.kind) != _digest(each)]
    return [
        source.kind
        for source in stale
        if source.is_fixed or {source.table, *source.also} <= tables
        if index(source)
    ]


@transaction.atomic
def index(source: Source) -> bool:
    """Make triggers and entries of one source anew."""
    with connection.cursor() as cursor:
        if not source.is_fixed:
            cursor.execute(_triggers(source))
        cursor.execute("DELETE FROM search_entry WHERE kind = %s", [source.kind])
        cursor.execute(_put(source, "true"))
    digest = {"digest": _digest(source)}
    Kept.objects.update_or_create(kind=source.kind, defaults=digest)
    return True


def _triggers(source: Source) -> str:
    own = TRIGGER.format(
        name=f"search_note_{source.kind}",
        table=source.table,
        gone=GONE.format(kind=source.kind),
        take=_put(source, "s.id = row.id", TAKE),
        put=_put(source, "s.id = row.id"),
    )
    others = [
        TRIGGER.format(
            name=f"search_note_{source.kind}_{number}",
            table=table,
            gone="",
            take=_put(source, tie, TAKE),
            put=_put(source, tie),
        )
        for number, (table, tie) in enumerate(source.also.items(), 1)
    ]
    return "\n".join([own, *others])


def _put(source: Source, which: str, pattern: str = PUT) -> str:
    """Write the entries of some of its rows, or take those away that are not shown."""
    rows = ROWS.format(
        key=source.key,
        title=source.title,
        text=source.text,
        place=source.place,
        mark=source.mark,
        at=source.at,
        shown=source.shown,
        rows=source.rows,
    )
    return pattern.format(kind=source.kind, rows=rows, which=which, words=WORDS)


def _digest(source: Source) -> str:
    made = _put(source, "true") if source.is_fixed else _triggers(source)
    return hashlib.sha256(made.encode()).hexdigest()

"""Has every history write into the register, and none of them forget anything.

Done after each migration, so that a history that is new is not left out. Safe to
repeat.
"""

from typing import Any

from django.db import connection, transaction

from alignment.audit.kinds import histories, kind_of
from alignment.audit.models import Change

STAYS = """
CREATE OR REPLACE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
"""
NOTES = """
CREATE OR REPLACE TRIGGER audit_note AFTER INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_note('{model}', '{key}', '{to}');
"""
BEFORE = """
SELECT audit_put('{model}', '{to}', version, earlier) FROM (
  SELECT to_jsonb(e) AS version, e.pgh_id,
         lag(to_jsonb(e)) OVER (PARTITION BY e.{key} ORDER BY e.pgh_id) AS earlier
    FROM {table} e ORDER BY e.pgh_created_at, e.pgh_id
) AS versions
"""
NOTED = """
SELECT relname, tgargs FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE tgname = 'audit_note'
"""


def keep_audit() -> list[str]:
    """Begin to register the histories that are not registered yet; says which.

    Those whose rows belong to something else by now say so from now on.
    """
    tables = set(connection.introspection.table_names())
    if Change._meta.db_table not in tables:  # noqa: SLF001 -- migrated back
        return []
    with connection.cursor() as cursor:
        cursor.execute(NOTED)
        noted = {name: _arguments(given) for name, given in cursor.fetchall()}
    changed = []
    for events in histories():
        words = _words(events)
        table = words["table"]
        if table in tables and noted.get(table) != (words["key"], words["to"]):
            _begin(words, anew=table in noted)
            changed.append(table)
    return changed


def _arguments(given: bytes) -> tuple[str, ...]:
    """The key and what it belongs to, as a trigger was given them."""
    return tuple(bytes(given).decode().split("\0")[1:3])


def _words(events: Any) -> dict[str, str]:
    names = {field.name for field in events._meta.get_fields()}  # noqa: SLF001
    return {
        "table": events._meta.db_table,  # noqa: SLF001
        "model": events.pgh_tracked_model._meta.label_lower,  # noqa: SLF001
        "key": "pgh_obj_id" if "pgh_obj" in names else "id",
        "to": kind_of(events.pgh_tracked_model).to,
    }


@transaction.atomic
def _begin(words: dict[str, str], *, anew: bool) -> None:
    """What happened before is registered as well, unless it was already."""
    with connection.cursor() as cursor:
        cursor.execute(NOTES.format(**words))
        if not anew:
            cursor.execute(STAYS.format(**words))
            cursor.execute(BEFORE.format(**words))

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
SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE tgname = 'audit_note'
"""


def keep_audit() -> list[str]:
    """Begin to register the histories that are not registered yet; says which."""
    tables = set(connection.introspection.table_names())
    if Change._meta.db_table not in tables:  # noqa: SLF001 -- migrated back
        return []
    with connection.cursor() as cursor:
        cursor.execute(NOTED)
        noted = {name for (name,) in cursor.fetchall()}
    begun = []
    for events in histories():
        table = events._meta.db_table  # noqa: SLF001
        if table in tables - noted:
            _begin(events, table)
            begun.append(table)
    return begun


@transaction.atomic
def _begin(events: Any, table: str) -> None:
    """What happened before is registered as well."""
    names = {field.name for field in events._meta.get_fields()}  # noqa: SLF001
    words = {
        "table": table,
        "model": events.pgh_tracked_model._meta.label_lower,  # noqa: SLF001
        "key": "pgh_obj_id" if "pgh_obj" in names else "id",
        "to": kind_of(events.pgh_tracked_model).to,
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTES.format(**words))
        cursor.execute(STAYS.format(**words))
        cursor.execute(BEFORE.format(**words))

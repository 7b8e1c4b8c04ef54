"""What the role of the pages may do in the database: read and write rows, no more.

Rules that the database keeps (constraints, triggers, histories that only grow) are the
owner's. The role the pages connect with owns nothing, so that nothing a page could be
made to send takes a rule away.
"""

from typing import Any

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from alignment import addresses
from alignment.audit.models import Change
from alignment.runtime.trouble import Trouble

CREATE = (
    "CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
    " NOBYPASSRLS PASSWORD {password}"
)
ROWS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)
ONLY_GROWS = "REVOKE UPDATE, DELETE ON {table} FROM {role}"


class RoleMissing(Trouble, CommandError):
    """There is no such role, and the owner may not make one."""


def give_rights() -> bool:
    """Make the role of DATABASE_URL where it is missing, and give it its rights.

    Done after each migration, as the owner; safe to repeat. False where the pages
    connect as the owner: then there is no other role. Raises RoleMissing.
    """
    name, password = addresses.role(settings.DATABASE_URL)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if (name,) == cursor.fetchone():
            return False
        words = {"role": sql.Identifier(name), "password": sql.Literal(password)}
        if not _exists(cursor, name):
            _make(cursor, name, words)
        for line in ROWS:
            cursor.execute(sql.SQL(line).format(**words))
        for table in _histories():
            grows = sql.SQL(ONLY_GROWS).format(table=sql.Identifier(table), **words)
            cursor.execute(grows)
    return True


def _exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [name])
    return cursor.fetchone() is not None


def _make(cursor: Any, name: str, words: dict[str, Any]) -> None:
    """Make it, unless another database of the server is given it at that moment."""
    try:
        with transaction.atomic():
            cursor.execute(sql.SQL(CREATE).format(**words))
    except DatabaseError as refusal:
        if _exists(cursor, name):
            return
        raise RoleMissing(
            f"The role {name} of DATABASE_URL is missing, and the one of"
            f" DATABASE_OWNER_URL may not make it: CREATE ROLE {name} LOGIN with a"
            " password, and migrate again."
        ) from refusal


def _histories() -> list[str]:
    """The tables of what happened, which nobody writes anew."""
    models = apps.get_models()
    return [
        each._meta.db_table  # noqa: SLF001 -- Django's own name
        for each in models
        if issubclass(each, pghistory.models.Event) or each is Change
    ]

"""Plays the story in order of time, and dates its history accordingly."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pghistory
from django.apps import apps
from django.db import connection
from pghistory.models import Context, Event

from alignment.audit.models import Change
from alignment.people.models import Person


class Timeline:
    """Collects what happened when and by whom; `play` then does it, oldest first.

    Triggers date every event with the time of the transaction. As each moment has a
    context of its own, its events can be given the moment's time afterwards.
    """

    def __init__(self) -> None:
        self._moments: list[tuple[datetime, Person, Callable[[], Any]]] = []

    def add(self, at: datetime, by: Person, do: Callable[[], Any]) -> None:
        self._moments.append((at, by, do))

    def play(self) -> None:
        """Raises RuntimeError inside a history context, which would swallow ours."""
        played: dict[UUID, datetime] = {}
        for at, by, do in sorted(self._moments, key=lambda moment: moment[0]):
            with pghistory.context(person=by.pk) as context:
                do()
            if context.id in played:
                raise RuntimeError("The demo is loaded outside of any request.")
            played[context.id] = at
        _date(played)


CONTEXTS = """
UPDATE {contexts} SET created_at = moment.at, updated_at = moment.at
  FROM unnest(%s::uuid[], %s::timestamptz[]) AS moment (id, at)
 WHERE {contexts}.id = moment.id
"""
EVENTS = """
UPDATE {events} SET pgh_created_at = moment.at
  FROM unnest(%s::uuid[], %s::timestamptz[]) AS moment (id, at)
 WHERE pgh_context_id = moment.id
"""


CHANGES = """
UPDATE {changes} SET at = moment.at
  FROM unnest(%s::uuid[], %s::timestamptz[]) AS moment (id, at)
 WHERE context_id = moment.id
"""


def _date(played: dict[UUID, datetime]) -> None:
    moments: tuple[Any, Any] = (list(played), list(played.values()))
    with connection.cursor() as cursor:
        cursor.execute(
            CONTEXTS.format(contexts=Context._meta.db_table),  # noqa: SLF001
            moments,
        )
        cursor.execute(
            CHANGES.format(changes=Change._meta.db_table),  # noqa: SLF001
            moments,
        )
        for model in apps.get_models():
            if issubclass(model, Event):
                table = model._meta.db_table  # noqa: SLF001
                cursor.execute(EVENTS.format(events=table), moments)

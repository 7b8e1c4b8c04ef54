"""Django's own `migrate`, after which what is made of the models is as they are now:
the index of the search, the register of changes, the rights of the pages' role."""

import contextlib
from collections.abc import Iterator
from functools import partialmethod
from types import SimpleNamespace
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from alignment.audit.operations.keep import keep_audit
from alignment.runtime.rights import give_rights
from alignment.search.operations.index import keep_index


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        with _triggers_only_noted():
            super().handle(*arguments, **options)
        if not options["plan"] and not options["check_unapplied"]:
            keep_index()
            keep_audit()
            give_rights()


@contextlib.contextmanager
def _triggers_only_noted() -> Iterator[None]:
    """A trigger changes no field, so no model is put together anew for one.

    Each would be, with all it is tied to: a third of what a new database takes.
    """
    kinds: tuple[Any, ...] = (AddTrigger, RemoveTrigger)
    usual = [(kind, kind.state_forwards) for kind in kinds]
    for kind, note in usual:
        kind.state_forwards = partialmethod(_note, note)
    try:
        yield
    finally:
        for kind, note in usual:
            kind.state_forwards = note


def _note(operation: Any, note: Any, app_label: str, state: ProjectState) -> None:
    """Note it among the options of its model, which stays as it was made."""
    as_it_is = SimpleNamespace(models=state.models, reload_model=lambda *_, **__: None)
    note(operation, app_label, as_it_is)

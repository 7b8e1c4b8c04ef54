"""Django's own `migrate`, after which what is made of the models is as they are now:
the index of the search, the register of changes, the rights of the pages' role."""

from typing import Any

from django.core.management.commands import migrate

from alignment.audit.operations.keep import keep_audit
from alignment.runtime.rights import give_rights
from alignment.search.operations.index import keep_index


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        super().handle(*arguments, **options)
        if not options["plan"] and not options["check_unapplied"]:
            keep_index()
            keep_audit()
            give_rights()

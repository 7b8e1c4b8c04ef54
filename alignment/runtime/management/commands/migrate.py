"""Django's own `migrate`, after which the pages' role has its rights to what is new."""

from typing import Any

from django.core.management.commands import migrate

from alignment.runtime.rights import give_rights


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        super().handle(*arguments, **options)
        if not options["plan"] and not options["check_unapplied"]:
            give_rights()

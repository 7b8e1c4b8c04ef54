"""Work out all numbers from contacts, from nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpis.operations.refresh import refresh


class Command(BaseCommand):
    help = "Works out all numbers again from the contacts that are stored."

    def handle(self, *args: Any, **options: Any) -> None:
        if not refresh(rebuild=True):
            raise CommandError(
                "The numbers are being worked out at this moment. Try again after that."
            )
        self.stdout.write("All numbers are worked out again from the contacts.")

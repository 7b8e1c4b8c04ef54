"""Starts the whole product on this machine: what `make run` does."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from alignment.runtime.up import main


class Command(BaseCommand):
    help = "Start databases, web, worker and beat, and stop them all on Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(main())

"""Loads the demo organisation; says so when it is there already."""

from datetime import date
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from alignment.people.models import Person
from alignment.runtime import demo
from alignment.runtime.models import DemoLoad


class Command(BaseCommand):
    help = "Load Brightwater Energy, the demo organisation, or what is missing of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale", type=float, default=1.0, help="0.02 for a small one"
        )
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day on which it ends"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = monotonic()
        if refusal := _refusal():
            self.stdout.write(refusal)
        elif demo.load(scale=options["scale"], today=options["today"], say=self._tell):
            seconds = monotonic() - begun
            self.stdout.write(f"The demo is loaded, in {seconds:.0f} seconds.")
        else:
            self.stdout.write("The demo is loaded already.")

    def _tell(self, line: str) -> None:
        """At once, for whoever listens at the other end of a pipe."""
        self.stdout.write(line)
        self.stdout.flush()


def _refusal() -> str:
    """Why the demo must not be mixed into this installation, if it must not."""
    if not settings.DEMO:
        return "The demo is off here. Set DEMO=1 to load it."
    begun = DemoLoad.objects.exists()
    if not begun and Person.objects.filter(is_demo=False).exists():
        return "This installation has people of its own, so the demo stays out of it."
    return ""

"""Loads the demo organisation beside the running product, and tells how far it is."""

import os
import selectors
import sys
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import Error, connection

from alignment.runtime import welcome
from alignment.runtime.child import Child
from alignment.runtime.models import DemoLoad

COMMAND = ["python", "manage.py", "load_demo"]


class DemoChild:
    """A process of its own, started only where the demo is not all there."""

    def __init__(
        self, environment: Mapping[str, str], say: Callable[[str], object]
    ) -> None:
        self.say = say
        self.last = ""
        self.told = False
        self.child: Child | None = None
        self.reader: int | None = None
        self._tell()
        if not _is_loaded():
            self._start(environment)

    def listen(self, seconds: float) -> None:
        """Wait that long for words of the loading process, and pass them on."""
        with selectors.DefaultSelector() as selector:
            if self.reader is not None:
                selector.register(self.reader, selectors.EVENT_READ)
            if not selector.select(seconds) or self.reader is None:
                return None
        said = os.read(self.reader, 65536)
        for line in said.decode(errors="replace").splitlines():
            self.last = line.strip() or self.last
        if not said:
            return self._end()
        self._tell()
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\x1b[K{self.last[:110]}")
            sys.stdout.flush()
        return None

    def stop(self) -> None:
        """End it; the next start goes on where it was."""
        if self.child:
            self.child.stop(0)

    def _start(self, environment: Mapping[str, str]) -> None:
        self.reader, writer = os.pipe()
        self.child = Child("demo", COMMAND, environment, settings.ROOT, writer)
        self.child.start()
        os.close(writer)
        self.say("The demo organisation is being loaded; everything works meanwhile.")

    def _end(self) -> None:
        assert self.reader is not None
        assert self.child
        os.close(self.reader)
        self.reader = None
        self.child.stop()
        if sys.stdout.isatty():
            sys.stdout.write("\r\x1b[K")
        self.say(self.last)
        self._tell()

    def _tell(self) -> None:
        """Say once whom one can sign in as."""
        if not self.told and (cast := welcome.cast()):
            self.told = True
            self.say(cast)


def _is_loaded() -> bool:
    try:
        return DemoLoad.objects.filter(finished_at__isnull=False).exists()
    except Error:
        return False
    finally:
        connection.close()

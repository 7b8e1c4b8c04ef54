"""A program that runs beside us: started, waited for, stopped, never left behind."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path

from alignment.runtime.trouble import Trouble

START_SECONDS, STOP_SECONDS = 60, 30
LOG_BYTES = 5 * 2**20


@dataclass
class Server:
    """Keeps its data in `folder`, answers on a socket in `sockets`, writes to `log`.

    A server that is not `durable` trades what a crash would lose for speed.
    """

    folder: Path
    sockets: Path
    log: Path
    durable: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    name = "The server"
    stop_signals: tuple[signal.Signals, ...] = field(
        default=(signal.SIGTERM, signal.SIGKILL), init=False
    )

    def launch(self, command: Sequence[str], prepare: Callable[[], None]) -> None:
        """Start the command out of reach of the terminal's Ctrl-C."""
        with self._log_file() as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own programs
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=prepare,  # noqa: PLW1509 -- started from the only thread
            )

    def answers(self) -> bool:
        """Tell whether it takes work."""
        raise NotImplementedError

    def wait(self) -> None:
        """Wait until it takes work. Raises Trouble with the last word of its log."""
        deadline = time.monotonic() + START_SECONDS
        while self.is_running and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.answers():
                    return
            time.sleep(0.02)
        raise Trouble(f"{self.name} did not start: {self._last_word()}")

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Stop it with everything on disk; harder where it does not listen."""
        for each in self.stop_signals:
            if not self.process or not self.is_running:
                return
            self.process.send_signal(each)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)

    def _log_file(self) -> BufferedWriter:
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old"))
        return self.log.open("ab")

    def _last_word(self) -> str:
        with contextlib.suppress(OSError, IndexError):
            last = self.log.read_text(errors="replace").strip().splitlines()[-1]
            return f"{last} ({self.log})"
        return f"see {self.log}"

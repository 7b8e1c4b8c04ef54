"""A program that runs beside us: started, waited for, stopped, never left behind."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path

import psutil

from alignment.runtime.starts import Starts
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
    starts: Starts = field(default_factory=Starts, init=False)
    name = "The server"
    stop_signals: tuple[signal.Signals, ...] = field(
        default=(signal.SIGTERM, signal.SIGKILL), init=False
    )

    def start(self) -> None:
        """Start it on what is in its folder. Raises Trouble."""
        raise NotImplementedError

    def launch(self, command: Sequence[str], prepare: Callable[[], None]) -> None:
        """Start the command out of reach of the terminal's Ctrl-C."""
        self.starts.add()
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

    def end_leftover(self, program: str) -> None:
        """End the same server of this folder, which a killed start left running."""
        ours = [each for each in psutil.process_iter() if self._is_ours(each, program)]
        numbers = {each.pid for each in ours}
        for process in ours:
            with contextlib.suppress(psutil.Error):
                if process.ppid() not in numbers:
                    process.send_signal(self.stop_signals[0])
        _, alive = psutil.wait_procs(ours, timeout=STOP_SECONDS)
        for process in alive:
            with contextlib.suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(alive, timeout=STOP_SECONDS)

    def _is_ours(self, process: psutil.Process, program: str) -> bool:
        try:
            here = process.cwd() == str(self.folder.resolve())
            return bool(here and process.name() == program)
        except (psutil.Error, OSError):
            return False

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
